import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { dateAt, parseDate, startOfDate } from '#domain/time/calendar-date.ts'
import { serviceTypesOf, type BillingGroup } from '#domain/usage/billing-group.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { digitSearch, FEWEST_DIGITS_SEARCHED, storedForms } from '#domain/usage/number-search.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES, type ServiceType } from '#domain/usage/service-type.ts'
import { readAccount } from '#storage/queries/accounts.ts'
import type { CallFilter, CallStatus } from '#storage/queries/calls/call-filter.ts'
import type { ChargeFilter } from '#storage/queries/calls/list-charges.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'

/** Billing records as somebody asks for them. Dates are `yyyy-mm-dd`. */
export interface RecordQuery {
  readonly kind: 'call' | 'charge' | 'all'
  readonly from?: string | undefined
  /** Included. */
  readonly to?: string | undefined
  /** The first day of a billing cycle of the account. */
  readonly period?: string | undefined
  readonly minSeconds?: number | undefined
  readonly maxSeconds?: number | undefined
  readonly serviceType?: readonly ServiceType[] | undefined
  readonly billingGroup?: readonly BillingGroup[] | undefined
  readonly number?: string | undefined
  readonly numberContains?: string | undefined
  readonly direction?: 'out' | 'in' | undefined
  readonly status?: CallStatus | undefined
  readonly importId?: number | undefined
}

/** What to look for where; a side that cannot have any is undefined. */
export interface RecordFilters {
  readonly calls: CallFilter | undefined
  readonly charges: ChargeFilter | undefined
  /** The account's zone, or over all of them the reseller's. */
  readonly timeZone: string
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
}

/** Without a time given, totals and exports go back so far. */
const DEFAULT_MONTHS = 12

/**
 * What a query asks for, in the tenant's terms: dates become instants of the account's zone (of the reseller's, over all
 * customers), numbers the forms they are stored in.
 *
 * @param bound whether it may not go back without end.
 * @throws ProblemError 'not_found' for an account that is not the tenant's, 'invalid_value' at the field at fault.
 */
export async function recordFilters(
  db: pg.ClientBase,
  actor: Actor,
  accountId: number | undefined,
  query: RecordQuery,
  { now, bound }: { readonly now: Date; readonly bound: boolean },
): Promise<RecordFilters> {
  const { timeZone, billDay } = await placeOf(db, actor, accountId)
  const time = timeRange(query, timeZone, billDay, bound ? now : undefined)
  const types = serviceTypes(query)
  const numbers = query.number === undefined ? undefined : numberForms(query.number)
  const contains = query.numberContains === undefined ? undefined : numberPart(query.numberContains)
  const own = actor.numbers
  const { minSeconds, maxSeconds, direction, status, importId, kind } = query
  const wantsCalls = kind !== 'charge' && (types === undefined || types.some(isCallType))
  const isAboutCalls =
    numbers !== undefined ||
    contains !== undefined ||
    minSeconds !== undefined ||
    maxSeconds !== undefined ||
    direction !== undefined ||
    importId !== undefined ||
    status === 'answered' ||
    status === 'unanswered'
  const wantsCharges =
    kind !== 'call' && !isAboutCalls && own === undefined && (types === undefined || !types.every(isCallType))
  return {
    timeZone,
    ...time,
    calls: wantsCalls
      ? {
          accountId,
          ...time,
          minSeconds,
          maxSeconds,
          status,
          importId,
          numbers,
          contains,
          serviceTypes: types,
          direction: direction === undefined ? undefined : DIRECTION[direction],
          ownNumbers: own,
        }
      : undefined,
    charges: wantsCharges
      ? {
          accountId,
          ...time,
          serviceTypes: types,
          status: status === 'free' || status === 'charged' ? status : undefined,
        }
      : undefined,
  }
}

async function placeOf(
  db: pg.ClientBase,
  actor: Actor,
  accountId: number | undefined,
): Promise<{ readonly timeZone: string; readonly billDay: number | undefined }> {
  if (accountId === undefined) {
    return { timeZone: await readTimeZone(db, actor.resellerId ?? 0), billDay: undefined }
  }
  const account = await readAccount(db, accountId)
  if (account === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return account
}

function timeRange(
  { from, to, period }: RecordQuery,
  timeZone: string,
  billDay: number | undefined,
  boundBy: Date | undefined,
): { readonly fromMs: number | undefined; readonly toMs: number | undefined } {
  if (period !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw invalid('period', 'Give either a billing period or dates, not both.')
    }
    if (billDay === undefined) throw invalid('period', 'Billing periods are a customer’s own: ask for one customer.')
    const cycle = billPeriodAt(billDay, timeZone, startOfDate(dateOf('period', period), timeZone))
    if (cycle.startDate !== period) {
      throw invalid('period', `No billing period begins on ${period}; the one it lies in begins on ${cycle.startDate}.`)
    }
    return { fromMs: cycle.fromMs, toMs: cycle.toMs }
  }
  const first = from === undefined ? undefined : dateOf('from', from)
  const last = to === undefined ? undefined : dateOf('to', to)
  if (first !== undefined && last !== undefined && Temporal.PlainDate.compare(last, first) < 0) {
    throw invalid('to', `The last day ${to} is before the first, ${from}: swap them.`)
  }
  const toMs = last === undefined ? undefined : startOfDate(last.add({ days: 1 }), timeZone)
  if (first !== undefined || boundBy === undefined) {
    return { fromMs: first === undefined ? undefined : startOfDate(first, timeZone), toMs }
  }
  const end = last ?? dateAt(boundBy.getTime(), timeZone)
  return { fromMs: startOfDate(end.subtract({ months: DEFAULT_MONTHS }), timeZone), toMs }
}

function dateOf(field: string, text: string): Temporal.PlainDate {
  const date = parseDate(text)
  if (date === undefined || date.year < 1970 || date.year > 2199) {
    throw invalid(field, `"${text}" is not a day: write it as 2026-03-31.`)
  }
  return date
}

/** Those of the service types asked for that are in the groups asked for; undefined: all. */
function serviceTypes({ serviceType, billingGroup }: RecordQuery): readonly number[] | undefined {
  const typed = serviceType?.map((type): number => SERVICE_TYPE_CODES[type])
  const grouped = billingGroup?.flatMap(serviceTypesOf)
  if (typed === undefined || grouped === undefined) return typed ?? grouped
  return typed.filter((type) => grouped.includes(type))
}

function isCallType(code: number): boolean {
  return code <= CALL_SERVICE_TYPES.length
}

function numberForms(written: string): readonly string[] {
  const forms = storedForms(written)
  if (forms.length > 0) return forms
  throw invalid(
    'number',
    `"${written}" is no phone number: write it as dialled or as E.164, or search for a part of it.`,
  )
}

function numberPart(written: string): NonNullable<ReturnType<typeof digitSearch>> {
  const search = digitSearch(written)
  if (search !== undefined) return search
  throw invalid('numberContains', `Write ${FEWEST_DIGITS_SEARCHED} to 15 digits.`)
}

function invalid(field: string, message: string): ProblemError {
  return new ProblemError(problem('invalid_value', message, { field }))
}
