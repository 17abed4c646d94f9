import type pg from 'pg'

/** A call in progress as people watch it. Micro-dollars. */
export interface LiveCallRow {
  readonly id: bigint
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  /** 1 out, 2 in. */
  readonly leg: number
  readonly fromNumber: string
  readonly toNumber: string
  readonly serviceType: number
  /** The row of the deck in words; empty: the plan's own table prices it. */
  readonly destination: string
  /** Paid for ahead, since the answer. */
  readonly seconds: number
  /** With GST. */
  readonly heldMicros: number
  readonly begunAt: Date
  readonly answeredAt: Date | null
}

/** The calls in progress behind the tenant's walls, or of one of its accounts, the oldest first. */
export async function readLiveCallRows(
  db: pg.ClientBase,
  { accountId, now }: { readonly accountId: number | undefined; readonly now: Date },
): Promise<readonly LiveCallRow[]> {
  const { rows } = await db.query<LiveCallRow>(
    `SELECT c.id, c.account_id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", c.leg,
            c.from_number AS "fromNumber", c.to_number AS "toNumber", c.service_type AS "serviceType", c.destination,
            c.seconds, c.reserved_micros::float8 AS "heldMicros", c.begun_at AS "begunAt", c.answered_at AS "answeredAt"
       FROM call_reservations c JOIN accounts a ON a.id = c.account_id
      WHERE c.state = 'open' AND c.expires_at > $1 AND ($2::int4 IS NULL OR c.account_id = $2)
      ORDER BY c.begun_at, c.id`,
    [now, accountId ?? null],
  )
  return rows
}
