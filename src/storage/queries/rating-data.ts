import type pg from 'pg'
import type { DeckRow } from '#domain/plans/rate-deck.ts'

/** What pricing needs to know, as the database holds it. Instants are epoch milliseconds, infinite where open. */
export interface RatingData {
  readonly accounts: readonly AccountRow[]
  readonly accountPlans: readonly AccountPlanRow[]
  readonly planVersions: readonly PlanVersionRow[]
  readonly deckVersions: readonly DeckVersionRow[]
  readonly resellers: readonly ResellerRow[]
}

export interface ResellerRow {
  readonly id: number
  readonly timeZone: string
  /** The plan the operator charges it by. */
  readonly wholesalePlanId: number | null
}

export interface AccountRow {
  readonly id: number
  readonly resellerId: number
  readonly timeZone: string
  readonly billDay: number
}

export interface AccountPlanRow {
  readonly accountId: number
  readonly planId: number
  readonly fromMs: number
  readonly toMs: number
  /** How many days of its first cycle its allowances are for; null: the whole of it. */
  readonly allowanceDays: number | null
  readonly cycleDays: number | null
}

export interface PlanVersionRow {
  readonly id: number
  readonly planId: number
  readonly version: number
  readonly fromMs: number
  readonly definition: unknown
  readonly deckId: number | null
}

export interface DeckVersionRow {
  readonly id: number
  readonly deckId: number
  readonly fromMs: number
}

export interface RateRow {
  readonly id: number
  readonly prefix: string
  readonly destination: string
  readonly perMinuteMicros: number | null
  readonly flagfallMicros: number
  readonly minimumChargeMicros: number
  readonly firstIncrement: number
  readonly nextIncrement: number
  readonly fromMs: number
  readonly toMs: number
}

type Queryable = Pick<pg.ClientBase | pg.Pool, 'query'>

const instant = (column: string, open: string): string =>
  `coalesce(extract(epoch FROM ${column}) * 1000, '${open}'::float8)::float8`

/**
 * Reads accounts, plans and the list of deck versions. `shard` limits the accounts to those of one shard, `accountIds` to
 * these.
 */
export async function readRatingData(
  db: Queryable,
  shard?: { readonly index: number; readonly count: number },
  accountIds?: readonly number[],
): Promise<RatingData> {
  const conditions = [
    ...(shard === undefined ? [] : [`%id % ${shard.count} = ${shard.index}`]),
    ...(accountIds === undefined ? [] : [`%id = ANY ('{${accountIds.join(',')}}'::int4[])`]),
  ]
  const ofShard = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const accounts = await db.query<AccountRow>(
    `SELECT id, reseller_id AS "resellerId", time_zone AS "timeZone", bill_day AS "billDay"
       FROM accounts ${ofShard.replaceAll('%id', 'id')}`,
  )
  const accountPlans = await db.query<AccountPlanRow>(
    // A change that waits for an anniversary takes effect on its day, even where the bill run comes later.
    `WITH due AS (
       SELECT c.account_id, c.plan_id, c.due_on::timestamp AT TIME ZONE a.time_zone AS at
         FROM pending_plan_changes c JOIN accounts a ON a.id = c.account_id
     ), held AS (
       SELECT account_id, p.plan_id, p.valid_from, coalesce(p.valid_to, due.at) AS valid_to, allowance_days, cycle_days
         FROM account_plans p LEFT JOIN due USING (account_id)
       UNION ALL SELECT account_id, plan_id, at, NULL, NULL, NULL FROM due
     )
     SELECT account_id AS "accountId", plan_id AS "planId",
            ${instant('valid_from', '-Infinity')} AS "fromMs", ${instant('valid_to', 'Infinity')} AS "toMs",
            allowance_days AS "allowanceDays", cycle_days AS "cycleDays"
       FROM held ${ofShard.replaceAll('%id', 'account_id')} ORDER BY account_id, valid_from`,
  )
  const planVersions = await db.query<PlanVersionRow>(
    `SELECT id, plan_id AS "planId", version, ${instant('effective_from', '-Infinity')} AS "fromMs",
            definition, deck_id AS "deckId"
       FROM calling_plan_versions ORDER BY plan_id, effective_from, version`,
  )
  const deckVersions = await db.query<DeckVersionRow>(
    `SELECT id, deck_id AS "deckId", ${instant('effective_from', '-Infinity')} AS "fromMs"
       FROM rate_deck_versions ORDER BY deck_id, effective_from, version`,
  )
  const resellers = await db.query<ResellerRow>(
    `SELECT id, time_zone AS "timeZone", wholesale_plan_id AS "wholesalePlanId" FROM resellers`,
  )
  return {
    accounts: accounts.rows,
    accountPlans: accountPlans.rows,
    planVersions: planVersions.rows,
    deckVersions: deckVersions.rows,
    resellers: resellers.rows,
  }
}

/** The rates of one deck version, by prefix. Amounts fit a safe integer: the deck was checked when it came in. */
export async function readRates(db: Queryable, deckVersionId: number): Promise<readonly RateRow[]> {
  const { rows } = await db.query<RateRow>(
    `SELECT id, prefix, destination, per_minute_micros::float8 AS "perMinuteMicros",
            flagfall_micros::float8 AS "flagfallMicros", minimum_charge_micros::float8 AS "minimumChargeMicros",
            first_increment AS "firstIncrement", next_increment AS "nextIncrement",
            ${instant('valid_from', '-Infinity')} AS "fromMs", ${instant('valid_to', 'Infinity')} AS "toMs"
       FROM rates WHERE deck_version_id = $1 ORDER BY prefix`,
    [deckVersionId],
  )
  return rows
}

/** Every holding of a number there is or was believed to be: a reseller's alone, or of some numbers, where asked. */
export async function readNumberHoldings(
  db: Queryable,
  {
    resellerId,
    numbers,
  }: { readonly resellerId?: number | undefined; readonly numbers?: readonly string[] | undefined } = {},
): Promise<
  readonly {
    readonly number: string
    readonly accountId: number
    readonly resellerId: number
    readonly fromMs: number
    readonly toMs: number
    readonly superseded: boolean
  }[]
> {
  const { rows } = await db.query<{
    number: string
    accountId: number
    resellerId: number
    fromMs: number
    toMs: number
    superseded: boolean
  }>(
    `SELECT number, account_id AS "accountId", reseller_id AS "resellerId",
            ${instant('valid_from', '-Infinity')} AS "fromMs", ${instant('valid_to', 'Infinity')} AS "toMs",
            superseded_at IS NOT NULL AS superseded
       FROM number_assignments
      WHERE ($1::int4 IS NULL OR reseller_id = $1) AND ($2::text[] IS NULL OR number = ANY ($2)) ORDER BY id`,
    [resellerId ?? null, numbers ?? null],
  )
  return rows
}

/** Which correction of a number's holder was the last: changes with every one. '' when there was none. */
export async function readCorrections(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ last: string | null }>(
    `SELECT max(superseded_at)::text || '/' || count(*) AS last FROM number_assignments WHERE superseded_at IS NOT NULL`,
  )
  return rows[0]?.last ?? ''
}

/** A stored rate as pricing takes it. */
export function toDeckRow(row: RateRow): DeckRow {
  return {
    prefix: row.prefix,
    destination: row.destination,
    perMinuteMicros: row.perMinuteMicros ?? undefined,
    flagfallMicros: row.flagfallMicros,
    firstIncrement: row.firstIncrement,
    nextIncrement: row.nextIncrement,
    minimumChargeMicros: row.minimumChargeMicros,
    validFromMs: row.fromMs,
    validToMs: row.toMs,
  }
}
