import type pg from 'pg'
import { decodeCursor, toPage, type Page } from './page.ts'

/** A reseller as the operator sees it. */
export interface Reseller {
  readonly id: number
  readonly name: string
  readonly brandName: string
  readonly supportEmail: string
  readonly legalName: string | null
  readonly abn: string | null
  readonly timeZone: string
  readonly wholesalePlanId: number | null
  readonly numberQuarantineMonths: number
  readonly accounts: number
  readonly activeAccounts: number
  readonly numbers: number
  /** Who has accepted. */
  readonly owners: number
  readonly createdAt: Date
  readonly version: number
}

const RESELLERS = `SELECT r.id, r.name, r.brand_name AS "brandName", r.support_email AS "supportEmail",
    r.brand ->> 'legalName' AS "legalName", r.brand ->> 'abn' AS abn, r.time_zone AS "timeZone",
    r.wholesale_plan_id AS "wholesalePlanId", r.number_quarantine_months AS "numberQuarantineMonths",
    (SELECT count(*)::int4 FROM accounts a WHERE a.reseller_id = r.id) AS accounts,
    (SELECT count(*)::int4 FROM accounts a WHERE a.reseller_id = r.id AND a.status = 'active') AS "activeAccounts",
    (SELECT count(*)::int4 FROM number_assignments n
      WHERE n.reseller_id = r.id AND n.valid_to IS NULL AND n.superseded_at IS NULL) AS numbers,
    (SELECT count(*)::int4 FROM memberships m
      WHERE m.reseller_id = r.id AND m.role = 'owner' AND m.revoked_at IS NULL AND m.accepted_at IS NOT NULL) AS owners,
    r.created_at AS "createdAt", r.version
  FROM resellers r`

/** The resellers of the installation by name. Reads across tenants. */
export async function listResellers(
  db: pg.ClientBase,
  { search, cursor, limit }: { search?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<Reseller>> {
  const [name] = decodeCursor(cursor, 'string') ?? []
  const { rows } = await db.query<Reseller>(
    `${RESELLERS} WHERE ($1::text IS NULL OR r.name > $1)
       AND ($2::text IS NULL OR strpos(lower(r.name), $2) > 0 OR strpos(lower(r.brand_name), $2) > 0)
     ORDER BY r.name LIMIT $3`,
    [name ?? null, search?.toLowerCase() ?? null, limit + 1],
  )
  return toPage(rows, limit, (reseller) => [reseller.name])
}

export async function readReseller(db: pg.ClientBase, resellerId: number): Promise<Reseller | undefined> {
  const { rows } = await db.query<Reseller>(`${RESELLERS} WHERE r.id = $1`, [resellerId])
  return rows[0]
}

/** Whether a calling plan is one of the reseller's. */
export async function isPlanOf(db: pg.ClientBase, resellerId: number, planId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM calling_plans WHERE id = $2 AND reseller_id = $1', [
    resellerId,
    planId,
  ])
  return rowCount === 1
}

/** Whether another reseller than this one has the name. */
export async function isResellerNameTaken(db: pg.ClientBase, name: string, resellerId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM resellers WHERE name = $1 AND id <> $2', [name, resellerId])
  return rowCount === 1
}
