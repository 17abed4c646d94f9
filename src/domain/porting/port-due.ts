import { addBusinessDays, businessDateAt, instantOn, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'
import { turnOf, type PortCalendars } from './which-calendar.ts'

/**
 * Business days each step takes, by kind: from submission to the upstream carrier; of a complex port the losing carrier's
 * answer to the validation; from there to the losing carrier's answer; from the answer until the date is set, and to the
 * cut-over at the earliest; and from the date being set to the cut-over, usually. Source: the platform's help pages on
 * porting; how long the date may stay open is a choice of this platform.
 */
export const STEP_DAYS = {
  simple: { lodge: 1, validation: 0, passOn: 1, answer: 2, setDate: 1, earliestCutOver: 1, cutOver: 1 },
  complex: { lodge: 1, validation: 5, passOn: 1, answer: 10, setDate: 5, earliestCutOver: 10, cutOver: 10 },
  special: { lodge: 1, validation: 0, passOn: 1, answer: 8, setDate: 2, earliestCutOver: 1, cutOver: 2 },
  mobile: { lodge: 0, validation: 0, passOn: 0, answer: 1, setDate: 0, earliestCutOver: 0, cutOver: 1 },
} as const satisfies Readonly<Record<PortKind, Readonly<Record<string, number>>>>

/** How long numbers may be off the air at the cut-over: up to two hours, says the help page. */
const CUT_OVER_HOURS = 2
/** Within so many hours of completion the numbers may go back to the losing carrier. */
const RETURN_HOURS = 4
const HOUR_MS = 3_600_000

/** When a port came to where it is, as far as it matters for what is due next. */
export interface PortProgress {
  readonly kind: PortKind
  readonly state: PortState
  readonly stateSince: Date
  readonly lodgedAt: Date | null
  readonly cutOverAt: Date | null
  readonly returnUntil: Date | null
}

export interface Due {
  /** `yyyy-mm-dd` in the zone of whoever is to do it. */
  readonly on: string
  /** From this instant on it is overdue. */
  readonly at: Date
}

/**
 * By when the next step of a port is due; undefined where nobody waits for the desk: a draft, one to be mended, one that is
 * over. A step is due at the end of a business day of whoever takes it, the desk or the losing carrier; what is handed in after
 * hours counts from the next.
 */
export function nextDue(progress: PortProgress, calendars: PortCalendars): Due | undefined {
  const { kind, state, stateSince, lodgedAt, cutOverAt, returnUntil } = progress
  const days = STEP_DAYS[kind]
  const calendar = calendars[turnOf(state)]
  switch (state) {
    case 'submitted':
      return dueAfter(calendar, stateSince, days.lodge)
    case 'lodged':
    case 'validated':
      return dueAfter(calendar, stateSince, days.passOn)
    case 'validating':
      return dueAfter(calendar, stateSince, days.validation)
    case 'with-losing-carrier':
      // The answer counts from the day it went to the upstream carrier, not from when somebody noted that it was passed on; of
      // a complex one from when it was, as the validation came between.
      return dueAfter(calendar, kind === 'complex' ? stateSince : (lodgedAt ?? stateSince), days.answer)
    case 'accepted':
      return dueAfter(calendar, stateSince, days.setDate)
    case 'date-set':
    case 'pre-provisioned':
      return cutOverAt === null ? undefined : dueAt(calendar, cutOverAt)
    case 'cutting-over':
      return dueAt(calendar, new Date(stateSince.getTime() + CUT_OVER_HOURS * HOUR_MS))
    case 'completed':
      return returnUntil === null ? undefined : dueAt(calendar, returnUntil)
    case 'draft':
    case 'rejected':
    case 'closed':
    case 'withdrawn':
    case 'reversed':
    case 'expired':
      return undefined
  }
}

/** The date that many business days after the one on which something handed in at an instant is taken up. */
export function businessDaysAfter(calendar: BusinessCalendar, at: Date, days: number): string {
  return addBusinessDays(calendar, businessDateAt(calendar, at.getTime()), days)
}

/** When numbers are put on the account: at six on the morning of the cut-over, two hours ahead of an earlier one. */
export function provisionAt(calendar: BusinessCalendar, cutOverAt: Date): Date {
  const day = dateAt(cutOverAt.getTime(), calendar.timeZone)
  const sixMs = startOfDate(day, calendar.timeZone) + 6 * HOUR_MS
  return new Date(Math.min(sixMs, cutOverAt.getTime() - 2 * HOUR_MS))
}

/** Until when numbers that are completed now may go back. */
export function returnWindowEnds(completedAt: Date): Date {
  return new Date(completedAt.getTime() + RETURN_HOURS * HOUR_MS)
}

export function dueAfter(calendar: BusinessCalendar, since: Date, days: number): Due {
  const on = businessDaysAfter(calendar, since, days)
  return { on, at: new Date(instantOn(calendar, on, calendar.closesAt)) }
}

export function dueAt(calendar: BusinessCalendar, at: Date): Due {
  return { on: dateAt(at.getTime(), calendar.timeZone).toString(), at }
}
