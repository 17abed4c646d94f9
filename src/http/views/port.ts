import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { gstOf, micros, type Micros } from '#domain/money.ts'
import { dialledForm } from '#domain/numbers/describe-number.ts'
import { changeableFields, fieldsToMend } from '#domain/porting/changeable.ts'
import { milestonesOf } from '#domain/porting/milestones.ts'
import {
  attemptFee,
  changeFee,
  DEFAULT_PORT_FEES,
  PORT_FEE_NAMES,
  PORT_FEE_WORDS,
  type PortFees,
} from '#domain/porting/port-fees.ts'
import { PORT_KIND_TERMS, type PortKind } from '#domain/porting/port-kind.ts'
import { requestField } from '#domain/porting/port-request.ts'
import { DATE_IS_SET, stepsOf } from '#domain/porting/port-state.ts'
import { keptWords } from '#domain/porting/reject-codes.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { loadCalendars } from '#operations/porting/desk.ts'
import { faultsOfPort } from '#operations/porting/request-faults.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import {
  readPortAttempts,
  readPortEvents,
  readPortFees,
  type PortAttemptRow,
  type PortEventRow,
  type PortFeeRow,
} from '#storage/queries/port-history.ts'
import { readValidations, type Validations } from '#storage/queries/port-numbers.ts'
import { readPort, type PortLineRow, type PortRow } from '#storage/queries/ports.ts'
import { notFound } from '../not-found.ts'

/** Who looks at a port, and when. */
export interface Viewer {
  readonly actor: Actor
  readonly now: Date
}

/** A port of a list. */
export function viewPortLine(row: PortLineRow, now: Date) {
  return { ...row, isOverdue: isOverdue(row, now) }
}

function isOverdue({ dueAt }: Pick<PortLineRow, 'dueAt'>, now: Date): boolean {
  return dueAt !== null && dueAt < now
}

/** One port with everything the viewer may see of it. */
export async function viewPort(portId: number, db: pg.ClientBase, viewer: Viewer) {
  const { actor, now } = viewer
  const port = notFound('port', await readPort(db, portId))
  const calendars = await loadCalendars(db, port, now)
  const attempts = await readPortAttempts(db, portId)
  const events = await readPortEvents(db, portId)
  const charged = await readPortFees(db, port.accountId, portId)
  const prices = await readPortFeeList(db)
  const brand = await readBrand(db, actor.resellerId ?? 0)
  const isCustomer = actor.accountId !== undefined
  const isOpenToSubmit = port.state === 'draft' || port.state === 'rejected'
  const faults = await faultsOfPort(db, port, dateAt(now.getTime(), calendars.desk.timeZone).toString())
  const faulty = faults.flatMap(({ field }) => requestField(field) ?? [])
  const staffName = brand?.name ?? ''
  return {
    ...viewPlace(port, now),
    ...viewRequest(port, await readValidations(db, portId)),
    attempts: attempts.map((attempt) => ({
      ...viewAttempt(attempt, isCustomer),
      submittedBy: isCustomer ? submitter(events, attempt.no, staffName) : attempt.submittedBy,
    })),
    milestones: milestonesOf({ ...port, cutOverStartedAt: cutOverStart(events, port) }, calendars, now),
    events: events
      .filter((event) => !isCustomer || isForCustomer(event))
      .map((event) => viewEvent(event, isCustomer, staffName)),
    fees: charged.map(viewFee),
    feesTotal: micros(charged.reduce((sum, { amountMicros }) => sum + amountMicros, 0n)),
    currency: 'AUD' as const,
    nextFee: isOpenToSubmit
      ? {
          ...priced(prices[attemptFee(port.kind, port.numbers.length)], brand?.gstRegistered ?? true),
          chargedOn: PORT_KIND_TERMS[port.kind].chargedOn,
        }
      : null,
    withdrawalFee: DATE_IS_SET.includes(port.state) ? prices[changeFee(port.kind)] : micros(0n),
    allowedSteps: stepsOf(actor, port),
    changeable: changeableFields(actor, port.state, port.rejectReason, faulty, port.kind),
    missing: isOpenToSubmit
      ? faults.map(({ field, message }) => ({ field: requestField(field) ?? null, message }))
      : [],
    toMend: port.state === 'rejected' ? toMend(port, attempts.at(-1)) : null,
    upstreamId: isCustomer ? null : port.upstreamId,
    splitFrom: port.splitFrom,
    outOfHours: port.outOfHours,
    returnUntil: port.returnUntil,
    version: port.version,
  }
}

/** What an attempt of a port costs, with what may come beside it. */
export async function viewFeeQuote(db: pg.ClientBase, resellerId: number, kind: PortKind, count: number) {
  const prices = await readPortFeeList(db)
  const brand = await readBrand(db, resellerId)
  const { chargedOn, usually } = PORT_KIND_TERMS[kind]
  return {
    kind,
    count,
    currency: 'AUD' as const,
    ...priced(prices[attemptFee(kind, count)], brand?.gstRegistered ?? true),
    chargedOn,
    usually,
    rejectFee: kind === 'complex' ? prices['complex-reject'] : micros(0n),
    changeFee: prices[changeFee(kind)],
  }
}

/** The price list, in the order of the defaults. */
export function viewFeeList(prices: PortFees) {
  return {
    currency: 'AUD' as const,
    items: PORT_FEE_NAMES.map((fee) => ({
      fee,
      words: PORT_FEE_WORDS[fee],
      amount: prices[fee],
      default: DEFAULT_PORT_FEES[fee],
    })),
  }
}

function priced(amount: Micros, isTaxed: boolean) {
  const gst = isTaxed ? gstOf(amount) : micros(0n)
  return { amount, gst, total: micros(amount + gst) }
}

function viewPlace(port: PortRow, now: Date) {
  const { id, kind, state, attempt, accountId, accountNumber, accountName, stateSince, dueOn, dueAt, cutOverAt } = port
  const { submittedAt, completedAt, createdAt, changedAt } = port
  const place = { id, kind, state, attempt, accountId, accountNumber, accountName, stateSince, dueOn, dueAt, cutOverAt }
  const instants = { submittedAt, completedAt, createdAt, changedAt }
  return { ...place, ...instants, rejectReason: port.rejectReason, isOverdue: isOverdue(port, now) }
}

function viewRequest(port: PortRow, validations: Validations) {
  const { numbers, losingCarrier, numberPlanId, numberPlanName, lineType, destination } = port
  const { birthDate, ...details } = port.details
  return {
    losingCarrier,
    numbers: numbers.map(({ number }) => number),
    numberCount: numbers.length,
    numberDetails: numbers.map(({ number, kind, state, region }) => ({
      number,
      dialled: dialledForm(number),
      kind,
      state: state ?? null,
      region,
      validation: validations.get(number)?.code ?? null,
      validationWords: validations.get(number)?.words ?? '',
    })),
    request: {
      ...details,
      hasBirthDate: birthDate !== null,
      losingCarrier,
      numberPlanId,
      numberPlan: numberPlanId === null ? null : { id: numberPlanId, name: numberPlanName ?? '' },
      lineType,
      destination,
    },
  }
}

function viewAttempt(attempt: PortAttemptRow, isCustomer: boolean) {
  const { carrierReference, ...rest } = attempt
  return {
    ...rest,
    rejection: viewRejection(attempt),
    carrierReference: isCustomer || carrierReference === '' ? null : carrierReference,
  }
}

/** To a customer, whoever of the staff submitted it is the brand. */
function submitter(events: readonly PortEventRow[], no: number, staffName: string): string {
  const event = events.find(({ what, attempt }) => what === 'submit' && attempt === no)
  return event?.isCustomer === true ? event.actorName : staffName
}

/** In the words it was rejected with at the time. */
function viewRejection(attempt: PortAttemptRow) {
  const { rejectReason: reason, rejectCode: code, rejectWords: words } = attempt
  return reason === null ? null : { reason, code: code === '' ? null : code, ...keptWords(reason, attempt), words }
}

function toMend({ kind }: PortRow, attempt: PortAttemptRow | undefined) {
  const rejection = attempt === undefined ? null : viewRejection(attempt)
  return rejection === null ? null : { ...rejection, fields: fieldsToMend(rejection.reason, kind) }
}

/** Notes and files among staff are not. */
function isForCustomer({ what, customerWords }: PortEventRow): boolean {
  return (what !== 'note' && what !== 'file') || customerWords !== ''
}

/** To a customer, whoever of the staff did it is the brand. */
function viewEvent(event: PortEventRow, isCustomer: boolean, staffName: string) {
  const { at, actorName, what, state, attempt, customerWords, staffWords } = event
  return {
    at,
    what,
    state,
    attempt,
    by: isCustomer && !event.isCustomer ? staffName : actorName,
    isCustomer: event.isCustomer,
    words: customerWords,
    staffWords: isCustomer ? null : staffWords,
  }
}

/** Sources are `port 12 attempt 2` and what follows. */
function viewFee({ chargeId, source, description, chargedAt, amountMicros, gstMicros }: PortFeeRow) {
  const attempt = Number(/ attempt (\d+)/.exec(source)?.[1] ?? '0')
  return { chargeId, attempt, description, chargedAt, amount: amountMicros, gst: gstMicros }
}

function cutOverStart(events: readonly PortEventRow[], { attempt }: PortRow): Date | null {
  return events.findLast((event) => event.what === 'start-cut-over' && event.attempt === attempt)?.at ?? null
}
