import type pg from 'pg'
import type { DescribedNumber } from '#domain/numbers/describe-number.ts'
import { describeNumber } from '#domain/numbers/describe-number.ts'
import type { LineType } from '#domain/numbers/line-type.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { EMPTY_DETAILS, type PortRequest } from '#domain/porting/port-request.ts'
import { ENDED_STATES, type PortState } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import { DUE_MS, NEVER_MS, searchedDigits } from './due-list.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

/** What of a request is kept as one value. */
export type PortDetails = Omit<
  PortRequest,
  'kind' | 'numbers' | 'losingCarrier' | 'numberPlanId' | 'lineType' | 'destination'
>

/** A port as a list shows it. */
export interface PortLineRow {
  readonly id: number
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly kind: PortKind
  readonly state: PortState
  readonly stateSince: Date
  readonly attempt: number
  /** The first three. */
  readonly numbers: readonly string[]
  readonly numberCount: number
  readonly losingCarrier: string | null
  /** `yyyy-mm-dd` in the zone of the desk. */
  readonly dueOn: string | null
  readonly dueAt: Date | null
  readonly cutOverAt: Date | null
  readonly rejectReason: RejectReason | null
  readonly submittedAt: Date | null
  readonly completedAt: Date | null
  readonly createdAt: Date
  readonly changedAt: Date
}

/** One port, with its request. */
export interface PortRow extends Omit<PortLineRow, 'numbers' | 'numberCount'> {
  /** All of them. */
  readonly numbers: readonly DescribedNumber[]
  readonly numberPlanId: number | null
  readonly numberPlanName: string | null
  readonly lineType: LineType | null
  readonly destination: string | null
  readonly details: PortDetails
  readonly carrierReference: string
  /** The carrier it is lodged with, where that is written down. */
  readonly upstreamId: number | null
  /** The order it was split from. */
  readonly splitFrom: number | null
  readonly outOfHours: boolean
  readonly returnUntil: Date | null
  /** How often the entry in the customer's calendar was made or changed. */
  readonly calendarSequence: number
  /** Of the present attempt. */
  readonly lodgedAt: Date | null
  readonly validatedAt: Date | null
  readonly passedOnAt: Date | null
  readonly decidedAt: Date | null
  readonly dateSetAt: Date | null
  readonly version: number
}

const LINE = `p.id, p.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", p.kind,
  p.state, p.state_since AS "stateSince", p.attempt, p.losing_carrier AS "losingCarrier", p.due_on::text AS "dueOn",
  p.due_at AS "dueAt", p.cut_over_at AS "cutOverAt", t.reject_reason AS "rejectReason", t.submitted_at AS "submittedAt",
  p.completed_at AS "completedAt", p.created_at AS "createdAt", p.changed_at AS "changedAt"`

const FROM = `FROM ports p JOIN accounts a ON a.id = p.account_id
  LEFT JOIN port_attempts t ON t.port_id = p.id AND t.no = p.attempt`

const FIRST_NUMBERS = `ARRAY(SELECT number FROM port_numbers n WHERE n.port_id = p.id ORDER BY number LIMIT 3) AS numbers,
  (SELECT count(*)::int4 FROM port_numbers n WHERE n.port_id = p.id) AS "numberCount"`

const ENDED = ENDED_STATES.map((state) => `'${state}'`).join(', ')

export interface PortFilter {
  readonly state?: readonly PortState[] | undefined
  readonly kind?: readonly PortKind[] | undefined
  readonly accountId?: number | undefined
  readonly search?: string | undefined
  /** Whether anything is left to happen. */
  readonly open?: boolean | undefined
  readonly overdue?: boolean | undefined
  /** `yyyy-mm-dd`, a day of the reseller. */
  readonly dueOn?: string | undefined
}

/** $1 is now; the rest in the order of {@link filterValues}. */
const FILTER = `($2::text[] IS NULL OR p.state = ANY ($2)) AND ($3::text[] IS NULL OR p.kind = ANY ($3))
  AND ($4::int4 IS NULL OR p.account_id = $4) AND ($5::boolean IS NULL OR (p.state NOT IN (${ENDED})) = $5)
  AND ($6::boolean IS NULL OR coalesce(p.due_at < $1, false) = $6)
  AND ($7::text IS NULL OR a.account_number = $7 OR strpos(lower(a.name), lower($7)) > 0
       OR strpos(lower(p.losing_carrier), lower($7)) > 0 OR lower(p.carrier_reference) = lower($7)
       OR $8 <> '' AND EXISTS (SELECT FROM port_numbers n WHERE n.port_id = p.id AND strpos(n.number, $8) > 0))
  AND ($9::date IS NULL OR p.due_on = $9)`

function filterValues(filter: PortFilter, now: Date): readonly unknown[] {
  const { state, kind, accountId, open, overdue, dueOn, search } = filter
  return [
    now,
    state ?? null,
    kind ?? null,
    accountId ?? null,
    open ?? null,
    overdue ?? null,
    search ?? null,
    searchedDigits(search ?? ''),
    dueOn ?? null,
  ]
}

/** Behind every due date, as {@link NEVER_MS} is. */
const NEVER = `'infinity'::timestamptz`

/** Ports; what is due first comes first and what waits for nobody last, or the newest first. */
export async function listPorts(
  db: pg.ClientBase,
  {
    cursor,
    limit,
    sort,
    ...filter
  }: PortFilter & { readonly cursor?: string | undefined; readonly limit: number; readonly sort: 'due' | 'newest' },
  now: Date,
): Promise<Page<PortLineRow>> {
  if (sort === 'newest') {
    const [before] = decodeCursor(cursor, 'number') ?? []
    const { rows } = await db.query<PortLineRow>(
      `SELECT ${LINE}, ${FIRST_NUMBERS} ${FROM} WHERE ${FILTER} AND ($10::int8 IS NULL OR p.id < $10)
        ORDER BY p.id DESC LIMIT $11`,
      [...filterValues(filter, now), before ?? null, limit + 1],
    )
    return toPage(rows, limit, ({ id }) => [id])
  }
  const [dueMs, after] = decodeCursor(cursor, 'number', 'number') ?? []
  const { rows } = await db.query<PortLineRow>(
    `SELECT ${LINE}, ${FIRST_NUMBERS} ${FROM}
      WHERE ${FILTER} AND ($10::int8 IS NULL OR (${DUE_MS}, p.id) > ($10, $11::int8))
      ORDER BY coalesce(p.due_at, ${NEVER}), p.id LIMIT $12`,
    [...filterValues(filter, now), dueMs ?? null, after ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ dueAt, id }) => [dueAt?.getTime() ?? NEVER_MS, id])
}

/** How many ports a filter leaves. */
export async function countPorts(db: pg.ClientBase, filter: PortFilter, now: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int4 AS count ${FROM} WHERE ${FILTER}`, [
    ...filterValues(filter, now),
  ])
  return rows[0]?.count ?? 0
}

/** How many ports stand in each state, and how many of them are overdue. */
export async function countPortsByState(
  db: pg.ClientBase,
  filter: Pick<PortFilter, 'kind' | 'accountId'>,
  now: Date,
): Promise<readonly { readonly state: PortState; readonly count: number; readonly overdue: number }[]> {
  const { rows } = await db.query<{ state: PortState; count: number; overdue: number }>(
    `SELECT p.state, count(*)::int4 AS count, (count(*) FILTER (WHERE p.due_at < $1))::int4 AS overdue ${FROM}
      WHERE ${FILTER} GROUP BY p.state`,
    [...filterValues(filter, now)],
  )
  return rows
}

/** Ports that are or were cut over from one instant to another, in the order of the hour. A thousand at the most. */
export async function listCutOvers(
  db: pg.ClientBase,
  { from, to, accountId }: { readonly from: Date; readonly to: Date; readonly accountId?: number | undefined },
): Promise<readonly PortLineRow[]> {
  const { rows } = await db.query<PortLineRow>(
    `SELECT ${LINE}, ${FIRST_NUMBERS} ${FROM}
      WHERE p.cut_over_at >= $1 AND p.cut_over_at < $2 AND p.state NOT IN ('withdrawn', 'rejected')
        AND ($3::int4 IS NULL OR p.account_id = $3)
      ORDER BY p.cut_over_at, p.id LIMIT 1000`,
    [from, to, accountId ?? null],
  )
  return rows
}

type StoredPort = Omit<PortRow, 'numbers'> & { readonly numbers: readonly string[] }

const PORT = `SELECT ${LINE}, ARRAY(SELECT number FROM port_numbers n WHERE n.port_id = p.id ORDER BY number) AS numbers,
    p.number_plan_id AS "numberPlanId", (SELECT name FROM number_plans q WHERE q.id = p.number_plan_id) AS "numberPlanName",
    p.line_type AS "lineType", p.destination, p.details, p.carrier_reference AS "carrierReference",
    p.upstream_id AS "upstreamId", p.split_from AS "splitFrom", t.validated_at AS "validatedAt",
    p.is_out_of_hours AS "outOfHours", p.return_until AS "returnUntil",
    p.calendar_sequence AS "calendarSequence", t.lodged_at AS "lodgedAt",
    t.passed_on_at AS "passedOnAt", t.decided_at AS "decidedAt", t.date_set_at AS "dateSetAt", p.version
  ${FROM} WHERE p.id = $1`

export async function readPort(db: pg.ClientBase, portId: number): Promise<PortRow | undefined> {
  const { rows } = await db.query<StoredPort>(PORT, [portId])
  return rows.map(described)[0]
}

/** The same, locked until the transaction ends. */
export async function lockPort(db: pg.ClientBase, portId: number): Promise<PortRow | undefined> {
  const { rows } = await db.query<StoredPort>(`${PORT} FOR UPDATE OF p`, [portId])
  return rows.map(described)[0]
}

function described(row: StoredPort): PortRow {
  return {
    ...row,
    numbers: row.numbers.flatMap((number) => describeNumber(number) ?? []),
    details: { ...EMPTY_DETAILS, ...row.details },
  }
}

/** The request of a port as the domain has it. */
export function requestOf(port: PortRow): PortRequest {
  const { kind, numbers, losingCarrier, numberPlanId, lineType, destination, details } = port
  return { ...details, kind, numbers, losingCarrier, numberPlanId, lineType, destination }
}

/** The ports of an account that are not over. */
export async function readOpenPortIds(db: pg.ClientBase, accountId: number): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM ports WHERE account_id = $1 AND state NOT IN (${ENDED}) ORDER BY id`,
    [accountId],
  )
  return rows.map(({ id }) => id)
}

/** Which of these numbers are in service on the platform, with whomever. */
export async function readNumbersInService(db: pg.ClientBase, numbers: readonly string[]): Promise<readonly string[]> {
  const { rows } = await db.query<{ number: string }>(
    'SELECT number FROM tollgate_numbers_in_service($1) AS f (number)',
    [numbers],
  )
  return rows.map(({ number }) => number)
}

/** Which port of the reseller each of these numbers is on its way by; those on none are left out. */
export async function readPortsOfNumbers(
  db: pg.ClientBase,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ number: string; portId: number }>(
    'SELECT number, port_id AS "portId" FROM port_numbers WHERE number = ANY ($1) AND is_open',
    [numbers],
  )
  return new Map(rows.map(({ number, portId }) => [number, portId]))
}

export interface PortToMove {
  readonly id: number
  readonly resellerId: number
  readonly state: 'date-set' | 'completed' | 'draft' | 'rejected'
}

/** Ports for which the time has come, over all resellers, the longest waiting first. For the timetable. */
export async function readPortsToMove(
  db: Pick<pg.ClientBase, 'query'>,
  { now, expiresUntouchedSince }: { readonly now: Date; readonly expiresUntouchedSince: Date },
): Promise<readonly PortToMove[]> {
  const { rows } = await db.query<PortToMove>(
    `(SELECT id, reseller_id AS "resellerId", state FROM ports WHERE state = 'date-set' AND provision_at <= $1
       ORDER BY provision_at LIMIT 1000)
     UNION ALL
     (SELECT id, reseller_id, state FROM ports WHERE state = 'completed' AND return_until <= $1
       ORDER BY return_until LIMIT 1000)
     UNION ALL
     (SELECT id, reseller_id, state FROM ports WHERE state IN ('draft', 'rejected') AND changed_at <= $2
       ORDER BY changed_at LIMIT 1000)`,
    [now, expiresUntouchedSince],
  )
  return rows
}

/** Requests that expire soon and whose customers have not heard of it yet, over all resellers. For the timetable. */
export async function readPortsToWarn(
  db: Pick<pg.ClientBase, 'query'>,
  {
    expiresUntouchedSince,
    warnsUntouchedSince,
  }: Readonly<Record<'expiresUntouchedSince' | 'warnsUntouchedSince', Date>>,
): Promise<readonly { readonly id: number; readonly resellerId: number }[]> {
  const { rows } = await db.query<{ id: number; resellerId: number }>(
    `SELECT id, reseller_id AS "resellerId" FROM ports
      WHERE state IN ('draft', 'rejected') AND changed_at > $1 AND changed_at <= $2
        AND (expiry_told_at IS NULL OR expiry_told_at < changed_at)
      ORDER BY changed_at LIMIT 1000`,
    [expiresUntouchedSince, warnsUntouchedSince],
  )
  return rows
}

/** The ports whose next step is due by a calendar. */
export async function lockDuePorts(db: pg.ClientBase): Promise<readonly PortRow[]> {
  const { rows: ids } = await db.query<{ id: number }>(
    'SELECT id FROM ports WHERE due_at IS NOT NULL ORDER BY id FOR UPDATE',
  )
  const ports: PortRow[] = []
  for (const { id } of ids) {
    const port = await readPort(db, id)
    if (port !== undefined) ports.push(port)
  }
  return ports
}
