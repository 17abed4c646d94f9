import type { ServiceType } from '#domain/usage/service-type.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { SERVICE_TYPE_WORDS } from '../../../shared/calls/call-words.ts'
import { dayText } from '../../../shared/format/dates.ts'

export type RevenueReport = Answer<'reportRevenue'>
export type RevenueRow = RevenueReport['rows'][number]

export const GROUPINGS = [
  { value: 'day', label: 'Day' },
  { value: 'plan', label: 'Plan' },
  { value: 'account', label: 'Customer' },
  { value: 'destination', label: 'Destination' },
  { value: 'service-type', label: 'Service type' },
] as const

export type RevenueGrouping = (typeof GROUPINGS)[number]['value']

export function groupingOf(text: string | undefined): RevenueGrouping {
  return GROUPINGS.find(({ value }) => value === text)?.value ?? 'day'
}

/** What a row is of, for people. */
export function rowName({ key, name }: RevenueRow, groupBy: RevenueGrouping): string {
  if (groupBy === 'day') return dayText(key)
  // A call no rate names a destination for goes by its service type.
  if (groupBy === 'service-type' || groupBy === 'destination') return SERVICE_TYPE_WORDS[key as ServiceType] ?? name
  return name === '' ? 'None' : name
}
