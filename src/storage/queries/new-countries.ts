import type pg from 'pg'

/** A country an account called for the first time. */
export interface NewCountryRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  readonly country: string
  readonly firstCalledAt: Date
  readonly confirmedAt: Date | null
}

const MOST = 200

/** Those since an instant, behind the tenant's walls, the last first. */
export async function listNewCountries(db: pg.ClientBase, since: Date): Promise<readonly NewCountryRow[]> {
  const { rows } = await db.query<NewCountryRow>(
    `SELECT a.id AS "accountId", a.account_number AS "accountNumber", a.name AS "accountName", c.country,
            c.first_called_at AS "firstCalledAt", c.confirmed_at AS "confirmedAt"
       FROM account_countries c JOIN accounts a ON a.id = c.account_id
      WHERE c.first_called_at > $1 ORDER BY c.first_called_at DESC, a.id, c.country LIMIT ${MOST}`,
    [since],
  )
  return rows
}
