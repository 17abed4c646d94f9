import type pg from 'pg'
import type { CountryKey } from '#domain/usage/countries.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A country an account is known to call. */
export interface AccountCountryRow {
  readonly country: string
  readonly firstCalledAt: Date | null
  readonly confirmedAt: Date | null
  readonly confirmedBy: string | null
}

const COUNTRY = `SELECT country, first_called_at AS "firstCalledAt", confirmed_at AS "confirmedAt",
    confirmed_by AS "confirmedBy" FROM account_countries`

export async function listAccountCountries(db: Queryable, accountId: number): Promise<readonly AccountCountryRow[]> {
  const { rows } = await db.query<AccountCountryRow>(`${COUNTRY} WHERE account_id = $1 ORDER BY country`, [accountId])
  return rows
}

export async function readAccountCountry(
  db: Queryable,
  accountId: number,
  country: CountryKey,
): Promise<AccountCountryRow | undefined> {
  const { rows } = await db.query<AccountCountryRow>(`${COUNTRY} WHERE account_id = $1 AND country = $2`, [
    accountId,
    country,
  ])
  return rows[0]
}
