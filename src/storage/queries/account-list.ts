import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import type { Micros } from '#domain/money.ts'
import { formatNumber, readNumber } from '#domain/phone-number.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { isStatementLate, nextBillDay } from './billing/bill-days.ts'
import { decodeCursor, sumRows, toPage, type PageWithSums } from './page.ts'

/** An account as lists and the CSV file show it. */
export interface AccountListRow {
  readonly id: number
  readonly accountNumber: string
  readonly name: string
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly balanceMicros: Micros
  readonly planId: number | null
  readonly planName: string | null
  readonly billDay: number
  readonly cancelOn: string | null
  readonly createdAt: Date
  readonly activatedAt: Date | null
  readonly cancelledAt: Date | null
  readonly timeZone: string
  readonly legalName: string
  readonly tradingName: string
  readonly abn: string | null
  readonly isConsumer: boolean
  readonly contactName: string | null
  readonly contactEmail: string | null
  readonly contactPhone: string | null
}

export type AccountSort = 'name' | 'accountNumber' | 'createdAt' | 'balance' | 'status'

export interface AccountFilter {
  /**
   * What somebody typed to find a customer: part of a name, the beginning of an account number, an e-mail address or part
   * of one with its @, a business number, a phone number as it is dialled or from six digits on a part of one.
   */
  readonly search?: string | undefined
  readonly status?: readonly AccountStatus[] | undefined
  readonly paymentMode?: 'prepaid' | 'postpaid' | undefined
  readonly balanceBelow?: Micros | undefined
  /** This balance or more. */
  readonly balanceFrom?: Micros | undefined
  /** Whether a cancellation is scheduled. */
  readonly cancelling?: boolean | undefined
  /** Active and suspended, and the next bill after `now` is of this day (`yyyy-mm-dd` in their own zone) or earlier. */
  readonly billedUntil?: { readonly day: string; readonly now: Date } | undefined
  /** Whether a billing cycle is over at `now` whose statement is not issued yet. */
  readonly statementLate?: { readonly is: boolean; readonly now: Date } | undefined
  /** On this plan now. */
  readonly planId?: number | undefined
  /** E.164 digits: held now, or at any time before. */
  readonly number?: string | undefined
  /** Of any contact. */
  readonly email?: string | undefined
}

export interface AccountListQuery extends AccountFilter {
  readonly sort: AccountSort
  readonly order: 'asc' | 'desc'
  readonly limit: number
  readonly cursor?: string | undefined
  readonly withTotal?: boolean | undefined
}

/** Of all accounts the filters leave: their balances added up, and what those that owe owe. */
export interface AccountSums {
  readonly balanceMicros: Micros
  readonly owingMicros: Micros
}

interface SortKey {
  readonly expression: string
  /** The key as text, how it is read back, and what it may look like. */
  readonly asText: string
  readonly fromText: (parameter: string) => string
  readonly shape: RegExp
}

const WORDS = /^[^\0]{0,400}$/u
const words = (expression: string): SortKey => ({
  expression,
  asText: expression,
  fromText: (parameter) => `${parameter}::text`,
  shape: WORDS,
})

const SORT_KEYS: Record<AccountSort, SortKey> = {
  name: words('a.name_key'),
  accountNumber: words('a.account_number'),
  status: words('a.status'),
  createdAt: {
    expression: 'a.created_at',
    asText: '(extract(epoch FROM a.created_at) * 1000000)::int8::text',
    fromText: (parameter) => `timestamptz 'epoch' + ${parameter}::int8 * interval '1 microsecond'`,
    shape: /^\d{1,16}$/,
  },
  balance: {
    expression: 'b.balance_micros',
    asText: 'b.balance_micros::text',
    fromText: (parameter) => `${parameter}::int8`,
    shape: /^-?\d{1,18}$/,
  },
}

/**
 * The accounts a session may see, one page.
 *
 * Row policies let a "contains" use no index (LIKE may leak what it compares), and it needs none: it reads the reseller's
 * accounts, 50,000 in some 70 ms. Everything else (the page by name, by day, a phone number, an e-mail address, a status)
 * does, as its comparisons leak nothing.
 */
export async function listAccounts(
  db: pg.ClientBase,
  query: AccountListQuery,
): Promise<PageWithSums<AccountListRow, AccountSums>> {
  const { sort, order, limit } = query
  const parameters: unknown[] = []
  const bind = (value: unknown): string => `$${parameters.push(value)}`
  const key = SORT_KEYS[sort]
  const after = cursorOf(query)
  const conditions = [
    ...filterConditions(query, bind),
    ...(after === undefined
      ? []
      : [
          `(${key.expression}, a.id) ${order === 'asc' ? '>' : '<'} (${key.fromText(bind(after.key))}, ${bind(after.id)}::int8)`,
        ]),
  ]
  // The page is cut out of the accounts alone, along an index; what is shown with them is joined to its few rows.
  const { rows } = await db.query<AccountListRow & { sortKey: string }>(
    `WITH page AS MATERIALIZED (
       SELECT a.id FROM accounts a ${sort === 'balance' ? 'JOIN balances b ON b.account_id = a.id' : ''}
        WHERE ${conditions.length === 0 ? 'true' : conditions.join(' AND ')}
        ORDER BY ${key.expression} ${order}, a.id ${order} LIMIT ${bind(limit + 1)}
     )
     SELECT a.id, a.account_number AS "accountNumber", a.name, a.status, a.payment_mode AS "paymentMode",
            b.balance_micros AS "balanceMicros", p.id AS "planId", p.name AS "planName", a.bill_day AS "billDay",
            a.cancel_on AS "cancelOn", a.created_at AS "createdAt", a.activated_at AS "activatedAt",
            a.cancelled_at AS "cancelledAt", a.time_zone AS "timeZone", a.legal_name AS "legalName",
            a.trading_name AS "tradingName", a.abn, a.is_consumer AS "isConsumer", c.name AS "contactName",
            c.email AS "contactEmail", c.phone AS "contactPhone", ${key.asText} AS "sortKey"
       FROM page JOIN accounts a ON a.id = page.id JOIN balances b ON b.account_id = a.id
       LEFT JOIN account_plans ap ON ap.account_id = a.id AND ap.valid_to IS NULL
       LEFT JOIN calling_plans p ON p.id = ap.plan_id
       LEFT JOIN account_contacts c ON c.account_id = a.id AND c.kind = 'main'
      ORDER BY ${key.expression} ${order}, a.id ${order}`,
    parameters,
  )
  const page = toPage(rows, limit, ({ sortKey, id }) => [sort, order, sortKey, id])
  return { ...page, ...(await sumAccounts(db, query)) }
}

async function sumAccounts(db: pg.ClientBase, { withTotal, ...filter }: AccountListQuery) {
  const values: unknown[] = []
  const conditions = filterConditions(filter, (value) => `$${values.push(value)}`)
  return sumRows(withTotal, () =>
    db.query<AccountSums & { total: number }>(
      `SELECT count(*)::float8 AS total, coalesce(sum(b.balance_micros), 0)::int8 AS "balanceMicros",
            coalesce(-sum(least(b.balance_micros, 0)), 0)::int8 AS "owingMicros"
       FROM accounts a JOIN balances b ON b.account_id = a.id
      WHERE ${conditions.length === 0 ? 'true' : conditions.join(' AND ')}`,
      values,
    ),
  )
}

/** Of this order only: taken along to another, a cursor would leave accounts out. */
function cursorOf({ cursor, sort, order }: AccountListQuery): { key: string; id: number } | undefined {
  const decoded = decodeCursor(cursor, 'string', 'string', 'string', 'number')
  if (decoded === undefined) return undefined
  const [ofSort, ofOrder, key, id] = decoded
  if (ofSort === sort && ofOrder === order && SORT_KEYS[sort].shape.test(key) && key.isWellFormed()) return { key, id }
  const message = 'Take the cursor from nextCursor of a page of the same sort and order.'
  throw new ProblemError(problem('invalid_value', message, { field: 'cursor' }))
}

type Bind = (value: unknown) => string

function filterConditions(filter: AccountFilter, bind: Bind): readonly string[] {
  const { search, status, paymentMode, balanceBelow, balanceFrom, cancelling, billedUntil, statementLate } = filter
  const { planId, number, email } = filter
  return [
    ...(status === undefined ? [] : [`a.status = ANY (${bind(status)})`]),
    ...(paymentMode === undefined ? [] : [`a.payment_mode = ${bind(paymentMode)}`]),
    ...(balanceBelow === undefined ? [] : [hasBalance(`< ${bind(balanceBelow)}`)]),
    ...(balanceFrom === undefined ? [] : [hasBalance(`>= ${bind(balanceFrom)}`)]),
    ...(cancelling === undefined
      ? []
      : [`(a.cancel_on IS NOT NULL AND a.status <> 'cancelled') = ${bind(cancelling)}`]),
    ...(billedUntil === undefined
      ? []
      : [
          `a.status IN ('active', 'suspended') AND ${nextBillDay(bind(billedUntil.now))} <= ${bind(billedUntil.day)}::date`,
        ]),
    ...(statementLate === undefined ? [] : [`${isStatementLate(bind(statementLate.now))} = ${bind(statementLate.is)}`]),
    ...(planId === undefined ? [] : [onPlan(bind(planId))]),
    ...(number === undefined ? [] : [holds(`number = ${bind(number)}`)]),
    ...(email === undefined ? [] : [hasContact(`email = ${bind(email)}`)]),
    ...(search === undefined ? [] : [searchCondition(search, bind)]),
  ]
}

function searchCondition(search: string, bind: Bind): string {
  const contains = bind(`%${literally(search.toLowerCase())}%`)
  const digits = search.replace(/[\s()+.-]/g, '')
  const isDigits = /^\d{4,15}$/.test(digits)
  const found = [
    `a.name_key LIKE ${contains}`,
    `lower(a.legal_name) LIKE ${contains}`,
    `lower(a.trading_name) LIKE ${contains}`,
    `a.account_number LIKE ${bind(`${literally(search.toUpperCase())}%`)}`,
    ...(search.includes('@') ? [hasContact(`email LIKE ${contains}`)] : []),
    ...(isDigits ? [`${bind(digits)} IN (a.abn, a.acn, a.arbn)`] : []),
    ...(isDigits ? [holds(numberCondition(search, digits, bind))] : []),
  ]
  return `(${found.join(' OR ')})`
}

/** The number as it was dialled or written in full; six digits and more are looked for within numbers, too. */
function numberCondition(search: string, digits: string, bind: Bind): string {
  const code = readNumber(search, 'national')
  const whole = `number = ${bind(code > 0 ? formatNumber(code) : digits)}`
  return digits.length < 6 ? whole : `${whole} OR number LIKE ${bind(`%${digits.replace(/^0/, '')}%`)}`
}

function holds(condition: string): string {
  return `a.id IN (SELECT account_id FROM number_assignments WHERE superseded_at IS NULL AND (${condition}))`
}

function hasBalance(comparison: string): string {
  return `a.id IN (SELECT account_id FROM balances WHERE balance_micros ${comparison})`
}

function onPlan(planId: string): string {
  return `a.id IN (SELECT account_id FROM account_plans WHERE valid_to IS NULL AND plan_id = ${planId})`
}

function hasContact(condition: string): string {
  return `a.id IN (SELECT account_id FROM account_contacts WHERE ${condition})`
}

/** What LIKE takes for itself and nothing else. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
