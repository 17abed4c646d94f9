import {
  addBusinessDays,
  businessDateAt,
  businessDaysBetween,
  type BusinessCalendar,
} from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { daysForShare } from './pace.ts'
import { nextDue } from './port-due.ts'
import type { PortKind } from './port-kind.ts'
import type { RejectReason } from './reject-reasons.ts'
import type { PortCalendars } from './which-calendar.ts'

/** How many reasons of rejections are told. */
const MOST_REASONS = 3

/** A finished port, from its first submission on. */
export interface FinishedPort {
  readonly submittedAt: Date
  readonly completedAt: Date
}

/** An attempt that was accepted or rejected. */
export interface DecidedAttempt {
  readonly lodgedAt: Date | null
  /** null: it was rejected before the losing carrier had it. */
  readonly passedOnAt: Date | null
  readonly decidedAt: Date
  /** null: it was accepted. */
  readonly rejectReason: RejectReason | null
}

/** How ports of one kind from one carrier went. */
export interface CarrierPace {
  readonly finished: number
  /** Business days of the desk from the first submission; undefined where none is finished. */
  readonly half: number | undefined
  readonly eightOfTen: number | undefined
  readonly decided: number
  readonly rejected: number
  /** Of the decided attempts those the losing carrier had, and of those the ones it answered after their due date. */
  readonly answered: number
  readonly late: number
  /** The most frequent first. */
  readonly reasons: readonly { readonly reason: RejectReason; readonly count: number }[]
}

export function carrierPace(
  kind: PortKind,
  finished: readonly FinishedPort[],
  decided: readonly DecidedAttempt[],
  calendars: PortCalendars,
): CarrierPace {
  const days = finished.map((port) => daysTaken(port, calendars.desk)).toSorted((one, other) => one - other)
  const answered = decided.filter(({ passedOnAt }) => passedOnAt !== null)
  const reasons = decided.flatMap(({ rejectReason }) => rejectReason ?? [])
  return {
    finished: finished.length,
    half: daysForShare(days, 0.5),
    eightOfTen: daysForShare(days, 0.8),
    decided: decided.length,
    rejected: reasons.length,
    answered: answered.length,
    late: answered.filter((attempt) => isLate(kind, attempt, calendars)).length,
    reasons: [...Map.groupBy(reasons, (reason) => reason)]
      .map(([reason, all]) => ({ reason, count: all.length }))
      .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1))
      .slice(0, MOST_REASONS),
  }
}

function daysTaken({ submittedAt, completedAt }: FinishedPort, desk: BusinessCalendar): number {
  const done = addBusinessDays(desk, dateAt(completedAt.getTime(), desk.timeZone).toString(), 0)
  return Math.max(0, businessDaysBetween(desk, businessDateAt(desk, submittedAt.getTime()), done))
}

function isLate(
  kind: PortKind,
  { lodgedAt, passedOnAt, decidedAt }: DecidedAttempt,
  calendars: PortCalendars,
): boolean {
  if (passedOnAt === null) return false
  const waiting = { kind, state: 'with-losing-carrier', stateSince: passedOnAt, lodgedAt } as const
  const due = nextDue({ ...waiting, cutOverAt: null, returnUntil: null }, calendars)
  return due !== undefined && decidedAt > due.at
}
