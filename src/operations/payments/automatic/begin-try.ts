import type pg from 'pg'
import { GATEWAY_BOUNDS } from '#domain/payments/amount-bounds.ts'
import { isTooOld, isTopUp, type AutomaticPurpose } from '#domain/payments/automatic-charge.ts'
import type { Micros } from '#domain/money.ts'
import { decideAutoDebit } from '#domain/payments/auto-debit.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import { readDebitableBills, readOpenCharges, type AutomaticChargeRow } from '#storage/queries/automatic-charges.ts'
import { beginTry, endAutomaticCharge } from '#storage/tables/automatic-charges.ts'
import { debitableNow } from './debit-hold.ts'
import { tellHeldBack } from './plan-top-up.ts'
import { readSituation, topUpOf, type Situation } from './situation.ts'

/** A try that is written down and about to be sent. */
export interface BegunTry {
  readonly chargeNo: bigint
  readonly key: string
  readonly purpose: AutomaticPurpose
  readonly amountMicros: Micros
}

/**
 * Takes the first charge of an account whose time has come and writes down that it is sent: a bill before a top-up, its amount
 * reckoned anew. What is not wanted any more is withdrawn.
 *
 * @returns undefined where nothing is to be sent now.
 */
export const beginAutomaticTry = operation({
  name: 'automatic-charges.send',
  permission: 'automatic-charges.run',
  async run(context, { accountId }: { readonly accountId: number }): Promise<BegunTry | undefined> {
    const { db, resellerId, now, audit } = context
    await lockedAccount(db, accountId)
    const open = await readOpenCharges(db, accountId)
    const situation = await readSituation(db, accountId, now)
    for (const charge of open) {
      if (charge.state !== 'planned' || charge.dueAt > now) continue
      const chargeNo = charge.id
      const next = await nextOf(db, charge, situation, now)
      if ('heldBack' in next) await tellHeldBack(context, situation, next.heldBack)
      if ('why' in next) {
        await endAutomaticCharge(db, { accountId, chargeNo, state: next.end, why: next.why, at: now })
        const after = { automaticCharge: String(chargeNo), state: next.end, why: next.why }
        audit({ subject: `account ${accountId}`, accountId, after })
      }
      if (!('send' in next)) continue
      const tryNo = charge.tries + 1
      const key = `automatic ${chargeNo} try ${tryNo}`
      const amountMicros = next.send
      await beginTry(db, resellerId, { accountId, chargeNo, tryNo, key, amountMicros, sentAt: now })
      audit({ subject: `account ${accountId}`, accountId, after: { automaticCharge: String(chargeNo), try: tryNo } })
      return { chargeNo, key, purpose: charge.purpose, amountMicros }
    }
    return undefined
  },
})

type Decision = ReturnType<typeof topUpOf>

/** Send so much of it, end it, or wait. */
type Next =
  | { readonly send: Micros }
  | {
      readonly end: 'withdrawn' | 'given-up'
      readonly why: string
      readonly heldBack?: Extract<Decision, { readonly is: 'weekly-maximum' }>
    }
  | { readonly wait: true }

const WAIT: Next = { wait: true }

async function nextOf(db: pg.ClientBase, charge: AutomaticChargeRow, situation: Situation, now: Date): Promise<Next> {
  if (isTooOld(charge, now)) return { end: 'given-up', why: 'It did not go through within its month.' }
  return isTopUp(charge.purpose) ? nextOfTopUp(charge, situation, now) : nextOfDebit(db, charge, situation, now)
}

function nextOfTopUp({ reason }: AutomaticChargeRow, situation: Situation, now: Date): Next {
  const decision = topUpOf(situation, reason.startsWith('month-end ') ? 'month-end' : 'low', now)
  switch (decision.is) {
    case 'charge':
      return { send: decision.amountMicros }
    case 'off':
      return withdrawn('Auto top-up was switched off.')
    case 'not-needed':
      return withdrawn('The balance is high enough again.')
    case 'without-method':
      return withdrawn('No card or bank account is stored any more.')
    case 'weekly-maximum':
      return { ...withdrawn('The weekly maximum was reached.'), heldBack: decision }
    case 'on-its-way':
    case 'on-hold':
    case 'stopped':
      return WAIT
  }
}

async function nextOfDebit(
  db: pg.ClientBase,
  { purpose, amountMicros, statementId, accountId }: AutomaticChargeRow,
  { settings, charging, account }: Situation,
  now: Date,
): Promise<Next> {
  if (!settings.autoDebit.isOn) return withdrawn('Auto debit was switched off.')
  if (account.status === 'cancelled') return withdrawn('The account is closed.')
  if (charging.is !== 'ready') return WAIT
  if (purpose === 'auto-debit') return { send: amountMicros }
  const [bill] = statementId === null ? [] : await readDebitableBills(db, [accountId], [statementId])
  // The day is as it was told; only what is owed may have changed.
  const debit = bill === undefined ? undefined : decideAutoDebit(bill, undefined)
  if (bill === undefined || debit === undefined || debit.amountMicros < GATEWAY_BOUNDS.leastMicros)
    return withdrawn('The invoice was paid already.')
  const allowed = await debitableNow(db, { ...bill, owedMicros: debit.amountMicros }, now)
  return allowed < GATEWAY_BOUNDS.leastMicros ? WAIT : { send: allowed }
}

function withdrawn(why: string) {
  return { end: 'withdrawn', why } as const
}
