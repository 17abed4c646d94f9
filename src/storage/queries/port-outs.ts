import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { ConfirmationMethod, CustomerAnswer } from '#domain/porting/port-out-check.ts'
import type { PortOutRefusal } from '#domain/porting/port-out-refusal.ts'
import {
  PORT_OUT_ENDED,
  type CancelledBy,
  type PortOutState,
  type PortOutStep,
} from '#domain/porting/port-out-state.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { DUE_MS, NEVER_MS, searchedDigits } from './due-list.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A request of another carrier to take numbers away. */
export interface PortOutRow {
  readonly id: number
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly kind: PortKind
  readonly state: PortOutState
  readonly stateSince: Date
  /** E.164 digits, in order. */
  readonly numbers: readonly string[]
  readonly gainingCarrier: string
  readonly carrierReference: string
  readonly receivedAt: Date
  readonly receivedBy: 'carrier-notice' | 'customer'
  readonly statedAccountNumber: string
  readonly statedName: string
  /** `yyyy-mm-dd` */
  readonly authorisedOn: string | null
  readonly wantedAt: Date | null
  readonly answer: CustomerAnswer | null
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
  readonly warningSeenAt: Date | null
  /** `yyyy-mm-dd` in the zone of the desk. */
  readonly dueOn: string | null
  readonly dueAt: Date | null
  readonly cutOverAt: Date | null
  readonly refusal: PortOutRefusal | null
  readonly cancelledBy: CancelledBy | null
  readonly releases: number
  readonly releasedAt: Date | null
  readonly undoUntil: Date | null
  /** Ex GST; credits taken off. */
  readonly chargedMicros: Micros
  readonly createdAt: Date
  readonly changedAt: Date
  readonly version: number
}

const COLUMNS = `p.id, p.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", p.kind,
  p.state, p.state_since AS "stateSince",
  ARRAY(SELECT number FROM port_out_numbers n WHERE n.port_out_id = p.id ORDER BY number) AS numbers,
  p.gaining_carrier AS "gainingCarrier", p.carrier_reference AS "carrierReference", p.received_at AS "receivedAt",
  p.received_by AS "receivedBy", p.stated_account_number AS "statedAccountNumber", p.stated_name AS "statedName",
  p.authorised_on::text AS "authorisedOn", p.wanted_at AS "wantedAt", p.answer, p.answered_at AS "answeredAt",
  p.answered_by AS "answeredBy", p.warning_seen_at AS "warningSeenAt", p.due_on::text AS "dueOn", p.due_at AS "dueAt",
  p.cut_over_at AS "cutOverAt", p.refusal, p.cancelled_by AS "cancelledBy", p.releases, p.released_at AS "releasedAt",
  p.undo_until AS "undoUntil", p.charged_micros AS "chargedMicros", p.created_at AS "createdAt",
  p.changed_at AS "changedAt", p.version`

const FROM = 'FROM port_outs p JOIN accounts a ON a.id = p.account_id'
const ENDED = PORT_OUT_ENDED.map((state) => `'${state}'`).join(', ')

/** The customer says that it did not ask for it, and nobody of the staff has seen that yet. */
const IS_WARNING = `(p.answer = 'no' AND p.warning_seen_at IS NULL)`

export interface PortOutFilter {
  readonly state?: readonly PortOutState[] | undefined
  readonly kind?: readonly PortKind[] | undefined
  readonly accountId?: number | undefined
  readonly search?: string | undefined
  /** Whether anything is left to happen. */
  readonly open?: boolean | undefined
  readonly overdue?: boolean | undefined
  /** Those whose customer says that it was not them, which nobody has looked at. */
  readonly warning?: boolean | undefined
}

/** $1 is now; the rest in the order of {@link filterValues}. */
const FILTER = `($2::text[] IS NULL OR p.state = ANY ($2)) AND ($3::text[] IS NULL OR p.kind = ANY ($3))
  AND ($4::int4 IS NULL OR p.account_id = $4) AND ($5::boolean IS NULL OR (p.state NOT IN (${ENDED})) = $5)
  AND ($6::boolean IS NULL OR coalesce(p.due_at < $1, false) = $6)
  AND ($7::text IS NULL OR a.account_number = $7 OR strpos(lower(a.name), lower($7)) > 0
       OR strpos(lower(p.gaining_carrier), lower($7)) > 0 OR lower(p.carrier_reference) = lower($7)
       OR $8 <> '' AND EXISTS (SELECT FROM port_out_numbers n WHERE n.port_out_id = p.id AND strpos(n.number, $8) > 0))
  AND ($9::boolean IS NULL OR coalesce(${IS_WARNING}, false) = $9)`

function filterValues(filter: PortOutFilter, now: Date): readonly unknown[] {
  const { state, kind, accountId, open, overdue, search, warning } = filter
  return [
    now,
    state ?? null,
    kind ?? null,
    accountId ?? null,
    open ?? null,
    overdue ?? null,
    search ?? null,
    searchedDigits(search ?? ''),
    warning ?? null,
  ]
}

/** Requests; what is due first comes first and what waits for nobody last, the newest of those first. Or the newest first. */
export async function listPortOuts(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    sort,
    ...filter
  }: PortOutFilter & { readonly cursor?: string | undefined; readonly limit: number; readonly sort: 'due' | 'newest' },
  now: Date,
): Promise<Page<PortOutRow>> {
  const byDue = sort === 'due'
  const [dueMs, before] = decodeCursor(cursor, 'number', 'number') ?? []
  const due = byDue ? DUE_MS : '0'
  const { rows } = await db.query<PortOutRow>(
    `SELECT ${COLUMNS} ${FROM}
      WHERE ${FILTER} AND ($10::int8 IS NULL OR ${due} > $10 OR ${due} = $10 AND p.id < $11::int8)
      ORDER BY ${byDue ? `${DUE_MS}, ` : ''}p.id DESC LIMIT $12`,
    [...filterValues(filter, now), dueMs ?? null, before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ dueAt, id }) => [byDue ? (dueAt?.getTime() ?? NEVER_MS) : 0, id])
}

/** How many requests a filter leaves. */
export async function countPortOuts(db: pg.ClientBase, filter: PortOutFilter, now: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int4 AS count ${FROM} WHERE ${FILTER}`, [
    ...filterValues(filter, now),
  ])
  return rows[0]?.count ?? 0
}

export async function readPortOut(db: pg.ClientBase, portOutId: number): Promise<PortOutRow | undefined> {
  const { rows } = await db.query<PortOutRow>(`SELECT ${COLUMNS} ${FROM} WHERE p.id = $1`, [portOutId])
  return rows[0]
}

/** The same, locked until the transaction ends. */
export async function lockPortOut(db: pg.ClientBase, portOutId: number): Promise<PortOutRow | undefined> {
  const { rows } = await db.query<PortOutRow>(`SELECT ${COLUMNS} ${FROM} WHERE p.id = $1 FOR UPDATE OF p`, [portOutId])
  return rows[0]
}

/** The requests about an account that are not over. */
export async function readOpenPortOutIds(db: pg.ClientBase, accountId: number): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM port_outs WHERE account_id = $1 AND state NOT IN (${ENDED}) ORDER BY id`,
    [accountId],
  )
  return rows.map(({ id }) => id)
}

/** The requests that have a due date, over all states, locked in order. */
export async function lockDuePortOuts(db: pg.ClientBase): Promise<readonly PortOutRow[]> {
  const { rows } = await db.query<PortOutRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE p.due_at IS NOT NULL ORDER BY p.id FOR UPDATE OF p`,
  )
  return rows
}

/** By which open request each of these numbers is to leave; those that stay are left out. */
export async function readPortOutsOfNumbers(
  db: pg.ClientBase,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ number: string; portOutId: number }>(
    'SELECT number, port_out_id AS "portOutId" FROM port_out_numbers WHERE number = ANY ($1) AND is_open ORDER BY number',
    [numbers],
  )
  return new Map(rows.map(({ number, portOutId }) => [number, portOutId]))
}

/** A number of a request that was released, as it was before. */
export interface ReleasedNumber {
  readonly number: string
  readonly assignmentId: number
  readonly noteBefore: string
}

export async function readReleasedNumbers(db: pg.ClientBase, portOutId: number): Promise<readonly ReleasedNumber[]> {
  const { rows } = await db.query<ReleasedNumber>(
    `SELECT number, assignment_id AS "assignmentId", coalesce(note_before, '') AS "noteBefore"
       FROM port_out_numbers WHERE port_out_id = $1 AND assignment_id IS NOT NULL ORDER BY number`,
    [portOutId],
  )
  return rows
}

export interface ConfirmationRow {
  readonly method: ConfirmationMethod
  readonly person: string
  readonly reference: string
  readonly at: Date
  readonly recordedBy: string
}

/** How the customer was asked, the last first. Staff only: a customer's session sees none. */
export async function readConfirmations(db: pg.ClientBase, portOutId: number): Promise<readonly ConfirmationRow[]> {
  const { rows } = await db.query<ConfirmationRow>(
    `SELECT method, person, reference, at, recorded_by AS "recordedBy"
       FROM port_out_confirmations WHERE port_out_id = $1 ORDER BY id DESC`,
    [portOutId],
  )
  return rows
}

export interface PortOutEventRow {
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
  readonly what: 'received' | 'note' | 'confirmed' | 'answered' | 'warning-seen' | PortOutStep
  readonly state: PortOutState | null
  readonly customerWords: string
  readonly staffWords: string
}

/** What happened to a request and what people noted, in order; the last thousand. */
export async function readPortOutEvents(db: pg.ClientBase, portOutId: number): Promise<readonly PortOutEventRow[]> {
  const { rows } = await db.query<PortOutEventRow>(
    `SELECT * FROM (
       SELECT id, at, actor_name AS "actorName", is_customer AS "isCustomer", what, state,
              customer_words AS "customerWords", staff_words AS "staffWords"
         FROM port_out_events WHERE port_out_id = $1 ORDER BY id DESC LIMIT 1000) e
      ORDER BY id`,
    [portOutId],
  )
  return rows
}

/** Requests about numbers, for the front page. */
export interface PortOutWork {
  readonly open: number
  readonly overdue: number
  /** Customers say that it was not them, and nobody has looked. */
  readonly warnings: number
}

export async function countPortOutWork(db: pg.ClientBase, now: Date): Promise<PortOutWork> {
  const { rows } = await db.query<PortOutWork>(
    `SELECT (count(*) FILTER (WHERE p.state NOT IN (${ENDED})))::int4 AS open,
            (count(*) FILTER (WHERE p.due_at < $1))::int4 AS overdue,
            (count(*) FILTER (WHERE ${IS_WARNING}))::int4 AS warnings FROM port_outs p`,
    [now],
  )
  return rows[0] ?? { open: 0, overdue: 0, warnings: 0 }
}

export interface PortOutChargeRow {
  readonly chargeId: bigint
  readonly source: string
  readonly serviceType: 'Number' | 'BillingRecord'
  readonly description: string
  readonly chargedAt: Date
  /** Ex GST; below zero is a credit. */
  readonly amountMicros: Micros
  readonly gstMicros: Micros
}

/** What an account was charged for a request, and given back: every source of these begins with `port-out` and its id. */
export async function readPortOutCharges(
  db: pg.ClientBase,
  accountId: number,
  portOutId: number,
): Promise<readonly PortOutChargeRow[]> {
  const { rows } = await db.query<Omit<PortOutChargeRow, 'serviceType'>>(
    `SELECT id AS "chargeId", source, description, charged_at AS "chargedAt", amount_micros AS "amountMicros",
            gst_micros AS "gstMicros"
       FROM charges WHERE account_id = $1 AND starts_with(source, $2) ORDER BY id`,
    [accountId, `port-out ${portOutId} `],
  )
  return rows.map((row) => ({
    ...row,
    serviceType: / (number|block) \d+ /.test(row.source) ? 'Number' : 'BillingRecord',
  }))
}

/** Where else an account uses numbers, besides having them: as words and the number. */
export async function readUses(
  db: pg.ClientBase,
  accountId: number,
  numbers: readonly string[],
): Promise<readonly { readonly number: string; readonly use: 'main' | 'billing' | 'technical' | 'answer-point' }[]> {
  const { rows } = await db.query<{ number: string; use: 'main' | 'billing' | 'technical' | 'answer-point' }>(
    `SELECT phone AS number, kind AS use FROM account_contacts WHERE account_id = $1 AND phone = ANY ($2)
      UNION
     SELECT n, 'answer-point' FROM unnest($2::text[]) AS n
      WHERE EXISTS (SELECT FROM ports p
                     WHERE p.account_id = $1 AND p.state NOT IN ('withdrawn', 'reversed', 'expired')
                       AND regexp_replace(p.destination, '[^0-9]', '', 'g') IN (n, '0' || substr(n, 3)))
         OR EXISTS (SELECT FROM number_orders o WHERE o.account_id = $1 AND o.status = 'completed' AND o.answer_point = n)
      ORDER BY 1, 2`,
    [accountId, numbers],
  )
  return rows
}
