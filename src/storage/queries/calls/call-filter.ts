import { DISPOSITION_CODES } from '#domain/usage/cdr-profile.ts'
import type { DigitSearch } from '#domain/usage/number-search.ts'

export const CALL_STATUSES = ['answered', 'unanswered', 'free', 'charged'] as const
export type CallStatus = (typeof CALL_STATUSES)[number]

/** Which calls are asked for; what is left out does not narrow. */
export interface CallFilter {
  readonly accountId?: number | undefined
  /** Epoch milliseconds: `fromMs` inclusive, `toMs` exclusive. */
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
  readonly minSeconds?: number | undefined
  readonly maxSeconds?: number | undefined
  /** Codes as they are stored. */
  readonly serviceTypes?: readonly number[] | undefined
  /** Either end is one of these, in the forms a number may be stored in. */
  readonly numbers?: readonly string[] | undefined
  readonly contains?: DigitSearch | undefined
  readonly direction?: 1 | 2 | undefined
  readonly status?: CallStatus | undefined
  readonly importId?: number | undefined
  /** A customer user's own numbers: its calls are from or to one of them. */
  readonly ownNumbers?: readonly string[] | undefined
}

/** A statement under construction: its values and the place each has. */
export interface Statement {
  readonly values: unknown[]
  /** Adds a value; `$3`. */
  readonly place: (value: unknown) => string
}

export function newStatement(): Statement {
  const values: unknown[] = []
  return { values, place: (value) => `$${values.push(value)}` }
}

/**
 * The calls of a filter's time with its digits inside a number, by the function that finds them by index; everywhere else
 * the same search is a condition like the others.
 *
 * @param most it gives at the most; more than that are no selection, and going through the calls is quicker.
 */
export function containedCalls(filter: CallFilter, { place }: Statement, most: number): string {
  const { contains } = filter
  const from = place(new Date(filter.fromMs ?? 0))
  const to = place(new Date(filter.toMs ?? LAST_INSTANT_MS))
  return `tollgate_calls_containing(${place(contains?.digits)}, ${place(contains?.beginning)},
    ${place(filter.accountId ?? null)}, ${from}, ${to}, ${most})`
}

const LAST_INSTANT_MS = Date.UTC(2200, 0)

/** The conditions of a filter on calls `c`, joined by AND; `true` where there is none. */
export function callConditions(filter: CallFilter, { place }: Statement): string {
  const conditions: string[] = []
  const { accountId, fromMs, toMs, minSeconds, maxSeconds, serviceTypes, numbers, contains, importId, ownNumbers } =
    filter
  if (accountId !== undefined) conditions.push(`c.account_id = ${place(accountId)}`)
  if (fromMs !== undefined) conditions.push(`c.started_at >= ${place(new Date(fromMs))}`)
  if (toMs !== undefined) conditions.push(`c.started_at < ${place(new Date(toMs))}`)
  if (minSeconds !== undefined) conditions.push(`c.duration_seconds >= ${place(minSeconds)}`)
  if (maxSeconds !== undefined) conditions.push(`c.duration_seconds <= ${place(maxSeconds)}`)
  if (serviceTypes !== undefined) conditions.push(`c.service_type = ANY (${place(serviceTypes)}::int2[])`)
  if (filter.direction !== undefined) conditions.push(`c.direction = ${filter.direction}`)
  if (filter.status !== undefined) conditions.push(STATUS_CONDITIONS[filter.status])
  if (importId !== undefined) {
    conditions.push(`c.batch_id IN (SELECT id FROM usage_batches WHERE import_id = ${place(importId)})`)
  }
  if (numbers !== undefined) {
    const forms = place(numbers)
    conditions.push(`(c.a_number = ANY (${forms}::text[]) OR c.b_number = ANY (${forms}::text[]))`)
  }
  if (contains !== undefined) {
    const inside = place(`%${contains.digits}%`)
    const alternatives = [`c.a_number LIKE ${inside}`, `c.b_number LIKE ${inside}`]
    if (contains.beginning !== null) {
      const beginning = place(`${contains.beginning}%`)
      alternatives.push(`c.a_number LIKE ${beginning}`, `c.b_number LIKE ${beginning}`)
    }
    conditions.push(`(${alternatives.join(' OR ')})`)
  }
  if (ownNumbers !== undefined) {
    const own = place(ownNumbers)
    conditions.push(`(c.a_number = ANY (${own}::text[]) OR c.b_number = ANY (${own}::text[]))`)
  }
  return conditions.length === 0 ? 'true' : conditions.join(' AND ')
}

const STATUS_CONDITIONS: Readonly<Record<CallStatus, string>> = {
  answered: `c.disposition = ${DISPOSITION_CODES.answered}`,
  unanswered: `c.disposition <> ${DISPOSITION_CODES.answered}`,
  free: 'c.charge_micros = 0',
  charged: 'c.charge_micros > 0',
}
