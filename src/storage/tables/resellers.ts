import type pg from 'pg'
import type { Brand } from '#domain/branding/brand.ts'

/** Writes the brand, if it is still at this version; undefined: somebody changed it meanwhile. */
export async function updateBrand(
  db: pg.ClientBase,
  resellerId: number,
  { name, colour, supportEmail, ...more }: Brand,
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE resellers SET brand_name = $2, brand_colour = $3, support_email = $4, brand = $5, version = version + 1
      WHERE id = $1 AND version = $6 RETURNING version`,
    [resellerId, name, colour, supportEmail, JSON.stringify(more), version],
  )
  return rows[0]?.version
}

export interface ResellerRow {
  readonly name: string
  readonly brandName: string
  /** `#rrggbb`. */
  readonly brandColour: string
  readonly supportEmail: string
  /** IANA. */
  readonly timeZone?: string
  readonly createdAt?: Date
}

/** @returns its id; undefined: another reseller has this name. */
export async function insertReseller(db: pg.ClientBase, reseller: ResellerRow): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO resellers (name, brand_name, brand_colour, support_email, time_zone, created_at)
     VALUES ($1, $2, $3, $4, coalesce($5, 'Australia/Sydney'), coalesce($6, now()))
     ON CONFLICT (name) DO NOTHING RETURNING id`,
    [
      reseller.name,
      reseller.brandName,
      reseller.brandColour,
      reseller.supportEmail,
      reseller.timeZone ?? null,
      reseller.createdAt ?? null,
    ],
  )
  return rows[0]?.id
}

export interface ResellerTerms {
  readonly name: string
  readonly timeZone: string
  readonly wholesalePlanId: number | null
  /** How long a number that was given back rests. */
  readonly numberQuarantineMonths: number
}

/** Writes what the operator agreed with a reseller, if it is still at this version; undefined: changed meanwhile. */
export async function updateReseller(
  db: pg.ClientBase,
  resellerId: number,
  terms: ResellerTerms,
  version: number,
): Promise<number | undefined> {
  const { rows } = await db.query<{ version: number }>(
    `UPDATE resellers SET name = $2, time_zone = $3, wholesale_plan_id = $4, number_quarantine_months = $5,
            version = version + 1
      WHERE id = $1 AND version = $6 RETURNING version`,
    [resellerId, terms.name, terms.timeZone, terms.wholesalePlanId, terms.numberQuarantineMonths, version],
  )
  return rows[0]?.version
}
