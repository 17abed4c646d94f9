import type pg from 'pg'
import { DEFAULT_NUMBER_PLANS } from '#domain/plans/number-plan.ts'
import { insertNumberPlan } from '#storage/tables/number-plans.ts'

export interface NewReseller {
  readonly name: string
  /** What its customers see. */
  readonly brandName: string
  /** #rrggbb. */
  readonly brandColour: string
  readonly supportEmail: string
}

/** Opens a reseller with the three number plans every reseller starts with. Returns its id. */
export async function openReseller(db: pg.ClientBase, reseller: NewReseller): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO resellers (name, brand_name, brand_colour, support_email) VALUES ($1, $2, $3, $4) RETURNING id`,
    [reseller.name, reseller.brandName, reseller.brandColour, reseller.supportEmail],
  )
  const [opened] = rows
  if (opened === undefined) throw new Error('no id for the new reseller')
  for (const plan of DEFAULT_NUMBER_PLANS) {
    await insertNumberPlan(db, opened.id, { ...plan, isDefault: true }, SINCE_EVER)
  }
  return opened.id
}

/** The first price of the plans every reseller has holds for whatever was before, too. */
const SINCE_EVER = new Date('2000-01-01T00:00:00Z')
