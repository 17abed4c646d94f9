import { controlKey } from '#domain/credit-control/watch.ts'
import { formatDollars } from '#domain/money.ts'
import { isTopUp, type AutomaticPurpose } from '#domain/payments/automatic-charge.ts'
import { explainDecline } from '#domain/payments/decline.ts'
import { afterRefusal, nextTryAt } from '#domain/payments/refusals.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { readAccountControls } from '#operations/credit-control/read-controls.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import {
  readAutomaticCharge,
  readChargedAccounts,
  type AutomaticChargeRow,
} from '#storage/queries/automatic-charges.ts'
import { insertCrossings } from '#storage/tables/account-controls.ts'
import { answerTry, endAutomaticCharge, replanCharge, saveCharging } from '#storage/tables/automatic-charges.ts'

/** A charge at the gateway that has its end. */
export interface EndedCharge {
  readonly accountId: number
  /** What it was asked for with. */
  readonly key: string
  readonly state: 'succeeded' | 'failed' | 'cancelled'
  /** Of one that failed: the gateway's code. */
  readonly failureCode: string | null
}

/** What `automatic-charge.refused` says. */
export interface ChargeRefused {
  readonly automaticChargeId: string
  readonly purpose: AutomaticPurpose
  /** Decimal dollars. */
  readonly amount: string
  readonly currency: 'AUD'
  readonly code: string
  /** For people: what is wrong, what to do. */
  readonly words: string
  /** In a row. */
  readonly refusals: number
  /** null: not before somebody switches automatic charges on again. */
  readonly nextTryAt: Date | null
}

/** The gateway would not hear of it: nobody's card is at fault. */
const GATEWAY_AT_FAULT = 'gateway_refused'

/**
 * Writes down what came of a try, in the transaction that writes down what came of its charge, which holds the account.
 * Of a charge that somebody asked for there is none.
 */
export async function answerAutomaticTry(context: WriteContext, ended: EndedCharge): Promise<void> {
  const { db, now } = context
  const { accountId, key, state, failureCode } = ended
  const isSent = state !== 'cancelled' && failureCode !== GATEWAY_AT_FAULT
  const outcome = !isSent ? 'not-sent' : state === 'succeeded' ? 'paid' : 'refused'
  const chargeNo = await answerTry(db, { accountId, key, outcome, declineCode: failureCode, at: now })
  const charge = chargeNo === undefined ? undefined : await readAutomaticCharge(db, accountId, chargeNo)
  if (charge === undefined) return
  if (outcome === 'paid') await paid(context, charge)
  else if (outcome === 'refused') await refused(context, charge, failureCode ?? '')
  else await replanCharge(db, accountId, charge.id, new Date(now.getTime() + NOT_SENT_MS))
}

/** A gateway that did not do what it was asked is asked again so much later. */
const NOT_SENT_MS = 3_600_000

/** Writes down that a try could not be begun: the card is over, or for the reason given. */
export const answerUnsentTry = operation({
  name: 'automatic-charges.not-sent',
  permission: 'automatic-charges.run',
  async run(
    context,
    { accountId, key, why }: { readonly accountId: number; readonly key: string; readonly why: string },
  ) {
    const { db, now, audit } = context
    await lockedAccount(db, accountId)
    const [account] = await readChargedAccounts(db, [accountId], now)
    const isOver = account?.isMethodOver === true
    const [outcome, declineCode] = isOver ? (['refused', 'expired_card'] as const) : (['not-sent', null] as const)
    const chargeNo = await answerTry(db, { accountId, key, outcome, declineCode, at: now })
    const charge = chargeNo === undefined ? undefined : await readAutomaticCharge(db, accountId, chargeNo)
    if (charge === undefined) return
    audit({ subject: `account ${accountId}`, accountId, after: { automaticCharge: String(charge.id), outcome, why } })
    if (isOver) await refused(context, charge, 'expired_card')
    else await endAutomaticCharge(db, { accountId, chargeNo: charge.id, state: 'given-up', why, at: now })
  },
})

/** What goes through forgives what was refused before; nothing that was switched off is on again by it. */
async function paid(
  { db, resellerId, now }: WriteContext,
  { accountId, id, purpose }: AutomaticChargeRow,
): Promise<void> {
  await endAutomaticCharge(db, { accountId, chargeNo: id, state: 'paid', why: null, at: now })
  const [account] = await readChargedAccounts(db, [accountId], now)
  if (account === undefined) return
  const { stoppedAt, weekFullSince } = account.charging
  await saveCharging(db, resellerId, accountId, {
    refusals: 0,
    refusedAt: null,
    declineCode: null,
    stoppedAt,
    weekFullSince: isTopUp(purpose) ? null : weekFullSince,
  })
}

async function refused(context: WriteContext, charge: AutomaticChargeRow, code: string): Promise<void> {
  const { db, resellerId, now, emit } = context
  const { accountId, id: chargeNo, purpose, amountMicros } = charge
  const [account] = await readChargedAccounts(db, [accountId], now)
  if (account === undefined) return
  const { settings } = await readAccountControls(db, accountId, now)
  const { isOn, limit } = settings['card-failures']
  const { words, mayRetry } = explainDecline(code)
  const { refusals, refusedAt, stoppedAt, weekFullSince } = account.charging
  const before = { count: refusals, lastAt: refusedAt ?? undefined, stoppedAt: stoppedAt ?? undefined }
  const after = afterRefusal(before, { at: now, isFinal: !mayRetry }, isOn ? Number(limit) : undefined)
  await saveCharging(db, resellerId, accountId, {
    refusals: after.count,
    refusedAt: now,
    declineCode: code,
    stoppedAt: after.stoppedAt ?? null,
    weekFullSince,
  })
  const hasStopped = after.stoppedAt !== undefined
  // A bill waits for another card; a top-up is planned anew when there is one, if it is wanted then.
  if (hasStopped && isTopUp(purpose))
    await endAutomaticCharge(db, { accountId, chargeNo, state: 'given-up', why: words, at: now })
  else await replanCharge(db, accountId, chargeNo, charge.dueAt)
  const payload: ChargeRefused = {
    automaticChargeId: String(chargeNo),
    purpose,
    amount: formatDollars(amountMicros, 2),
    currency: 'AUD',
    code,
    words,
    refusals: after.count,
    nextTryAt: nextTryAt(after) ?? null,
  }
  emit({ type: 'automatic-charge.refused', accountId, payload })
  if (!hasStopped || before.stoppedAt !== undefined) return
  await insertCrossings(db, resellerId, accountId, [controlKey('card-failures')], now)
  emit({ type: 'automatic-charges.stopped', accountId, payload })
}
