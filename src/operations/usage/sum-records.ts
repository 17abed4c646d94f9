import type pg from 'pg'
import { micros, type Micros } from '#domain/money.ts'
import { BILLING_GROUP_KEYS, BILLING_GROUPS, billingGroupOf } from '#domain/usage/billing-group.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { sumCalls, type RecordSum, type SumBy } from '#storage/queries/calls/sum-calls.ts'
import { sumCharges } from '#storage/queries/calls/list-charges.ts'
import type { RecordFilters } from './record-query.ts'

/** Records summed. Amounts ex GST but for `gstMicros` and `totalMicros`. */
export interface RecordTotals {
  readonly count: number
  readonly seconds: number
  readonly chargeMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  readonly costMicros: Micros
  readonly marginMicros: Micros
  readonly costUnknown: number
}

export interface GroupTotals extends RecordTotals {
  /** A service type, a billing group or a date. */
  readonly key: string
  /** The same for people. */
  readonly name: string
}

export type RecordGrouping = 'service-type' | 'billing-group' | 'day'

/** What a set of billing records comes to, in all and by group. */
export async function sumRecords(
  db: pg.ClientBase,
  filters: RecordFilters,
  groupBy: RecordGrouping,
): Promise<{ readonly totals: RecordTotals; readonly groups: readonly GroupTotals[] }> {
  const by: SumBy = groupBy === 'day' ? { by: 'day', timeZone: filters.timeZone } : { by: 'service-type' }
  const sums = [
    ...(filters.calls === undefined ? [] : await sumCalls(db, filters.calls, by)),
    ...(filters.charges === undefined ? [] : await sumCharges(db, filters.charges, by)),
  ]
  return { totals: addSums(sums), groups: groupSums(sums, groupBy) }
}

/** Sums by service type or date, gathered into the groups asked for: types and groups as they are listed, days in order. */
export function groupSums(sums: readonly RecordSum[], groupBy: RecordGrouping): readonly GroupTotals[] {
  const ordered = sums.toSorted((one, other) =>
    groupBy === 'day' ? one.key.localeCompare(other.key) : rankOf(one, groupBy) - rankOf(other, groupBy),
  )
  const grouped = Map.groupBy(ordered, ({ key }) => (groupBy === 'billing-group' ? billingGroupOf(Number(key)) : key))
  return [...grouped].map(([key, members]) => ({ ...nameOf(key, groupBy), ...addSums(members) }))
}

function rankOf({ key }: RecordSum, groupBy: RecordGrouping): number {
  return groupBy === 'billing-group' ? BILLING_GROUP_KEYS.indexOf(billingGroupOf(Number(key))) : Number(key)
}

function nameOf(key: string, groupBy: RecordGrouping): { readonly key: string; readonly name: string } {
  if (groupBy === 'day') return { key, name: key }
  if (groupBy === 'service-type') return { key: serviceTypeName(Number(key)), name: serviceTypeName(Number(key)) }
  const group = BILLING_GROUP_KEYS.find((name) => name === key)
  return { key, name: group === undefined ? key : BILLING_GROUPS[group].name }
}

export function addSums(sums: readonly RecordSum[]): RecordTotals {
  const add = (of: (sum: RecordSum) => bigint): Micros => micros(sums.reduce((all, sum) => all + of(sum), 0n))
  const chargeMicros = add((sum) => sum.chargeMicros)
  const gstMicros = add((sum) => sum.gstMicros)
  return {
    count: sums.reduce((all, { count }) => all + count, 0),
    seconds: sums.reduce((all, { seconds }) => all + seconds, 0),
    chargeMicros,
    gstMicros,
    totalMicros: micros(chargeMicros + gstMicros),
    costMicros: add((sum) => sum.costMicros),
    marginMicros: add((sum) => sum.marginMicros),
    costUnknown: sums.reduce((all, { costUnknown }) => all + costUnknown, 0),
  }
}
