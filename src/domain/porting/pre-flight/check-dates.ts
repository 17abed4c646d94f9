import {
  addBusinessDays,
  businessDaysBetween,
  isBusinessDay,
  type BusinessCalendar,
} from '#domain/time/business-days.ts'
import { parseDate } from '#domain/time/calendar-date.ts'
import { finding, type Finding } from './finding.ts'
import { STEP_DAYS } from '../port-due.ts'
import { AUTHORITY_DAYS, type PortRequest } from '../port-request.ts'
import type { PortKind } from '../port-kind.ts'

/** What is known of days and papers. */
export interface DateFacts {
  /** `yyyy-mm-dd` in the zone of the porting desk. */
  readonly today: string
  readonly calendar: BusinessCalendar
  /** The newest bill that was handed in; its date `yyyy-mm-dd`, where that was said. undefined: there is none. */
  readonly bill: { readonly billedOn: string | null } | undefined
}

/** Carriers refuse bills older than this as proof. */
const BILL_DAYS = 90
/** How many days an authority should be good for yet when a port is handed in, by how long carriers take to look at it. */
const DAYS_LEFT: Readonly<Record<PortKind, number>> = { simple: 10, complex: 35, special: 15, mobile: 3 }
/** An account holder is of age. */
const ADULT_YEARS = 18

/** Whether papers are young enough, and days can be kept. */
export function dateFindings(request: PortRequest, facts: DateFacts): readonly Finding[] {
  return [...authority(request, facts), ...bill(request, facts), ...wanted(request, facts), ...mobile(request, facts)]
}

function authority({ kind, authorisedOn }: PortRequest, { today }: DateFacts): readonly Finding[] {
  const findings: Finding[] = []
  const said = { reason: 'authority-expired', field: 'authorisedOn' } as const
  const left = authorisedOn === null ? undefined : AUTHORITY_DAYS - daysBetween(authorisedOn, today)
  if (left !== undefined && left >= 0 && left < DAYS_LEFT[kind]) {
    const message = `The authority counts for ${left} more ${left === 1 ? 'day' : 'days'}; carriers may look at it later.`
    findings.push(finding('warning', { code: 'authority-soon', message, fix: 'Have it signed anew.', ...said }))
  }
  return findings
}

function bill({ kind }: PortRequest, { today, bill: newest }: DateFacts): readonly Finding[] {
  if (kind === 'mobile') return []
  const said = { reason: 'insufficient-info', field: 'papers' } as const
  const found = (code: string, severity: 'would-be-rejected' | 'warning' | 'note', message: string, fix: string) => [
    finding(severity, { code, message, fix, ...said }),
  ]
  if (newest === undefined)
    return found('bill-missing', 'warning', 'No bill was handed in.', 'Add the latest bill, of the last 90 days.')
  if (newest.billedOn === null)
    return found('bill-undated', 'note', 'The bill has no date here.', `Look that it is of the last ${BILL_DAYS} days.`)
  const age = daysBetween(newest.billedOn, today)
  if (age <= BILL_DAYS) return []
  const message = `The bill is ${age} days old; carriers take one of the last ${BILL_DAYS} days as proof.`
  return found('bill-old', 'would-be-rejected', message, 'Add the latest bill.')
}

function wanted({ kind, wantedOn }: PortRequest, { today, calendar }: DateFacts): readonly Finding[] {
  if (kind !== 'complex' || wantedOn === null || wantedOn <= today) return []
  const field = 'wantedOn'
  const days = STEP_DAYS.complex
  const first = addBusinessDays(calendar, today, days.earliestCutOver)
  if (!isBusinessDay(calendar, wantedOn)) {
    const fix = `Prefer ${addBusinessDays(calendar, wantedOn, 1)}, the next day it works.`
    const message = `On ${wantedOn} the porting desk is closed.`
    return [finding('warning', { code: 'wanted-closed', message, fix, field })]
  }
  if (wantedOn < first) {
    const message = `${wantedOn} is too early: complex ports are cut over ${days.earliestCutOver} business days ahead at least.`
    return [finding('warning', { code: 'wanted-early', message, fix: `Prefer ${first} or later.`, field })]
  }
  const usual = days.lodge + days.validation + days.passOn + days.answer + days.cutOver
  if (businessDaysBetween(calendar, today, wantedOn) >= usual) return []
  const message = `${wantedOn} can be kept only where the carriers answer sooner than usual.`
  const fix = `${addBusinessDays(calendar, today, usual)} or later is likelier.`
  return [finding('note', { code: 'wanted-unlikely', message, fix, field })]
}

function mobile(
  { kind, birthDate, receivesSms, mobilePayment }: PortRequest,
  { today }: DateFacts,
): readonly Finding[] {
  if (kind !== 'mobile') return []
  const findings: Finding[] = []
  if (!receivesSms) {
    const message = 'The SIM takes no SMS, so no code can be sent to it.'
    const fix = 'Verify by a call to the number, or by documents; where it takes no calls either, see that it works.'
    findings.push(finding('warning', { code: 'no-sms', reason: 'number-inactive', message, fix, field: 'receivesSms' }))
  }
  const born = mobilePayment === 'prepaid' && birthDate !== null ? parseDate(birthDate) : undefined
  const now = parseDate(today)
  if (born !== undefined && now !== undefined && born.until(now, { largestUnit: 'year' }).years < ADULT_YEARS) {
    const message = 'By the date of birth the holder is under age.'
    const fix = 'Compare it with what the provider has; a parent may be the holder.'
    findings.push(
      finding('warning', { code: 'under-age', reason: 'account-mismatch', message, fix, field: 'birthDate' }),
    )
  }
  return findings
}

/** Negative where `to` is the earlier. */
function daysBetween(from: string, to: string): number {
  const [start, end] = [parseDate(from), parseDate(to)]
  return start === undefined || end === undefined ? 0 : start.until(end, { largestUnit: 'day' }).days
}
