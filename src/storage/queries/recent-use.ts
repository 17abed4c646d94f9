import type pg from 'pg'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'

/** What the calls out of an account that began in one minute came to. */
export interface MinuteOfUse {
  readonly accountId: number
  readonly minuteMs: number
  /** Ex GST. */
  readonly chargeMicros: number
  readonly overseasCalls: number
}

/** The minutes of the last 24 hours in which accounts made calls that count against their limits: never emergency calls. */
export async function readMinutesOfUse(
  db: Pick<pg.ClientBase, 'query'>,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly MinuteOfUse[]> {
  const { rows } = await db.query<MinuteOfUse>(
    `SELECT account_id AS "accountId", (extract(epoch FROM date_trunc('minute', started_at)) * 1000)::float8 AS "minuteMs",
            sum(charge_micros)::float8 AS "chargeMicros",
            (count(*) FILTER (WHERE service_type = ${SERVICE_TYPE_CODES.International}))::int4 AS "overseasCalls"
       FROM calls
      WHERE account_id = ANY ($1) AND started_at > $2::timestamptz - interval '1 day' AND started_at <= $2
        AND direction = 1 AND service_type <> ${SERVICE_TYPE_CODES.Emergency}
      GROUP BY 1, 2`,
    [accountIds, now],
  )
  return rows
}

/** A country an account has called or may call, as it is known. */
export interface KnownCountry {
  readonly accountId: number
  readonly country: string
  readonly firstCalledAt: Date | null
  readonly confirmedAt: Date | null
}

export async function readKnownCountries(
  db: Pick<pg.ClientBase, 'query'>,
  accountIds: readonly number[],
): Promise<readonly KnownCountry[]> {
  const { rows } = await db.query<KnownCountry>(
    `SELECT account_id AS "accountId", country, first_called_at AS "firstCalledAt", confirmed_at AS "confirmedAt"
       FROM account_countries WHERE account_id = ANY ($1)`,
    [accountIds],
  )
  return rows
}
