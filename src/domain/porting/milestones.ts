import { addBusinessDays, businessDateAt, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { firstCommonDay } from './cut-over-date.ts'
import { nextDue, STEP_DAYS, type PortProgress } from './port-due.ts'
import type { PortCalendars } from './which-calendar.ts'

/** What a customer follows, in the order it comes; only a complex port is validated. */
export const MILESTONES = [
  'submitted',
  'lodged',
  'validated',
  'with-losing-carrier',
  'accepted',
  'date-set',
  'cut-over',
  'completed',
] as const
export type MilestoneName = (typeof MILESTONES)[number]

/**
 * A milestone is `done`, or `next`, or still `to-come`; `failed` where the port was rejected instead, `dropped` where it
 * was withdrawn or returned before.
 */
export interface Milestone {
  readonly milestone: MilestoneName
  readonly status: 'done' | 'next' | 'to-come' | 'failed' | 'dropped'
  readonly doneAt: Date | null
  /** `yyyy-mm-dd` in the zone of whoever is to do it: by when it is due, or will be if all goes as usual. */
  readonly dueOn: string | null
  readonly isOverdue: boolean
}

/** When each milestone of the present attempt was reached. */
export interface Reached extends PortProgress {
  readonly submittedAt: Date | null
  readonly validatedAt: Date | null
  readonly passedOnAt: Date | null
  /** Accepted, or rejected where the state says so. */
  readonly decidedAt: Date | null
  readonly dateSetAt: Date | null
  readonly cutOverStartedAt: Date | null
  readonly completedAt: Date | null
}

/** The milestones of a port as they are at an instant. Those to come are reckoned from the one that is due next. */
export function milestonesOf(port: Reached, calendars: PortCalendars, now: Date): readonly Milestone[] {
  const doneAt = reachedAt(port)
  const isOver = port.state === 'withdrawn' || port.state === 'reversed' || port.state === 'expired'
  const due = nextDue(port, calendars)
  const today = businessDateAt(calendars.desk, now.getTime())
  let isNext = true
  let reckoned = later(due?.on, today)
  return MILESTONES.filter((milestone) => milestone !== 'validated' || port.kind === 'complex').map(
    (milestone): Milestone => {
      const at = doneAt[milestone]
      if (port.state === 'rejected' && milestone === 'accepted')
        return { milestone, status: 'failed', doneAt: port.decidedAt, dueOn: null, isOverdue: false }
      if (at !== null) return { milestone, status: 'done', doneAt: at, dueOn: null, isOverdue: false }
      if (isOver) return { milestone, status: 'dropped', doneAt: null, dueOn: null, isOverdue: false }
      if (port.state === 'rejected' || port.state === 'draft')
        return { milestone, status: 'to-come', doneAt: null, dueOn: null, isOverdue: false }
      if (isNext) {
        isNext = false
        return {
          milestone,
          status: 'next',
          doneAt: null,
          dueOn: due?.on ?? null,
          isOverdue: due !== undefined && due.at < now,
        }
      }
      reckoned = reckon(port, milestone, reckoned, calendars)
      return { milestone, status: 'to-come', doneAt: null, dueOn: reckoned, isOverdue: false }
    },
  )
}

function reachedAt(port: Reached): Readonly<Record<MilestoneName, Date | null>> {
  const { submittedAt, lodgedAt, validatedAt, passedOnAt, decidedAt, dateSetAt, cutOverStartedAt, completedAt } = port
  return {
    submitted: submittedAt,
    lodged: lodgedAt,
    validated: validatedAt,
    'with-losing-carrier': passedOnAt,
    accepted: port.state === 'rejected' ? null : decidedAt,
    'date-set': dateSetAt,
    'cut-over': cutOverStartedAt,
    completed: completedAt,
  }
}

/** The day of a milestone to come, reckoned from the one before it: by the calendar of whoever takes the step. */
function reckon(
  { kind, lodgedAt, cutOverAt }: Reached,
  milestone: MilestoneName,
  before: string,
  calendars: PortCalendars,
): string {
  const { desk, carrier } = calendars
  const days = STEP_DAYS[kind]
  switch (milestone) {
    case 'validated':
      return daysFrom(carrier, before, days.validation)
    case 'accepted': {
      if (kind === 'complex') return daysFrom(carrier, before, days.answer)
      // Counted from the lodging, of which the day of passing on is a part.
      const from = lodgedAt === null ? before : businessDateAt(carrier, lodgedAt.getTime())
      return later(daysFrom(carrier, from, days.answer), before)
    }
    case 'date-set':
      return daysFrom(desk, before, days.setDate)
    case 'cut-over':
      return cutOverAt === null
        ? firstCommonDay(daysFrom(carrier, before, days.cutOver), calendars)
        : dateAt(cutOverAt.getTime(), desk.timeZone).toString()
    case 'with-losing-carrier':
      return daysFrom(desk, before, 0)
    case 'submitted':
    case 'lodged':
    case 'completed':
      return before
  }
}

/** Business days from a day on; one on which the calendar is closed counts as the next that is worked. */
function daysFrom(calendar: BusinessCalendar, date: string, days: number): string {
  return addBusinessDays(calendar, addBusinessDays(calendar, date, 0), days)
}

function later(one: string | undefined, other: string): string {
  return one === undefined || one < other ? other : one
}
