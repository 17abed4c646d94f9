import type { AccountStatus } from '#domain/accounts/account-status.ts'
import { micros, type Micros } from '#domain/money.ts'
import { addBusinessDays, isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { disputedOf, holdOn, liftsService, stoppingHold, wasHeldAfter, type DunningHold } from './dunning-hold.ts'
import {
  isAct,
  isNotice,
  noticeDays,
  NOTICES,
  stepAfter,
  type DunningAct,
  type DunningLadder,
  type DunningStep,
} from './dunning-ladder.ts'

/** An invoice with something outstanding; with GST. */
export interface OpenInvoice {
  readonly number: string
  /** `yyyy-mm-dd`. */
  readonly dueOn: string
  readonly outstandingMicros: Micros
}

/** How far the reseller has gone about what an account owes. */
export interface DunningCase {
  /** The last step that was taken; null: none yet. */
  readonly step: DunningStep | null
  /** The day it was taken on; of a case without a step, the day it was opened on. */
  readonly stepOn: string
  /** The latest due day of the invoices the last reminder or notice was about. */
  readonly coversTo: string
  /** Whether the service is restricted, or the account suspended, by this case. */
  readonly isRestricted: boolean
  readonly isSuspended: boolean
}

/** All that decides what is done about an account on a day. Dates in its zone. */
export interface DunningSituation {
  readonly today: string
  readonly ladder: DunningLadder
  readonly account: {
    readonly status: AccountStatus
    readonly paymentMode: 'prepaid' | 'postpaid'
    readonly isConsumer: boolean
  }
  readonly invoices: readonly OpenInvoice[]
  /** Those that were ended, too. */
  readonly holds: readonly DunningHold[]
  readonly theCase: DunningCase | undefined
  readonly calendar: BusinessCalendar
}

/** What an account owes that is past its due day. */
export interface Overdue {
  readonly overdueMicros: Micros
  readonly disputedMicros: Micros
  /** What is chased: overdue, and not disputed. */
  readonly chasedMicros: Micros
  readonly oldestDueOn: string | undefined
  readonly newestDueOn: string | undefined
}

export type CloseReason = 'paid' | 'small' | 'prepaid' | 'cancelled'

export type DunningDecision =
  | { readonly do: 'nothing' }
  /** It is over: what was done to the service is undone. */
  | { readonly do: 'close'; readonly why: CloseReason }
  | {
      readonly do: 'step'
      readonly step: DunningStep
      /** A notice given again: too much has happened since the first. */
      readonly isRepeat: boolean
      /** Of a notice: the first day on which what it announces may happen. */
      readonly actOn: string | undefined
    }
  | {
      readonly do: 'wait'
      /** undefined: nothing is left to do by itself. */
      readonly next: DunningStep | undefined
      /** The earliest day of it; undefined while a hold has no end that is known, or nothing is left. */
      readonly on: string | undefined
      readonly heldBy: DunningHold | undefined
      /** The service is given back while it is held. */
      readonly lifts: boolean
    }

/** A notice is good for so many days: after that nobody remembers it. */
const NOTICE_GOOD_FOR = 45

export function overdueOf({ invoices, holds, today }: Pick<DunningSituation, 'invoices' | 'holds' | 'today'>): Overdue {
  const due = invoices.filter(({ dueOn, outstandingMicros }) => dueOn < today && outstandingMicros > 0n)
  const overdueMicros = micros(due.reduce((sum, { outstandingMicros }) => sum + outstandingMicros, 0n))
  const disputedMicros = disputedOf(overdueMicros, holds, today)
  const days = due.map(({ dueOn }) => dueOn).toSorted()
  return {
    overdueMicros,
    disputedMicros,
    chasedMicros: micros(overdueMicros - disputedMicros),
    oldestDueOn: days[0],
    newestDueOn: days.at(-1),
  }
}

/**
 * What is done about an account today: at most one step, in the order of the ladder, never under a hold, and nothing to the
 * service before the working days of its notice have passed. After a hold a notice is given again. What is paid ends the case;
 * so does the payment of all it was about, though a later invoice has become overdue meanwhile: that one begins anew.
 */
export function decideDunning(situation: DunningSituation): DunningDecision {
  const { today, ladder, account, holds, theCase } = situation
  const overdue = overdueOf(situation)
  const over = whyOver(situation, overdue)
  if (over !== undefined) return theCase === undefined ? { do: 'nothing' } : { do: 'close', why: over }
  const stopping = stoppingHold(holds, today)
  const isAllDisputed = overdue.chasedMicros < ladder.minimumMicros || overdue.chasedMicros === 0n
  const dispute = isAllDisputed
    ? holds.find((hold) => hold.kind === 'dispute' && holdOn(hold, today) === 'holds')
    : undefined
  const held = stopping ?? dispute
  if (held !== undefined) {
    if (theCase === undefined) return { do: 'nothing' }
    const isDone = theCase.isRestricted || theCase.isSuspended
    return {
      do: 'wait',
      next: nextStep(situation),
      on: dayAfter(held.until),
      heldBy: held,
      lifts: isDone && liftsService(held.kind),
    }
  }
  if (!ladder.isOn) return theCase === undefined ? { do: 'nothing' } : waiting(undefined, undefined)
  const last = theCase?.step ?? undefined
  const notice = last !== undefined && isNotice(last) ? last : undefined
  if (theCase !== undefined && notice !== undefined && account.status !== 'cancelled' && isStale(situation, theCase)) {
    if (theCase.stepOn < today) return step(situation, notice, true)
  }
  const next = nextStep(situation)
  if (next === undefined) return theCase === undefined ? { do: 'nothing' } : waiting(undefined, undefined)
  const on = dueDay(situation, next, overdue.oldestDueOn ?? today)
  if (on <= today && (last === undefined || (theCase?.stepOn ?? '') < today)) return step(situation, next, false)
  return theCase === undefined ? { do: 'nothing' } : waiting(next, on > today ? on : dayAfter(today))
}

/** The day from which an act may follow a notice given on a day: whole working days between them, then one that is suited. */
function firstActDay(
  calendar: BusinessCalendar,
  noticeOn: string,
  ladder: Pick<DunningLadder, 'steps'>,
  act: DunningAct,
  isConsumer: boolean,
): string {
  let day = addBusinessDays(calendar, noticeOn, noticeDays(ladder, act, isConsumer) + 1)
  // Not before a weekend or a holiday: whoever wants to pay or to talk finds somebody the next day.
  while (!isBusinessDay(calendar, day) || !isBusinessDay(calendar, dayAfter(day))) day = dayAfter(day)
  return day
}

function whyOver({ account, ladder, theCase }: DunningSituation, overdue: Overdue): CloseReason | undefined {
  if (account.paymentMode === 'prepaid') return 'prepaid'
  const { oldestDueOn, overdueMicros } = overdue
  if (oldestDueOn === undefined) return 'paid'
  if (theCase !== undefined && oldestDueOn > theCase.coversTo) return 'paid'
  return overdueMicros < ladder.minimumMicros ? 'small' : undefined
}

/** The next step of the ladder. One that is cancelled has no service to act on: it is reminded, no more. */
function nextStep({ ladder: { steps }, theCase, account }: DunningSituation): DunningStep | undefined {
  const next = stepAfter(steps, theCase?.step ?? null)
  const isReminder = next === 'reminder' || next === 'second-reminder'
  return account.status === 'cancelled' && !isReminder ? undefined : next
}

/** Whether something came between a notice and what it announces, so that it has to be given again. */
function isStale({ holds, today }: DunningSituation, { stepOn }: DunningCase): boolean {
  return today > plusDays(stepOn, NOTICE_GOOD_FOR) || holds.some((hold) => wasHeldAfter(hold, stepOn, today))
}

function dueDay(
  { ladder, theCase, calendar, account }: DunningSituation,
  next: DunningStep,
  oldestDueOn: string,
): string {
  const { days } = ladder.steps[next]
  if (isAct(next)) {
    // The notice is the step before it: a ladder has both or none.
    const noticeOn = theCase?.step === NOTICES[next] ? theCase.stepOn : undefined
    if (noticeOn === undefined) return '9999-12-31'
    return firstActDay(calendar, noticeOn, ladder, next, account.isConsumer)
  }
  if (next === 'suspension-notice' || next === 'disconnection-notice') {
    const since = theCase?.stepOn ?? oldestDueOn
    return plusDays(since, days)
  }
  return plusDays(oldestDueOn, days)
}

function step(
  { calendar, today, ladder, account }: DunningSituation,
  taken: DunningStep,
  isRepeat: boolean,
): DunningDecision {
  if (isAct(taken) && (!isBusinessDay(calendar, today) || !isBusinessDay(calendar, dayAfter(today)))) {
    return waiting(taken, suitedDay(calendar, today))
  }
  const act = (Object.keys(NOTICES) as DunningAct[]).find((one) => NOTICES[one] === taken)
  const actOn = act === undefined ? undefined : firstActDay(calendar, today, ladder, act, account.isConsumer)
  return { do: 'step', step: taken, isRepeat, actOn }
}

function suitedDay(calendar: BusinessCalendar, today: string): string {
  let day = dayAfter(today)
  while (!isBusinessDay(calendar, day) || !isBusinessDay(calendar, dayAfter(day))) day = dayAfter(day)
  return day
}

function waiting(next: DunningStep | undefined, on: string | undefined): DunningDecision {
  return { do: 'wait', next, on, heldBy: undefined, lifts: false }
}

function dayAfter(date: string): string {
  return plusDays(date, 1)
}

function plusDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}
