import type pg from 'pg'
import { billPeriodAt, billPeriodsBetween, type BillPeriod } from '#domain/time/bill-period.ts'
import type { InstantRange } from '#domain/time/day-range.ts'
import { readCallsInPricingOrder, type StoredCall } from '#storage/queries/stored-calls.ts'
import { isNumberOf, type NumberDirectory } from '../import/number-directory.ts'
import { cycleAt, type RatedAccount, type RatingBook } from '../rating-book.ts'
import { createCallRepricer, type DrawnAllowance } from './price-again.ts'

/** What pricing a call again gives. */
export interface NewPrice {
  readonly serviceType: number
  readonly planVersionId: number
  readonly rateId: number
  readonly costRateId: number
  readonly costBasis: number
  readonly billedSeconds: number
  readonly allowanceSeconds: number
  readonly allowanceCalls: number
  readonly allowanceMicros: number
  readonly chargeMicros: number
  readonly costMicros: number | null
}

export interface ChangedCall {
  readonly call: StoredCall
  readonly price: NewPrice
  readonly cycle: BillPeriod
}

export interface AccountRepricing {
  readonly account: RatedAccount
  readonly examined: number
  readonly changed: readonly ChangedCall[]
  /** Calls that have no price any more: they keep the one they have, and their cycle with them where they drew. */
  readonly unpriceable: number
  /** The cycles whose allowances were drawn anew, and what was drawn. */
  readonly cycles: readonly BillPeriod[]
  readonly drawn: readonly DrawnAllowance[]
}

/**
 * Prices an account's calls again with the plans, decks and numbers of now, in the order in which they were first priced.
 * Where allowances are in play whole billing cycles are priced again, for a later call's draw depends on an earlier one's;
 * a cycle in which a call drew that has no price any more stays as it is, for what that call drew is still drawn.
 */
export async function repriceAccount(
  db: pg.ClientBase,
  book: RatingBook,
  directory: NumberDirectory,
  account: RatedAccount,
  range: InstantRange,
): Promise<AccountRepricing> {
  const whole = wholeCycles(account, range)
  const isWidened =
    book.hasAllowances(account, whole.fromMs, whole.toMs) || (await drewOnAllowances(db, account, whole))
  const { fromMs, toMs } = isWidened ? whole : range
  const calls = await readCallsInPricingOrder(db, account.id, fromMs, toMs)
  const repricer = createCallRepricer(book, account, (call, b) =>
    isNumberOf(directory, account.resellerId, b, call.startedAtMs),
  )
  const changed: ChangedCall[] = []
  const heldBack = new Set<number>()
  let unpriceable = 0
  for (const call of calls) {
    const price = repricer.price(call)
    if (price.cause !== 0) {
      unpriceable++
      if (drew(call)) heldBack.add(cycleAt(account, call.startedAtMs).fromMs)
      continue
    }
    const { retail } = price
    const newPrice: NewPrice = {
      serviceType: price.serviceType,
      planVersionId: price.planVersionId,
      rateId: price.rateId,
      costRateId: price.costRateId,
      costBasis: price.costBasis,
      billedSeconds: retail.billedSeconds,
      allowanceSeconds: retail.allowanceSeconds,
      allowanceCalls: retail.allowanceCalls,
      allowanceMicros: retail.allowanceMicros,
      chargeMicros: retail.chargeMicros,
      costMicros: Number.isNaN(price.costMicros) ? null : price.costMicros,
    }
    if (differs(call, newPrice)) changed.push({ call, price: newPrice, cycle: cycleAt(account, call.startedAtMs) })
  }
  const isFree = ({ cycle }: { readonly cycle: BillPeriod }): boolean => !heldBack.has(cycle.fromMs)
  const { billDay, timeZone } = account
  const cycles = isWidened ? [...billPeriodsBetween(billDay, timeZone, whole.fromMs, whole.toMs)] : []
  return {
    account,
    unpriceable,
    changed: changed.filter(isFree),
    examined: calls.length,
    cycles: cycles.filter(({ fromMs: cycleFromMs }) => !heldBack.has(cycleFromMs)),
    drawn: repricer.drawn().filter(isFree),
  }
}

function drew({ allowanceSeconds, allowanceCalls, allowanceMicros }: StoredCall): boolean {
  return allowanceSeconds > 0 || allowanceCalls > 0 || allowanceMicros > 0
}

function wholeCycles(account: RatedAccount, { fromMs, toMs }: InstantRange): InstantRange {
  const first = billPeriodAt(account.billDay, account.timeZone, fromMs)
  const last = billPeriodAt(account.billDay, account.timeZone, toMs - 1)
  return { fromMs: first.fromMs, toMs: last.toMs }
}

async function drewOnAllowances(
  db: pg.ClientBase,
  account: RatedAccount,
  { fromMs, toMs }: InstantRange,
): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM allowance_use WHERE account_id = $1 AND cycle_from >= to_timestamp($2 / 1000.0)
        AND cycle_from < to_timestamp($3 / 1000.0) LIMIT 1`,
    [account.id, fromMs, toMs],
  )
  return rows.length > 0
}

function differs(call: StoredCall, price: NewPrice): boolean {
  return (
    call.serviceType !== price.serviceType ||
    call.planVersionId !== price.planVersionId ||
    call.rateId !== price.rateId ||
    call.costRateId !== price.costRateId ||
    call.costBasis !== price.costBasis ||
    call.billedSeconds !== price.billedSeconds ||
    call.allowanceSeconds !== price.allowanceSeconds ||
    call.allowanceCalls !== price.allowanceCalls ||
    call.allowanceMicros !== price.allowanceMicros ||
    call.chargeMicros !== price.chargeMicros ||
    call.costMicros !== price.costMicros
  )
}
