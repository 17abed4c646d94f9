import { chargePostings } from '#domain/ledger/office-postings.ts'
import { gstOf, micros, type Micros } from '#domain/money.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { insertCharges, type ChargeRow } from '#storage/tables/charges.ts'
import { lockBalances, writePostings } from '#storage/tables/postings.ts'
import { nextBatchId } from '#storage/tables/usage-batch.ts'

/** Something to charge that is no call, or a credit. Amounts are micro-dollars ex GST. */
export interface NewCharge {
  readonly accountId: number
  readonly serviceType: 'CallingPlan' | 'Number' | 'Channel' | 'BillingRecord' | 'Manual'
  /** As it stands on the statement: `Additional Line 03 7010 1234`. */
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  /** Ex GST; below zero is a credit. */
  readonly amountMicros: Micros
  /** What it is for, dates in the account's zone; `periodTo` is the day after the last. */
  readonly periodFrom?: string
  readonly periodTo?: string
  /** On whose statement it comes: that of the period this lies in. */
  readonly chargedAt: Date
  /** What it is for, in words that are the same whenever it is for the same: `plan 12 from 2026-11-20`. Once an account. */
  readonly source: string
  /** Why somebody charged it by hand. */
  readonly reason?: string
}

/**
 * Charges accounts of the reseller: writes the charges with their GST (none where the reseller is not registered), posts
 * them and moves the balances. Locks the balances first. What an account was charged for before, by its source, is left
 * out: the same thing is never charged twice.
 */
export async function postCharges(
  { db, resellerId, now }: Pick<WriteContext, 'db' | 'resellerId' | 'now'>,
  charges: readonly NewCharge[],
): Promise<readonly ChargeRow[]> {
  if (charges.length === 0) return []
  const brand = await readBrand(db, resellerId)
  const accountIds = [...new Set(charges.map(({ accountId }) => accountId))].toSorted((one, other) => one - other)
  await lockBalances(db, accountIds)
  const batchId = await nextBatchId(db)
  const isTaxed = brand?.gstRegistered ?? true
  const rows = await insertCharges(
    db,
    resellerId,
    charges.map((charge) => ({
      ...charge,
      gstMicros: isTaxed ? gstOf(charge.amountMicros) : micros(0n),
      taxCode: isTaxed ? 1 : 0,
      batchId,
    })),
  )
  const postings = accountIds.flatMap((accountId) => {
    const own = rows.filter((row) => row.accountId === accountId)
    return chargePostings({ accountId, postedAtMs: now.getTime(), source: batchId }, own)
  })
  await writePostings(db, resellerId, postings)
  return rows
}
