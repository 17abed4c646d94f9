import { actorLabel } from '#domain/access/actor.ts'
import { CLOSED } from '#domain/live-calls/offline.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { installationOperation } from '#operations/installation.ts'
import { changedMeanwhile } from '#operations/operation.ts'
import { readOfflineCalls, type OfflineRow } from '#storage/queries/offline-calls.ts'
import { readWholesaleCredit, type WholesaleCredit } from '#storage/queries/wholesale-credit.ts'
import {
  findWholesalePayment,
  insertWholesalePayment,
  saveOfflineCalls,
  updateWholesaleCredit,
} from '#storage/tables/wholesale-credit.ts'

type Database = Parameters<typeof readWholesaleCredit>[0]

/** @throws ProblemError 'not_found'. */
export async function creditOf(db: Database, resellerId: number, forUpdate = false): Promise<WholesaleCredit> {
  const credit = await readWholesaleCredit(db, resellerId, { forUpdate })
  if (credit === undefined) throw new ProblemError(problem('not_found', 'There is no such reseller.'))
  return credit
}

/**
 * Whether a reseller pays the operator ahead, and how far below zero it may go.
 *
 * @throws ProblemError 'not_found', 'changed_meanwhile'.
 */
export const changeWholesaleCredit = installationOperation({
  name: 'resellers.change-credit',
  permission: 'resellers.write',
  async run(
    { db, audit },
    change: { resellerId: number; isOn: boolean; limit: bigint; ifVersion: number | undefined },
  ): Promise<WholesaleCredit> {
    const { resellerId, isOn, limit, ifVersion } = change
    const before = await creditOf(db, resellerId, true)
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('the credit')
    await updateWholesaleCredit(db, resellerId, { isOn, limit })
    const words = (on: boolean, most: bigint) => ({ isOn: on, limit: formatDollars(micros(most), 2) })
    audit(resellerId, {
      subject: `reseller ${resellerId}`,
      before: words(before.isOn, before.limit),
      after: words(isOn, limit),
    })
    return creditOf(db, resellerId)
  },
})

/**
 * A reseller paid the operator: once by its reference.
 *
 * @throws ProblemError 'not_found', 'already_exists' where the reference is that of another amount.
 */
export const recordWholesalePayment = installationOperation({
  name: 'resellers.record-payment',
  permission: 'resellers.write',
  async run(
    { db, actor, now, audit },
    payment: { resellerId: number; amount: bigint; reference: string; paidAt: Date | undefined },
  ): Promise<WholesaleCredit> {
    const { resellerId, amount, reference, paidAt = now } = payment
    await creditOf(db, resellerId, true)
    const isNew = await insertWholesalePayment(db, {
      resellerId,
      amountMicros: amount,
      reference,
      paidAt,
      recordedBy: actorLabel(actor),
    })
    if (isNew) {
      audit(resellerId, {
        subject: `reseller ${resellerId}`,
        after: { paid: formatDollars(micros(amount), 2), reference },
      })
    } else if ((await findWholesalePayment(db, resellerId, reference)) !== amount) {
      const message = `A payment of another amount has the reference ${reference}; each has its own.`
      throw new ProblemError(problem('already_exists', message, { field: 'reference' }))
    }
    return creditOf(db, resellerId)
  },
})

/** What a reseller's operator said for the time the database is away, or what holds until then. */
export async function offlineCallsOf(db: Database, resellerId: number): Promise<OfflineRow> {
  await creditOf(db, resellerId)
  const [row] = await readOfflineCalls(db, resellerId)
  return row ?? { ...CLOSED, resellerId, accountMicros: BigInt(CLOSED.accountMicros), version: 0 }
}

/** @throws ProblemError 'not_found', 'changed_meanwhile'. */
export const changeOfflineCalls = installationOperation({
  name: 'resellers.change-offline-calls',
  permission: 'resellers.write',
  async run(
    { db, audit },
    { ifVersion, ...wanted }: Omit<OfflineRow, 'version'> & { readonly ifVersion: number | undefined },
  ): Promise<OfflineRow> {
    const { resellerId } = wanted
    const before = await offlineCallsOf(db, resellerId)
    if (ifVersion !== undefined && ifVersion !== before.version) throw changedMeanwhile('the setting')
    await saveOfflineCalls(db, wanted)
    const words = ({ mode, maxSeconds, callsAtOnce, accountMicros }: Omit<OfflineRow, 'version'>) => ({
      mode,
      maxSeconds,
      callsAtOnce,
      accountLimit: formatDollars(micros(accountMicros), 2),
    })
    audit(resellerId, { subject: `reseller ${resellerId}`, before: words(before), after: words(wanted) })
    return offlineCallsOf(db, resellerId)
  },
})
