import type pg from 'pg'
import type { BillPeriod } from '#domain/time/bill-period.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import type { AllowanceChange } from '#storage/tables/usage-batch.ts'
import { cycleAt, type RatedAccount, type RatingBook } from '../rating-book.ts'
import type { AllowanceBook } from './allowance-book.ts'
import { DOUBLE, double, INTEGER, integer } from './call-block.ts'
import type { OrderedLegs } from './leg-order.ts'

/** Asks once for the allowances the batch may draw on and that are not known yet. */
export async function learnAllowances(
  client: pg.ClientBase,
  ordered: OrderedLegs,
  book: RatingBook,
  allowances: AllowanceBook,
): Promise<void> {
  const { block } = ordered
  const asked: { account: RatedAccount; cycle: BillPeriod }[] = []
  let account: RatedAccount | undefined
  let cycle: BillPeriod | undefined
  for (const leg of ordered.legs) {
    const accountId = integer(block, leg, INTEGER.accountId)
    if (accountId === 0) continue
    const atMs = double(block, leg, DOUBLE.startedAtMs)
    if (account?.id === accountId && cycle !== undefined && cycle.fromMs <= atMs && atMs < cycle.toMs) continue
    account = book.accounts.get(accountId)
    if (account === undefined) continue
    cycle = cycleAt(account, atMs)
    const mayDraw = book.hasAllowances(account, cycle.fromMs, cycle.toMs)
    if (mayDraw && !allowances.isKnown(account, cycle)) asked.push({ account, cycle })
  }
  if (asked.length === 0) return
  const found = await readAllowanceUse(
    client,
    asked.map((one) => ({ accountId: one.account.id, cycleFromMs: one.cycle.fromMs })),
  )
  allowances.learn(asked, found)
}

/** What the batch drew, for the database. */
export function allowanceChanges(allowances: AllowanceBook): AllowanceChange[] {
  const changes: AllowanceChange[] = []
  for (const { account, cycle, planVersionId, quantities, stored, isStored, state } of allowances.touched()) {
    quantities.forEach((quantity, allowanceNo) => {
      const drawn = quantity - (state.remaining[allowanceNo] ?? 0)
      if (drawn === stored[allowanceNo]) return
      changes.push({
        accountId: account.id,
        resellerId: account.resellerId,
        cycleFromMs: cycle.fromMs,
        cycleToMs: cycle.toMs,
        planVersionId,
        allowanceNo,
        drawnBefore: isStored[allowanceNo] === 1 ? stored[allowanceNo] : undefined,
        drawn,
      })
    })
  }
  return changes
}
