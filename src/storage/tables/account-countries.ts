import type pg from 'pg'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { COUNTRY_KEYS, countryCodes, type CountryKey } from '#domain/usage/countries.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'

export interface FirstCall {
  readonly accountId: number
  readonly resellerId: number
  readonly country: string
  readonly at: Date
}

/** Accounts call countries, for the first time as far as anybody knows. */
export async function insertCountries(db: Pick<pg.ClientBase, 'query'>, calls: readonly FirstCall[]): Promise<void> {
  const first = new Map(calls.toReversed().map((call) => [`${call.accountId} ${call.country}`, call]))
  const rows = [...first.values()].toSorted((one, other) => one.accountId - other.accountId)
  await db.query(
    `INSERT INTO account_countries AS c (account_id, country, reseller_id, first_called_at)
     SELECT * FROM unnest($1::int4[], $2::text[], $3::int4[], $4::timestamptz[])
     ON CONFLICT (account_id, country) DO UPDATE SET first_called_at = coalesce(c.first_called_at, excluded.first_called_at)`,
    [
      rows.map(({ accountId }) => accountId),
      rows.map(({ country }) => country),
      rows.map(({ resellerId }) => resellerId),
      rows.map(({ at }) => at),
    ],
  )
}

/** Somebody said that calls to a country are theirs. */
export async function saveConfirmedCountry(
  db: pg.ClientBase,
  confirmed: {
    readonly resellerId: number
    readonly accountId: number
    readonly country: CountryKey
    readonly at: Date
    readonly by: string
  },
): Promise<void> {
  await db.query(
    `INSERT INTO account_countries (account_id, country, reseller_id, confirmed_at, confirmed_by)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account_id, country) DO UPDATE SET confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by`,
    [confirmed.accountId, confirmed.country, confirmed.resellerId, confirmed.at, confirmed.by],
  )
}

/**
 * Remembers the countries that answered calls between two instants went to, each with its first call: of one account, or of
 * all the session sees. What is remembered stays, unless an earlier call is found.
 *
 * @returns how many countries of accounts are new, or known for longer now.
 */
export async function learnCountries(
  db: Pick<pg.ClientBase, 'query'>,
  { from, to, accountId }: { readonly from: Date; readonly to: Date; readonly accountId?: number | undefined },
): Promise<number> {
  const { rowCount } = await db.query(
    `WITH codes AS MATERIALIZED (SELECT * FROM unnest($4::text[], $5::text[]) AS c (code, key)),
          called AS (
            SELECT c.account_id, c.reseller_id, c.started_at, coalesce(m4.key, m3.key, m2.key, m1.key) AS key
              FROM (SELECT account_id, reseller_id, left(b_number, 4) AS code, min(started_at) AS started_at FROM calls
                     WHERE started_at >= $1 AND started_at < $2 AND ($3::int4 IS NULL OR account_id = $3)
                       AND direction = ${DIRECTION.out} AND service_type = ${SERVICE_TYPE_CODES.International}
                       AND duration_seconds > 0 GROUP BY 1, 2, 3) c
              LEFT JOIN codes m4 ON m4.code = c.code LEFT JOIN codes m3 ON m3.code = left(c.code, 3)
              LEFT JOIN codes m2 ON m2.code = left(c.code, 2) LEFT JOIN codes m1 ON m1.code = left(c.code, 1)
          )
     INSERT INTO account_countries AS k (account_id, country, reseller_id, first_called_at)
     SELECT account_id, key, reseller_id, min(started_at) FROM called WHERE key IS NOT NULL GROUP BY 1, 2, 3
     ON CONFLICT (account_id, country) DO UPDATE SET first_called_at = excluded.first_called_at
      WHERE k.first_called_at IS NULL OR k.first_called_at > excluded.first_called_at`,
    [
      from,
      to,
      accountId ?? null,
      COUNTRY_KEYS.flatMap(countryCodes),
      COUNTRY_KEYS.flatMap((key) => countryCodes(key).map(() => key)),
    ],
  )
  return rowCount ?? 0
}
