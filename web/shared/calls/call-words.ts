import type { BillingGroup } from '#domain/usage/billing-group.ts'
import type { ServiceType } from '#domain/usage/service-type.ts'
import type { Item } from '../api/wire-types.ts'
import { dayText, zoneName } from '../format/dates.ts'
import { phoneText } from '../format/phone.ts'

/** A line of a bill: a call, or a charge that is none. */
export type BillingRecord = Item<'listCalls'>

/** Service types as people say them; the platform's own short names are on the bill. */
export const SERVICE_TYPE_WORDS: Readonly<Record<ServiceType, string>> = {
  Local: 'Local',
  National: 'National',
  Mobile: 'Mobile',
  International: 'International',
  '6113': '13 and 1300',
  TollFree: '1800',
  Directory: 'Directory',
  Emergency: 'Emergency',
  Onnet: 'On-net',
  Inbound: 'Inbound',
  'Inbound 6113': 'Inbound 13/1300',
  'Inbound 611800': 'Inbound 1800',
  Premium: 'Premium',
  BillingRecord: 'Billing record',
  CallingPlan: 'Calling plan',
  Channel: 'Channel',
  Manual: 'Manual',
  Number: 'Number',
}

export const BILLING_GROUP_WORDS: Readonly<Record<BillingGroup, string>> = {
  'local-national': 'Local and national',
  mobile: 'Mobile',
  international: 'International',
  '13-1300-1800': '13, 1300 and 1800',
  inbound: 'Inbound',
  'on-net': 'On-net',
  'other-calls': 'Other calls',
  services: 'Plans and services',
}

export const STATUS_WORDS: Readonly<Record<BillingRecord['status'], string>> = {
  answered: 'OK',
  'no-answer': 'No answer',
  busy: 'Busy',
  failed: 'Failed',
  cancelled: 'Hung up',
  charged: 'Charged',
  credited: 'Credited',
}

/** `3:45:26 pm` of `15:45:26`. */
export function clockText(time: string): string {
  const [hour = '0', ...rest] = time.split(':')
  const hours = Number(hour)
  return `${hours % 12 === 0 ? 12 : hours % 12}:${rest.join(':')} ${hours < 12 ? 'am' : 'pm'}`
}

/** `23 Nov 2026, 3:45:26 pm AEDT`, on the account's clock. */
export function startText({ date, time, startedAt, timeZone }: BillingRecord): string {
  return `${dayText(date)}, ${clockText(time)} ${zoneName(new Date(startedAt), timeZone)}`
}

/** `34 sec`, `6 min 13 sec`, `1 h 2 min`. */
export function lengthText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 'sec'],
  ] as const
  const said = parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count} ${unit}`]))
  return said.length === 0 ? '0 sec' : said.join(' ')
}

/** The API looks for four digits at least (fewer are in too many numbers) and fifteen at most. */
export function isNumberPart(text: string): boolean {
  return /^[\d\s().+-]+$/.test(text) && /^\d{4,15}$/.test(text.replaceAll(/\D/g, ''))
}

/** A number of a call; those that were withheld have none. */
export function partyText(number: string | null): string {
  return number === null || number === '' ? 'Withheld' : phoneText(number)
}
