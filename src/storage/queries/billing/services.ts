import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

export interface AccountPlanRow {
  readonly accountId: number
  readonly planId: number
  readonly validFrom: Date
  readonly validTo: Date | null
  readonly allowanceDays: number | null
  readonly cycleDays: number | null
}

/** An account and the time whose services are asked for: a cycle that ends at `to`. */
export interface ServiceSpan {
  readonly accountId: number
  readonly cycleFrom: Date
  readonly to: Date
}

function columns(spans: readonly ServiceSpan[]): readonly unknown[] {
  return [spans.map(({ accountId }) => accountId), spans.map(({ cycleFrom }) => cycleFrom), spans.map(({ to }) => to)]
}

const SPANS = `unnest($1::int4[], $2::timestamptz[], $3::timestamptz[]) AS a (account_id, cycle_from, cycle_to)`

/** The plans of each account within its cycle and at its end, in order. */
export async function readAccountPlans(
  db: pg.ClientBase,
  spans: readonly ServiceSpan[],
): Promise<readonly AccountPlanRow[]> {
  const { rows } = await db.query<AccountPlanRow>(
    `SELECT p.account_id AS "accountId", p.plan_id AS "planId", p.valid_from AS "validFrom", p.valid_to AS "validTo",
            p.allowance_days AS "allowanceDays", p.cycle_days AS "cycleDays"
       FROM ${SPANS}
       JOIN account_plans p ON p.account_id = a.account_id AND p.valid_from <= a.cycle_to
                           AND (p.valid_to IS NULL OR p.valid_to > a.cycle_from)
      ORDER BY p.account_id, p.valid_from`,
    [...columns(spans)],
  )
  return rows
}

export interface ServiceNumberRow {
  readonly assignmentId: number
  readonly accountId: number
  readonly number: string
  readonly numberPlanId: number
  readonly blockId: number | null
  /** The first number of its block. */
  readonly blockFirst: string | null
}

/** The numbers each account holds at the end of its cycle. */
export async function readServiceNumbers(
  db: pg.ClientBase,
  spans: readonly ServiceSpan[],
): Promise<readonly ServiceNumberRow[]> {
  const { rows } = await db.query<ServiceNumberRow>(
    `SELECT n.id AS "assignmentId", n.account_id AS "accountId", n.number, n.number_plan_id AS "numberPlanId", n.block_id AS "blockId",
            b.first_number AS "blockFirst"
       FROM ${SPANS}
       JOIN number_assignments n ON n.account_id = a.account_id AND n.superseded_at IS NULL
                                AND n.valid_from <= a.cycle_to AND (n.valid_to IS NULL OR n.valid_to > a.cycle_to)
       LEFT JOIN number_blocks b ON b.id = n.block_id
      ORDER BY n.account_id, n.number`,
    [...columns(spans)],
  )
  return rows
}

/** The channels each account has beyond its plan's at the end of its cycle. */
export async function readExtraChannels(
  db: pg.ClientBase,
  spans: readonly ServiceSpan[],
): Promise<readonly { readonly accountId: number; readonly quantity: number }[]> {
  const { rows } = await db.query<{ accountId: number; quantity: number }>(
    `SELECT c.account_id AS "accountId", c.quantity
       FROM ${SPANS}
       JOIN account_channels c ON c.account_id = a.account_id AND c.quantity > 0 AND c.valid_from <= a.cycle_to
                              AND (c.valid_to IS NULL OR c.valid_to > a.cycle_to)`,
    [...columns(spans)],
  )
  return rows
}

export interface RecurringItemRow {
  readonly id: number
  readonly accountId: number
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly fromDate: string
  /** The day after the last. */
  readonly toDate: string | null
}

/** What recurs of these accounts, whenever: the days decide. */
export async function readRecurringItems(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<readonly RecurringItemRow[]> {
  const { rows } = await db.query<RecurringItemRow>(
    `SELECT id, account_id AS "accountId", description, quantity, unit_micros AS "unitMicros", from_date AS "fromDate",
            to_date AS "toDate"
       FROM recurring_items WHERE account_id = ANY ($1::int4[]) ORDER BY account_id, id`,
    [accountIds],
  )
  return rows
}

export interface PricedNumberPlan {
  readonly id: number
  readonly name: string
  readonly unit: 'number' | 'block'
  /** The price that holds where none of `prices` has begun. */
  readonly monthlyPriceMicros: Micros
  /** In the order in which they take effect. */
  readonly prices: readonly { readonly from: Date; readonly monthlyPriceMicros: Micros }[]
}

/** The number plans of the reseller with their prices through time. */
export async function readPricedNumberPlans(db: pg.ClientBase): Promise<ReadonlyMap<number, PricedNumberPlan>> {
  const { rows } = await db.query<Omit<PricedNumberPlan, 'prices'>>(
    `SELECT id, name, unit, monthly_price_micros AS "monthlyPriceMicros" FROM number_plans`,
  )
  const { rows: prices } = await db.query<{ planId: number; from: Date; monthlyPriceMicros: Micros }>(
    `SELECT number_plan_id AS "planId", effective_from AS from, monthly_price_micros AS "monthlyPriceMicros"
       FROM number_plan_prices ORDER BY number_plan_id, effective_from`,
  )
  return new Map(rows.map((plan) => [plan.id, { ...plan, prices: prices.filter(({ planId }) => planId === plan.id) }]))
}
