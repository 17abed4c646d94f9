import type pg from 'pg'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A call that is let through, as it is kept. */
export interface NewReservation {
  readonly id: bigint
  readonly accountId: number
  readonly resellerId: number
  readonly sourceId: number
  /** 1 out, 2 in. */
  readonly leg: number
  readonly callKey: bigint
  readonly callRef: string
  readonly fromNumber: string
  readonly toNumber: string
  readonly serviceType: number
  readonly destination: string
  readonly begunAt: Date
}

/** What one call is to hold more than it does; `fresh` where it holds nothing yet. */
export interface Hold {
  readonly id: bigint
  readonly accountId: number
  readonly fresh: NewReservation | undefined
  /** With GST, micro-dollars. */
  readonly moreMicros: number
  /** Of the reseller's own credit, ex GST. */
  readonly moreCostMicros: number
  /** In all, since the answer. */
  readonly seconds: number
  readonly expiresAt: Date
}

/** What all holds of one account come to. */
export interface AccountHold {
  readonly accountId: number
  readonly moreMicros: number
  readonly moreCostMicros: number
  /** Which the balance less what is held must not pass. */
  readonly floorMicros: number
  /** Up to where the calls of the account are known, where that counts. */
  readonly epoch: number | undefined
}

export interface Granted {
  readonly accountId: number
  readonly balanceMicros: bigint
  readonly reservedMicros: bigint
  readonly epoch: bigint
}

/**
 * Holds money for many calls in one durable statement: of each account all that is asked for, or nothing.
 * Why one statement for many, and not one a call or a lock: decision 0020. What it holds: `npm run bench -- authorize`.
 *
 * @param resellersWithCredit those whose own credit with the operator is to bear it too.
 * @returns the accounts that were granted theirs.
 */
export async function reserve(
  db: Queryable,
  accounts: readonly AccountHold[],
  holds: readonly Hold[],
  resellersWithCredit: readonly number[],
): Promise<readonly Granted[]> {
  const fresh = holds.filter((hold) => hold.fresh !== undefined)
  const more = holds.filter((hold) => hold.fresh === undefined)
  const { rows } = await db.query<Granted>({
    name: 'tollgate-reserve',
    text: `SELECT account_id AS "accountId", balance_micros AS "balanceMicros", reserved_micros AS "reservedMicros",
                  live_epoch AS epoch
             FROM tollgate_reserve($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      `{${accounts.map(({ accountId }) => accountId).join(',')}}`,
      `{${accounts.map(({ moreMicros }) => moreMicros).join(',')}}`,
      `{${accounts.map(({ floorMicros }) => floorMicros).join(',')}}`,
      `{${accounts.map(({ epoch }) => epoch ?? 'NULL').join(',')}}`,
      `{${accounts.map(({ moreCostMicros }) => moreCostMicros).join(',')}}`,
      `{${resellersWithCredit.join(',')}}`,
      fresh.length === 0 ? null : JSON.stringify(fresh.map(legOf)),
      more.length === 0 ? null : JSON.stringify(more.map(legOf)),
    ],
  })
  return rows
}

/** Whether a hold failed because a call that was to hold more is not in progress any more. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P0002'
}

function legOf({ id, accountId, fresh, moreMicros, moreCostMicros, seconds, expiresAt }: Hold): object {
  const held = {
    id: String(id),
    account_id: accountId,
    seconds,
    delta: moreMicros,
    cost: moreCostMicros,
    expires_ms: expiresAt.getTime(),
  }
  if (fresh === undefined) return held
  return {
    ...held,
    reseller_id: fresh.resellerId,
    source_id: fresh.sourceId,
    leg: fresh.leg,
    call_key: String(fresh.callKey),
    call_ref: fresh.callRef,
    from_number: fresh.fromNumber,
    to_number: fresh.toNumber,
    service_type: fresh.serviceType,
    destination: fresh.destination,
    begun_ms: fresh.begunAt.getTime(),
  }
}

/** A call was answered: from then on its seconds count. False: it is not in progress. */
export async function noteAnswer(db: Queryable, id: bigint, at: Date, expiresAt: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE call_reservations SET answered_at = $2, expires_at = $3 WHERE id = $1 AND state = 'open'`,
    [id, at, expiresAt],
  )
  return rowCount === 1
}

/** Whether anything of a source is held: most sources never ask before they tell. */
export async function hasReservations(db: Queryable, sourceId: number): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>(
    'SELECT EXISTS (SELECT FROM call_reservations WHERE source_id = $1) AS has',
    [sourceId],
  )
  return rows[0]?.has === true
}

/**
 * Takes away what is held for calls whose records are being written, in the transaction that writes them.
 *
 * @param keys of the calls, as their records have them.
 */
export async function settleReservations(db: Queryable, sourceId: number, keys: readonly bigint[]): Promise<void> {
  const wanted = [sourceId, `{${keys.join(',')}}`]
  await lockHolders(db, 'source_id = $1 AND call_key = ANY ($2::int8[])', wanted)
  await db.query(
    `WITH gone AS (
       DELETE FROM call_reservations WHERE source_id = $1 AND call_key = ANY ($2::int8[])
       RETURNING id, account_id, reseller_id, state, reserved_micros, wholesale_micros
     ), ${GIVE_BACK}
     SELECT pg_notify('tollgate_live', 'settled ' || account_id || ' ' || id) FROM gone`,
    wanted,
  )
}

/** A reservation that ended without a record, for whoever watches. */
export interface Lapsed {
  readonly id: bigint
  readonly accountId: number
  readonly resellerId: number
}

/** Frees what is held for calls nobody told of in time. The rows stay, for the records that may come yet. */
export async function lapseReservations(db: Queryable, now: Date): Promise<readonly Lapsed[]> {
  const wanted = [now]
  await lockHolders(db, `state = 'open' AND expires_at <= $1`, wanted)
  const { rows } = await db.query<Lapsed>(
    `WITH gone AS (
       UPDATE call_reservations SET state = 'lapsed' WHERE state = 'open' AND expires_at <= $1
       RETURNING id, account_id, reseller_id, 'open' AS state, reserved_micros, wholesale_micros
     ), ${GIVE_BACK}
     SELECT id, account_id AS "accountId", reseller_id AS "resellerId",
            pg_notify('tollgate_live', 'settled ' || account_id || ' ' || id)
       FROM gone ORDER BY id`,
    wanted,
  )
  return rows
}

/** Whoever holds money locks balances first, and so does whoever gives it back. */
async function lockHolders(db: Queryable, condition: string, values: readonly unknown[]): Promise<void> {
  await db.query(
    `SELECT FROM balances WHERE account_id IN (SELECT account_id FROM call_reservations WHERE ${condition})
      ORDER BY account_id FOR UPDATE`,
    [...values],
  )
}

/** What the rows of `gone` held goes back to the credit of their resellers and the balances of their accounts. */
const GIVE_BACK = `
  of_resellers AS (
    UPDATE wholesale_credit w SET reserved_micros = w.reserved_micros - g.micros
      FROM (SELECT reseller_id, sum(wholesale_micros)::int8 AS micros FROM gone WHERE state = 'open' GROUP BY 1) g
     WHERE w.reseller_id = g.reseller_id AND g.micros > 0
  ), of_accounts AS (
    UPDATE balances b SET reserved_micros = b.reserved_micros - g.micros, live_epoch = b.live_epoch + 1
      FROM (SELECT account_id, coalesce(sum(reserved_micros) FILTER (WHERE state = 'open'), 0)::int8 AS micros
              FROM gone GROUP BY 1) g
     WHERE b.account_id = g.account_id
  )`

/** A call that was not let through. */
export interface NewRefusal {
  readonly id: bigint
  readonly resellerId: number
  readonly accountId: number | null
  readonly sourceId: number
  readonly refusedAt: Date
  readonly leg: number
  readonly cause: string
  readonly rule: string
  readonly words: string
  readonly fromNumber: string
  readonly toNumber: string
  readonly serviceType: number
  readonly callRef: string
}

export async function insertRefusals(db: Queryable, refusals: readonly NewRefusal[]): Promise<void> {
  if (refusals.length === 0) return
  await db.query(
    `INSERT INTO call_refusals (id, reseller_id, account_id, source_id, refused_at, leg, cause, rule, words, from_number,
                                to_number, service_type, call_ref)
     SELECT * FROM unnest($1::int8[], $2::int4[], $3::int4[], $4::int2[], $5::timestamptz[], $6::int2[], $7::text[],
                          $8::text[], $9::text[], $10::text[], $11::text[], $12::int2[], $13::text[])
     ON CONFLICT DO NOTHING`,
    [
      refusals.map(({ id }) => id),
      refusals.map(({ resellerId }) => resellerId),
      refusals.map(({ accountId }) => accountId),
      refusals.map(({ sourceId }) => sourceId),
      refusals.map(({ refusedAt }) => refusedAt),
      refusals.map(({ leg }) => leg),
      refusals.map(({ cause }) => cause),
      refusals.map(({ rule }) => rule),
      refusals.map(({ words }) => words),
      refusals.map(({ fromNumber }) => fromNumber),
      refusals.map(({ toNumber }) => toNumber),
      refusals.map(({ serviceType }) => serviceType),
      refusals.map(({ callRef }) => callRef),
    ],
  )
}

/** Takes a call off the books that was let through and never made known: what it held is free. False: it is not in progress. */
export async function releaseReservation(db: Queryable, id: bigint): Promise<boolean> {
  const wanted = [id]
  await lockHolders(db, 'id = $1', wanted)
  const { rowCount } = await db.query(
    `WITH gone AS (
       DELETE FROM call_reservations WHERE id = $1 AND state = 'open'
       RETURNING id, account_id, reseller_id, state, reserved_micros, wholesale_micros
     ), ${GIVE_BACK}
     SELECT pg_notify('tollgate_live', 'settled ' || account_id || ' ' || id) FROM gone`,
    wanted,
  )
  return rowCount === 1
}

/** A call that lapsed is asked for once more: its old row makes room. */
export async function dropLapsed(db: Queryable, sourceId: number, callKey: bigint): Promise<void> {
  await db.query(`DELETE FROM call_reservations WHERE source_id = $1 AND call_key = $2 AND state = 'lapsed'`, [
    sourceId,
    callKey,
  ])
}
