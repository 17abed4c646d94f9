import type { CarrierAnswer } from '#domain/porting/carrier-answer.ts'
import { cutOverHours, firstCommonDay } from '#domain/porting/cut-over-date.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import type { ValidationCode } from '#domain/porting/validation.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { addBusinessDays, businessDateAt, isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import type { CarrierOrder, CarrierProvider, CarrierResponse } from './carrier-provider.ts'

/**
 * A carrier that is none, for demonstrations and tests: it answers in its desk's hours, after delays like those people
 * know, and rejects some. What it says hangs on the seed, the order and its attempt alone, and when on the instant of the
 * step before: whoever moves the clock gets the same.
 */
export function createSimulator(seed: number, calendars: PortCalendars): CarrierProvider {
  return {
    takesNow: (order, now) => afterDelay(order, seed, calendars.carrier, 'lodge', LODGING) <= now,
    handOver: (order) =>
      Promise.resolve({
        reference: `SIM-${order.portId}-${order.attempt}`,
        mailFormTo: undefined,
        words: 'Taken by the simulated carrier.',
      }),
    nextResponse: (order, now) => Promise.resolve(respond(order, seed, calendars, now)),
  }
}

/** A delay: at least so long, at most so much more, in minutes of the desk's hours. */
interface Delay {
  readonly least: number
  readonly more: number
}

const DAY = 9 * 60
const LODGING: Delay = { least: 10, more: 80 }
const PASSING_ON: Readonly<Record<PortKind, Delay>> = {
  simple: { least: 20, more: 200 },
  complex: { least: 60, more: DAY },
  special: { least: 60, more: DAY },
  mobile: { least: 2, more: 15 },
}
const ASKING_VALIDATION: Delay = { least: 60, more: DAY }
const VALIDATION: Delay = { least: DAY, more: 3 * DAY }
const DECISION: Readonly<Record<PortKind, Delay>> = {
  simple: { least: DAY / 2, more: 1.5 * DAY },
  complex: { least: 4 * DAY, more: 6 * DAY },
  special: { least: 3 * DAY, more: 4 * DAY },
  mobile: { least: 10, more: 150 },
}
/** Files are held up between carriers now and then. */
const HELD_UP: Delay = { least: 2 * DAY, more: 3 * DAY }
const HELD_UP_SHARE = 0.08
/** Of first attempts; what was mended is rejected less often. */
const REJECTED_SHARE = 0.15
const REJECTED_AGAIN_SHARE = 0.05
/** Of acceptances, those that have the date with them. */
const DATED_SHARE = 0.7
const DATE_LATER: Delay = { least: 60, more: DAY }

interface Rejection {
  readonly code: string
  readonly reason: RejectReason
  readonly words: string
}

const REJECTIONS: Readonly<Record<PortKind, readonly Rejection[]>> = {
  simple: [
    { code: '', reason: 'account-mismatch', words: 'Account number does not match our records.' },
    { code: '005', reason: 'complex-service', words: 'Individual complex service cannot be cancelled.' },
    { code: '', reason: 'address-mismatch', words: 'Service address does not match.' },
    { code: '', reason: 'number-inactive', words: 'Service is not active.' },
    { code: '', reason: 'pending-port', words: 'Another order is pending on the service.' },
  ],
  complex: [
    { code: '', reason: 'associated-numbers', words: 'Associated numbers are missing from the list.' },
    { code: '3', reason: 'name-mismatch', words: 'Number belongs to a different customer.' },
    { code: '4', reason: 'pending-disconnect', words: 'Service cancelled or pending cancellation.' },
    { code: '2', reason: 'insufficient-info', words: 'Not enough information.' },
  ],
  special: [
    { code: '', reason: 'account-mismatch', words: 'Account number does not match our records.' },
    { code: '', reason: 'name-mismatch', words: 'Account holder does not match.' },
  ],
  mobile: [
    { code: '', reason: 'account-mismatch', words: 'Account number does not match our records.' },
    { code: '', reason: 'number-inactive', words: 'Service is not active.' },
  ],
}

function respond(order: CarrierOrder, seed: number, calendars: PortCalendars, now: Date): CarrierResponse | undefined {
  const { kind } = order
  const after = (what: string, delay: Delay): boolean => afterDelay(order, seed, calendars.carrier, what, delay) <= now
  const say = (key: string, answer: Partial<CarrierAnswer> & Pick<CarrierAnswer, 'step'>): CarrierResponse => ({
    key: `attempt ${order.attempt} ${key}`,
    answer: { ...SILENT, ...answer },
  })
  switch (order.state) {
    case 'lodged': {
      const isComplex = kind === 'complex'
      if (!after('pass on', isComplex ? ASKING_VALIDATION : PASSING_ON[kind])) return undefined
      return isComplex ? say('pnv sent', { step: 'ask-validation' }) : say('passed on', { step: 'pass-on' })
    }
    case 'validating':
      return after('validation', VALIDATION)
        ? say('validated', { step: 'confirm-validation', validations: validationsOf(order) })
        : undefined
    case 'validated':
      return after('pass on', PASSING_ON[kind]) ? say('passed on', { step: 'pass-on' }) : undefined
    case 'with-losing-carrier': {
      if (!after('decision', decisionDelay(order, seed))) return undefined
      const rejection = rejectionOf(order, seed)
      if (rejection !== undefined) return say('rejected', { step: 'reject', ...rejection })
      const isDated = kind !== 'complex' && chance(seed, order, 'dated') < DATED_SHARE
      return say('accepted', { step: 'accept', cutOverAt: isDated ? cutOverOf(order, seed, calendars, now) : null })
    }
    case 'accepted':
      // The customer of a complex port picks the day.
      if (kind === 'complex' || !after('date', DATE_LATER)) return undefined
      return say('date', { step: 'set-date', cutOverAt: cutOverOf(order, seed, calendars, now) })
    case 'pre-provisioned': {
      const startsMs = (order.cutOverAt?.getTime() ?? Infinity) + chance(seed, order, 'start') * 20 * MINUTE_MS
      return startsMs <= now.getTime() ? say('cut-over begins', { step: 'start-cut-over' }) : undefined
    }
    case 'cutting-over': {
      const minutes = 10 + chance(seed, order, 'complete') * (kind === 'mobile' ? 20 : 100)
      const doneMs = order.stateSince.getTime() + minutes * MINUTE_MS
      return doneMs <= now.getTime() ? say('completed', { step: 'complete' }) : undefined
    }
    case 'draft':
    case 'submitted':
    case 'rejected':
    case 'date-set':
    case 'completed':
    case 'closed':
    case 'withdrawn':
    case 'reversed':
    case 'expired':
      return undefined
  }
}

const SILENT: Omit<CarrierAnswer, 'step'> = {
  reference: null,
  cutOverAt: null,
  reason: null,
  code: '',
  words: '',
  validations: [],
}

function decisionDelay(order: CarrierOrder, seed: number): Delay {
  const isHeldUp = order.kind === 'simple' && chance(seed, order, 'held up') < HELD_UP_SHARE
  return isHeldUp ? HELD_UP : DECISION[order.kind]
}

function rejectionOf(order: CarrierOrder, seed: number): Rejection | undefined {
  const share = order.attempt > 1 ? REJECTED_AGAIN_SHARE : REJECTED_SHARE
  if (chance(seed, order, 'rejected') >= share) return undefined
  const known = REJECTIONS[order.kind]
  return known[Math.floor(chance(seed, order, 'reason') * known.length)]
}

/** The first number is the prime one, the others belong to it. */
function validationsOf({ numbers }: CarrierOrder): CarrierAnswer['validations'] {
  return numbers.map((number, index) => {
    const code: ValidationCode = numbers.length === 1 ? 'S' : index === 0 ? 'P' : 'A'
    return { number, code, words: '' }
  })
}

/** One or two business days after it was accepted, at a quarter of an hour while both desks work. */
function cutOverOf(order: CarrierOrder, seed: number, calendars: PortCalendars, now: Date): Date {
  const { desk, carrier } = calendars
  const days = order.kind === 'mobile' ? 1 : 1 + Math.floor(chance(seed, order, 'days') * 2)
  const date = firstCommonDay(addBusinessDays(carrier, businessDateAt(carrier, now.getTime()), days), calendars)
  const { opensAt, closesAt } = cutOverHours(date, calendars) ?? desk
  const latest = Math.max(opensAt, Math.min(closesAt - 15, 15 * 60))
  const quarters = Math.floor((latest - opensAt) / 15) + 1
  return atMinute(desk, date, opensAt + Math.floor(chance(seed, order, 'quarter') * quarters) * 15)
}

const MINUTE_MS = 60_000

/** The instant a delay after the order came to its state is over, in the desk's hours. */
function afterDelay(order: CarrierOrder, seed: number, desk: BusinessCalendar, what: string, delay: Delay): Date {
  return openMinutesAfter(desk, order.stateSince, delay.least + chance(seed, order, what) * delay.more)
}

/** The instant a desk has worked so many minutes after another. */
function openMinutesAfter(desk: BusinessCalendar, since: Date, minutes: number): Date {
  let date = businessDateAt(desk, since.getTime())
  let left = minutes
  let from = atMinute(desk, date, desk.opensAt)
  if (isBusinessDay(desk, date) && dateAt(since.getTime(), desk.timeZone).toString() === date && since > from)
    from = since
  for (;;) {
    const open = (atMinute(desk, date, desk.closesAt).getTime() - from.getTime()) / MINUTE_MS
    if (left <= open) return new Date(from.getTime() + left * MINUTE_MS)
    left -= open
    date = addBusinessDays(desk, date, 1)
    from = atMinute(desk, date, desk.opensAt)
  }
}

function atMinute({ timeZone }: BusinessCalendar, date: string, minute: number): Date {
  const day = Temporal.PlainDate.from(date).add({ days: minute === 24 * 60 ? 1 : 0 })
  const plainTime = new Temporal.PlainTime(Math.floor((minute % (24 * 60)) / 60), minute % 60)
  return new Date(day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}

/** From 0 to 1, always the same for the same order, attempt and question. */
function chance(seed: number, { portId, attempt }: CarrierOrder, what: string): number {
  // FNV-1a, and a last stir so that neighbouring orders differ.
  let hash = 0x811c9dc5
  for (const char of `${seed} ${portId} ${attempt} ${what}`) {
    hash ^= char.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000
}
