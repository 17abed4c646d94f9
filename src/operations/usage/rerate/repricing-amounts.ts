import { reverse, usagePostings, type Posting, type UsageAmounts } from '#domain/ledger/posting.ts'
import { gstMicros, micros } from '#domain/money.ts'
import { CALL_SERVICE_TYPES } from '#domain/usage/service-type.ts'
import type { UsageDay } from '#storage/tables/usage-days.ts'
import { newUsageTotals, type UsageTotals } from '#storage/tables/usage-rows.ts'
import { createDaySums } from '../day-sums.ts'
import type { UsageBook } from '../rating-book.ts'
import type { AccountRepricing, ChangedCall } from './reprice-account.ts'

/** What a repricing does to one cycle and service type: negative where it takes back. */
export interface TotalsChange {
  readonly cycleFromMs: number
  readonly serviceType: number
  readonly totals: UsageTotals
}

/** The change of each cycle and service type: what the calls come to now less what they came to. */
export function totalsChanges(changed: readonly ChangedCall[]): readonly TotalsChange[] {
  const changes = new Map<string, TotalsChange>()
  const add = (cycleFromMs: number, serviceType: number, sign: 1 | -1, { call }: ChangedCall, price: Amounts): void => {
    const key = `${cycleFromMs}/${serviceType}`
    let change = changes.get(key)
    if (change === undefined) {
      change = { cycleFromMs, serviceType, totals: newUsageTotals() }
      changes.set(key, change)
    }
    const { totals } = change
    totals.calls += sign
    totals.durationSeconds += sign * call.durationSeconds
    totals.billedSeconds += sign * price.billedSeconds
    totals.chargeMicros += sign * price.chargeMicros
    totals.gstMicros += sign * gstMicros(price.chargeMicros)
    totals.costMicros += sign * (price.costMicros ?? 0)
  }
  for (const one of changed) {
    add(one.cycle.fromMs, one.call.serviceType, -1, one, one.call)
    add(one.cycle.fromMs, one.price.serviceType, 1, one, one.price)
  }
  return [...changes.values()].filter(({ totals }) => Object.values(totals).some((value) => value !== 0))
}

/** The change of each reseller's day. */
export function dayChanges(
  book: Pick<UsageBook, 'clockOf'>,
  repricings: readonly AccountRepricing[],
): readonly UsageDay[] {
  const days = createDaySums(book.clockOf)
  const amounts = ({ chargeMicros, costMicros }: Amounts) => ({
    calls: 0,
    durationSeconds: 0,
    chargeMicros,
    costMicros: costMicros ?? NaN,
  })
  for (const { account, changed } of repricings) {
    for (const { call, price } of changed) {
      days.add(account.resellerId, call.startedAtMs, amounts(call), -1)
      days.add(account.resellerId, call.startedAtMs, amounts(price), 1)
    }
  }
  return days.rows()
}

interface Amounts {
  readonly billedSeconds: number
  readonly chargeMicros: number
  readonly costMicros: number | null
}

/** Takes back what the changed calls came to, and posts what they come to now. */
export function repricingPostings(
  { account, changed }: AccountRepricing,
  postedAtMs: number,
  batchId: number,
): readonly Posting[] {
  const before = changed.map(({ call }) => call)
  const after = changed.map(({ price }) => price)
  const reversed = usagePostings(account.id, postedAtMs, batchId, amountsByType(before))
  const posted = usagePostings(account.id, postedAtMs, batchId, amountsByType(after))
  return [...reversed.map((posting) => reverse(posting, postedAtMs, batchId)), ...posted]
}

function amountsByType(prices: readonly (Amounts & { readonly serviceType: number })[]): UsageAmounts[] {
  return CALL_SERVICE_TYPES.flatMap((serviceType, index) => {
    const ofType = prices.filter((price) => price.serviceType === index + 1)
    if (ofType.length === 0) return []
    const sum = (amount: (price: Amounts) => number): bigint =>
      ofType.reduce((all, price) => all + BigInt(amount(price)), 0n)
    return [
      {
        serviceType,
        chargeMicros: micros(sum(({ chargeMicros }) => chargeMicros)),
        gstMicros: micros(sum(({ chargeMicros }) => gstMicros(chargeMicros))),
        costMicros: micros(sum(({ costMicros }) => costMicros ?? 0)),
      },
    ]
  })
}
