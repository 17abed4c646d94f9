import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A call in progress as it is kept. */
export interface OpenReservation {
  readonly id: bigint
  readonly accountId: number
  readonly sourceId: number
  readonly leg: number
  readonly callKey: bigint
  readonly callRef: string
  readonly fromNumber: string
  readonly toNumber: string
  readonly serviceType: number
  readonly destination: string
  readonly seconds: number
  readonly reservedMicros: number
  readonly wholesaleMicros: number
  readonly begunAt: Date
  readonly expiresAt: Date
}

const COLUMNS = `id, account_id AS "accountId", source_id AS "sourceId", leg, call_key AS "callKey", call_ref AS "callRef",
  from_number AS "fromNumber", to_number AS "toNumber", service_type AS "serviceType", destination, seconds,
  reserved_micros::float8 AS "reservedMicros", wholesale_micros::float8 AS "wholesaleMicros", begun_at AS "begunAt",
  expires_at AS "expiresAt"`

/** The calls in progress of accounts. */
export async function readOpenReservations(
  db: Queryable,
  accountIds: readonly number[],
): Promise<readonly OpenReservation[]> {
  const { rows } = await db.query<OpenReservation>(
    `SELECT ${COLUMNS} FROM call_reservations WHERE account_id = ANY ($1) AND state = 'open' ORDER BY id`,
    [accountIds],
  )
  return rows
}

/** How many calls are in progress, over all resellers. */
export async function countOpenReservations(db: Queryable, now: Date): Promise<number> {
  const { rows } = await db.query<{ calls: number }>(
    `SELECT count(*)::int4 AS calls FROM call_reservations WHERE state = 'open' AND expires_at > $1`,
    [now],
  )
  return rows[0]?.calls ?? 0
}

/** What is held for a call. */
export type HeldNow = Pick<OpenReservation, 'seconds' | 'reservedMicros' | 'wholesaleMicros' | 'expiresAt'>

interface FoundReservation extends HeldNow {
  readonly id: bigint
  readonly accountId: number
  readonly resellerId: number
  readonly state: string
}

/** Whose a reservation is, and whether it is open still; by its id or by the call of a source. */
export async function findReservation(
  db: Queryable,
  by: { readonly id: bigint } | { readonly sourceId: number; readonly callKey: bigint },
): Promise<FoundReservation | undefined> {
  const [condition, values] =
    'id' in by ? ['id = $1', [by.id]] : ['source_id = $1 AND call_key = $2', [by.sourceId, by.callKey]]
  const { rows } = await db.query<FoundReservation>(
    `SELECT id, account_id AS "accountId", reseller_id AS "resellerId", state, seconds, expires_at AS "expiresAt",
            reserved_micros::float8 AS "reservedMicros", wholesale_micros::float8 AS "wholesaleMicros"
       FROM call_reservations WHERE ${condition}`,
    values,
  )
  return rows[0]
}

/** An account as live calls look at it. Money in micro-dollars. */
export interface LiveMoney {
  readonly accountId: number
  readonly balanceMicros: number
  readonly reservedMicros: number
  /** How often something was held of it. */
  readonly epoch: number
}

export async function readLiveMoney(db: Queryable, accountIds: readonly number[]): Promise<readonly LiveMoney[]> {
  const { rows } = await db.query<LiveMoney>(
    `SELECT account_id AS "accountId", balance_micros::float8 AS "balanceMicros",
            reserved_micros::float8 AS "reservedMicros", live_epoch::float8 AS epoch
       FROM balances WHERE account_id = ANY ($1)`,
    [accountIds],
  )
  return rows
}

export interface LiveStatus {
  readonly accountId: number
  readonly accountNumber: string
  readonly name: string
  readonly resellerId: number
  readonly status: string
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly timeZone: string
  /** Whether its reseller pays the operator ahead. */
  readonly resellerPaysAhead: boolean
}

export async function readLiveStatus(db: Queryable, accountIds: readonly number[]): Promise<readonly LiveStatus[]> {
  const { rows } = await db.query<LiveStatus>(
    `SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name, a.reseller_id AS "resellerId", a.status,
            a.payment_mode AS "paymentMode", a.time_zone AS "timeZone", w.is_on AS "resellerPaysAhead"
       FROM accounts a JOIN wholesale_credit w ON w.reseller_id = a.reseller_id WHERE a.id = ANY ($1)`,
    [accountIds],
  )
  return rows
}

export const MOST_HOLDERS = 400_000

/** Who holds numbers at an instant, over all resellers. Undefined: all numbers, the first {@link MOST_HOLDERS} of them. */
export async function readHolders(
  db: Queryable,
  numbers: readonly string[] | undefined,
  now: Date,
): Promise<readonly { readonly number: string; readonly accountId: number; readonly resellerId: number }[]> {
  const { rows } = await db.query<{ number: string; accountId: number; resellerId: number }>(
    `SELECT number, account_id AS "accountId", reseller_id AS "resellerId" FROM number_assignments
      WHERE ${numbers === undefined ? '$1::text[] IS NULL' : 'number = ANY ($1)'} AND superseded_at IS NULL AND valid_from <= $2
        AND (valid_to IS NULL OR valid_to > $2)
      LIMIT ${MOST_HOLDERS}`,
    [numbers ?? null, now],
  )
  return rows
}

/** Numbers that will be somebody's later than an instant. */
export async function readNumbersToCome(db: Queryable, now: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ number: string }>(
    'SELECT number FROM number_assignments WHERE superseded_at IS NULL AND valid_from > $1',
    [now],
  )
  return rows.map(({ number }) => number)
}

/** Accounts that may call, those of the longest standing first. */
export async function readActiveAccounts(db: Queryable, most: number): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM accounts WHERE status = 'active' ORDER BY id LIMIT $1`,
    [most],
  )
  return rows.map(({ id }) => id)
}
