import type pg from 'pg'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { micros, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { MailState } from './mails.ts'
import { decodeCursor, toPage, type PageWithSums } from './page.ts'
import { readSettlements, settledSql, settlementSql, type Settlement, type SettlementStatus } from './settlement.ts'

/** A document as it stands in the list, beside its text. Amounts with GST unless they say otherwise. */
export interface StatementRow {
  readonly id: bigint
  readonly accountId: number
  readonly kind: StatementDocument['kind']
  readonly number: string
  readonly isFinal: boolean
  /** First day of the period, and the day after its last. */
  readonly periodFrom: string
  readonly periodTo: string
  readonly issuedAt: Date
  readonly issuedOn: string
  readonly dueOn: string | null
  readonly openingMicros: Micros
  readonly paymentsMicros: Micros
  readonly adjustmentsMicros: Micros
  /** Ex GST. */
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  /** Above zero: credit. */
  readonly closingMicros: Micros
  /** Of an adjustment note: the statement it adjusts. */
  readonly refersTo: bigint | null
}

export interface StatementWithDocument extends StatementRow {
  readonly document: StatementDocument
  /** The document's text, byte for byte as it was hashed. */
  readonly text: string
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string
}

const STATEMENT_COLUMNS = `s.id, s.account_id AS "accountId", s.kind, s.number, s.is_final AS "isFinal",
  s.period_from AS "periodFrom", s.period_to AS "periodTo", s.issued_at AS "issuedAt", s.issued_on AS "issuedOn",
  s.due_on AS "dueOn", s.opening_micros AS "openingMicros", s.payments_micros AS "paymentsMicros",
  s.adjustments_micros AS "adjustmentsMicros", s.subtotal_micros AS "subtotalMicros", s.gst_micros AS "gstMicros",
  s.total_micros AS "totalMicros", s.closing_micros AS "closingMicros", s.refers_to AS "refersTo"`

/** One document of those the session may see, with its text; undefined: there is none, or it is somebody else's. */
export async function readStatement(
  db: pg.ClientBase,
  statementId: bigint,
  accountId?: number,
): Promise<StatementWithDocument | undefined> {
  const { rows } = await db.query<Omit<StatementWithDocument, 'document'>>(
    `SELECT ${STATEMENT_COLUMNS}, s.document AS text, encode(s.hash, 'hex') AS hash
       FROM statements s WHERE s.id = $1 AND ($2::int4 IS NULL OR s.account_id = $2)`,
    [statementId, accountId ?? null],
  )
  return rows.map((row) => ({ ...row, document: JSON.parse(row.text) as StatementDocument }))[0]
}

/** What the adjustment notes on a statement come to, with GST: below zero where they give back. */
export async function sumNotes(db: pg.ClientBase, accountId: number, statementId: bigint): Promise<Micros> {
  const { rows } = await db.query<{ sum: Micros }>(
    `SELECT coalesce(sum(total_micros), 0)::int8 AS sum FROM statements WHERE account_id = $1 AND refers_to = $2`,
    [accountId, statementId],
  )
  return rows[0]?.sum ?? (0n as Micros)
}

export interface ListedStatement extends StatementRow, Settlement {
  readonly accountNumber: string
  readonly accountName: string
  /** Of the last mail with it; null: there is none, or it is too long ago. */
  readonly mailStatus: MailState | null
}

/** Of a row `s`. */
const LAST_MAIL = `(SELECT m.state FROM mails m
          WHERE m.account_id = s.account_id AND m.attachment ->> 'paper' = 'statement' AND m.attachment ->> 'id' = s.id::text
          ORDER BY m.id DESC LIMIT 1)`

export type StatementSort = 'issuedAt' | 'dueOn' | 'total'

export interface StatementFilter {
  readonly accountId?: number | undefined
  readonly kind?: readonly StatementRow['kind'][] | undefined
  /** The beginning of a document number. */
  readonly number?: string | undefined
  /** Days of issue, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly status?: readonly SettlementStatus[] | undefined
  /** 'none': there is no mail with it. */
  readonly mailStatus?: readonly (MailState | 'none')[] | undefined
}

export interface StatementListQuery extends StatementFilter {
  readonly now: Date
  readonly sort: StatementSort
  readonly order: 'asc' | 'desc'
  readonly cursor?: string | undefined
  readonly limit: number
  readonly withTotal?: boolean | undefined
}

/** With GST; adjustment notes that give back are below zero. */
export interface StatementSums {
  readonly totalMicros: Micros
  readonly outstandingMicros: Micros
}

type Bind = (value: unknown) => string

/** What falls due last, or never, is last. */
const SORT_KEYS = {
  issuedAt: { expression: 's.id', type: 'int8', shape: /^\d{1,18}$/ },
  dueOn: { expression: `coalesce(s.due_on, date '9999-12-31')`, type: 'date', shape: /^\d{4}-\d\d-\d\d$/ },
  total: { expression: 's.total_micros', type: 'int8', shape: /^-?\d{1,18}$/ },
} as const

/** Statements, invoices and adjustment notes. The page is found first, and then what is shown of its few rows. */
export async function listStatements(
  db: pg.ClientBase,
  query: StatementListQuery,
): Promise<PageWithSums<ListedStatement, StatementSums>> {
  const { now, sort, order, limit } = query
  const { expression, type } = SORT_KEYS[sort]
  const after = placeOf(query)
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const found = foundSql(query, bind)
  const beyond =
    after === undefined
      ? ''
      : `AND (${expression}, s.id) ${order === 'asc' ? '>' : '<'} (${bind(after.key)}::${type}, ${bind(after.id)}::int8)`
  const { rows } = await db.query<{ id: bigint; accountId: number; key: string }>(
    `SELECT s.id, s.account_id AS "accountId", (${expression})::text AS key ${found} ${beyond}
      ORDER BY ${expression} ${order}, s.id ${order} LIMIT ${bind(limit + 1)}`,
    values,
  )
  const { items: paged, nextCursor } = toPage(rows, limit, ({ key, id }) => [sort, order, key, Number(id)])
  const listed = new Map((await readListed(db, now, paged)).map((row) => [row.id, row]))
  const items = paged.flatMap(({ id }) => listed.get(id) ?? [])
  const sums = query.withTotal === true ? await sumStatements(db, query) : { total: null, sums: null }
  return { items, nextCursor, ...sums }
}

/** Of this order only: taken along to another, a cursor would leave statements out. */
function placeOf({ cursor, sort, order }: StatementListQuery): { key: string; id: number } | undefined {
  const decoded = decodeCursor(cursor, 'string', 'string', 'string', 'number')
  if (decoded === undefined) return undefined
  const [ofSort, ofOrder, key, id] = decoded
  const isDate = SORT_KEYS[sort].type !== 'date' || !Number.isNaN(Date.parse(key))
  if (ofSort === sort && ofOrder === order && SORT_KEYS[sort].shape.test(key) && isDate) return { key, id }
  const message = 'Take the cursor from nextCursor of a page of the same sort and order.'
  throw new ProblemError(problem('invalid_value', message, { field: 'cursor' }))
}

/** How many statements a filter leaves, and what they come to. */
export async function sumStatements(
  db: pg.ClientBase,
  filter: StatementFilter & { readonly now: Date },
): Promise<{ readonly total: number; readonly sums: StatementSums }> {
  const values: unknown[] = []
  const { rows } = await db.query<StatementSums & { total: number }>(
    `SELECT count(*)::float8 AS total, coalesce(sum(s.total_micros), 0)::int8 AS "totalMicros",
            coalesce(sum(s.outstanding), 0)::int8 AS "outstandingMicros"
     ${foundSql(filter, (value) => `$${values.push(value)}`, true)}`,
    values,
  )
  const [{ total, ...sums } = { total: 0, ...NOTHING }] = rows
  return { total, sums }
}

const NOTHING: StatementSums = { totalMicros: micros(0n), outstandingMicros: micros(0n) }

/** FROM and WHERE. What is outstanding is reckoned where it is asked for: it takes all the statements of an account. */
function foundSql(filter: StatementFilter & { readonly now: Date }, bind: Bind, isReckoned = false): string {
  const { accountId, kind, number, from, to, status, mailStatus, now } = filter
  const isPlain = status === undefined && !isReckoned
  const source = isPlain ? 'statements' : settledSql(bind(accountId === undefined ? null : [accountId]))
  const conditions = [
    ...(accountId === undefined ? [] : [`s.account_id = ${bind(accountId)}`]),
    ...(kind === undefined ? [] : [`s.kind = ANY (${bind(kind)})`]),
    ...(number === undefined ? [] : [`starts_with(s.number, ${bind(number.toUpperCase())})`]),
    ...(from === undefined ? [] : [`s.issued_on >= ${bind(from)}::date`]),
    ...(to === undefined ? [] : [`s.issued_on <= ${bind(to)}::date`]),
    ...(status === undefined ? [] : [`${settlementSql(bind(now))} = ANY (${bind(status)})`]),
    ...(mailStatus === undefined ? [] : [`coalesce(${LAST_MAIL}, 'none') = ANY (${bind(mailStatus)})`]),
  ]
  return `FROM ${source} s WHERE ${conditions.length === 0 ? 'true' : conditions.join(' AND ')}`
}

/** These statements as lists show them, the newest first. */
export async function readListed(
  db: pg.ClientBase,
  now: Date,
  statements: readonly Pick<StatementRow, 'id' | 'accountId'>[],
): Promise<readonly ListedStatement[]> {
  const accountIds = statements.map(({ accountId }) => accountId)
  const { rows } = await db.query<Omit<ListedStatement, keyof Settlement>>(
    `SELECT ${STATEMENT_COLUMNS}, a.account_number AS "accountNumber", a.name AS "accountName", ${LAST_MAIL} AS "mailStatus"
       FROM unnest($1::int4[], $2::int8[]) AS k (account_id, id)
       JOIN statements s USING (account_id, id)
       JOIN accounts a ON a.id = s.account_id
      ORDER BY s.id DESC`,
    [accountIds, statements.map(({ id }) => id)],
  )
  const settlements = await readSettlements(db, [...new Set(accountIds)], now)
  return rows.map((row) => ({ ...row, ...(settlements.get(row.id) ?? NOT_AN_INVOICE) }))
}

const NOT_AN_INVOICE: Settlement = { status: null, outstandingMicros: micros(0n) }
