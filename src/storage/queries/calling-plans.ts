import type pg from 'pg'
import { micros, parseDollars, type Micros } from '#domain/money.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A version of a calling plan with what it costs and includes. Amounts a month and ex GST. */
export interface PlanTerms {
  readonly planId: number
  readonly name: string
  readonly type: 'bundle' | 'payg'
  readonly status: 'active' | 'retired'
  readonly versionId: number
  readonly version: number
  readonly effectiveFrom: Date
  readonly createdAt: Date
  /** The plan's JSON form. */
  readonly definition: unknown
  readonly deckId: number | null
  readonly deckName: string | null
  readonly monthlyPriceMicros: Micros
  readonly setupFeeMicros: Micros
  readonly includedNumbers: number
  readonly includedChannels: number
  readonly channelPriceMicros: Micros
  /** Of a pay-as-you-go plan: the least its calls cost a month. Zero: no minimum. */
  readonly minimumMonthlySpendMicros: Micros
}

interface StoredTerms extends Omit<PlanTerms, 'minimumMonthlySpendMicros'> {
  readonly minimumMonthlySpend: string | null
}

const TERMS = `p.id AS "planId", p.name, v.definition->>'type' AS type, p.status, v.id AS "versionId", v.version,
  v.effective_from AS "effectiveFrom", v.created_at AS "createdAt", v.definition, v.deck_id AS "deckId",
  d.name AS "deckName", v.monthly_price_micros AS "monthlyPriceMicros", v.setup_fee_micros AS "setupFeeMicros",
  v.included_numbers AS "includedNumbers", v.included_channels AS "includedChannels",
  v.channel_price_micros AS "channelPriceMicros", v.definition->>'minimumMonthlySpend' AS "minimumMonthlySpend"`

const VERSIONS = `FROM calling_plans p JOIN calling_plan_versions v ON v.plan_id = p.id
  LEFT JOIN rate_decks d ON d.id = v.deck_id`

/** The version of a plan in force at an instant: of one instant the last counts. Undefined: it has none yet. */
export async function readPlanTermsAt(db: Queryable, planId: number, at: Date): Promise<PlanTerms | undefined> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT ${TERMS} ${VERSIONS} WHERE p.id = $1 AND v.effective_from <= $2
      ORDER BY v.effective_from DESC, v.version DESC LIMIT 1`,
    [planId, at],
  )
  return rows.map(toTerms)[0]
}

/** All versions of all plans, or of those named, by plan and in the order in which they take effect. */
export async function listPlanTerms(db: Queryable, planIds?: readonly number[]): Promise<readonly PlanTerms[]> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT ${TERMS} ${VERSIONS} WHERE $1::int4[] IS NULL OR p.id = ANY ($1) ORDER BY p.id, v.effective_from, v.version`,
    [planIds ?? null],
  )
  return rows.map(toTerms)
}

function toTerms({ minimumMonthlySpend, ...terms }: StoredTerms): PlanTerms {
  return {
    ...terms,
    minimumMonthlySpendMicros: minimumMonthlySpend === null ? NOTHING : (parseDollars(minimumMonthlySpend) ?? NOTHING),
  }
}

const NOTHING = micros(0n)

/** A calling plan as lists show it. */
export interface PlanRow {
  readonly id: number
  readonly name: string
  readonly description: string
  readonly status: 'active' | 'retired'
  /** The plan the operator charges the reseller by. */
  readonly isWholesale: boolean
  readonly version: number
  /** Accounts that are on it now. */
  readonly accounts: number
  /** The terms in force; undefined: its first version is still to come. */
  readonly inForce: PlanTerms | undefined
}

type StoredPlan = Omit<PlanRow, 'inForce'>

const PLAN = `SELECT p.id, p.name, p.description, p.status, p.version,
    EXISTS (SELECT FROM resellers r WHERE r.wholesale_plan_id = p.id) AS "isWholesale",
    (SELECT count(*) FROM account_plans h WHERE h.plan_id = p.id AND h.valid_to IS NULL)::int4 AS accounts
  FROM calling_plans p`

/** The reseller's plans by name. */
export async function listCallingPlans(
  db: Queryable,
  at: Date,
  {
    cursor,
    limit,
    type,
    status,
  }: {
    readonly cursor?: string | undefined
    readonly limit: number
    readonly type?: 'bundle' | 'payg' | undefined
    readonly status?: 'active' | 'retired' | undefined
  },
): Promise<Page<PlanRow>> {
  const [afterName, afterId] = decodeCursor(cursor, 'string', 'number') ?? []
  const { rows } = await db.query<StoredPlan>(
    `${PLAN}
      WHERE ($1::text IS NULL OR (p.name, p.id) > ($1, $2::int8)) AND ($3::text IS NULL OR p.status = $3)
        AND ($4::text IS NULL
             OR EXISTS (SELECT FROM calling_plan_versions v WHERE v.plan_id = p.id AND v.definition->>'type' = $4))
      ORDER BY p.name, p.id LIMIT $5`,
    [afterName ?? null, afterId ?? null, status ?? null, type ?? null, limit + 1],
  )
  const { items, nextCursor } = toPage(rows, limit, ({ name, id }) => [name, id])
  const terms = await readTermsInForce(
    db,
    items.map(({ id }) => id),
    at,
  )
  return { items: items.map((plan) => ({ ...plan, inForce: terms.get(plan.id) })), nextCursor }
}

export async function readCallingPlan(db: Queryable, planId: number, at: Date): Promise<PlanRow | undefined> {
  const { rows } = await db.query<StoredPlan>(`${PLAN} WHERE p.id = $1`, [planId])
  const [plan] = rows
  return plan === undefined ? undefined : { ...plan, inForce: await readPlanTermsAt(db, planId, at) }
}

async function readTermsInForce(
  db: Queryable,
  planIds: readonly number[],
  at: Date,
): Promise<ReadonlyMap<number, PlanTerms>> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT DISTINCT ON (p.id) ${TERMS} ${VERSIONS} WHERE p.id = ANY ($1) AND v.effective_from <= $2
      ORDER BY p.id, v.effective_from DESC, v.version DESC`,
    [planIds, at],
  )
  return new Map(rows.map(toTerms).map((terms) => [terms.planId, terms]))
}

/** The terms in force of every plan an account is on. */
export async function readPlansInForce(db: Queryable, at: Date): Promise<readonly PlanTerms[]> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT DISTINCT ON (p.id) ${TERMS} ${VERSIONS}
      WHERE v.effective_from <= $1 AND EXISTS (SELECT FROM account_plans h WHERE h.plan_id = p.id AND h.valid_to IS NULL)
      ORDER BY p.id, v.effective_from DESC, v.version DESC`,
    [at],
  )
  return rows.map(toTerms)
}

/** Whether an account is, was or is about to be on a plan. */
export async function isPlanUsed(db: Queryable, planId: number): Promise<boolean> {
  const { rows } = await db.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM account_plans WHERE plan_id = $1)
         OR EXISTS (SELECT FROM pending_plan_changes WHERE plan_id = $1) AS used`,
    [planId],
  )
  return rows[0]?.used === true
}

/** When the last call started that a plan has priced from an instant on; undefined: none has. */
export async function lastCallPriced(
  db: Queryable,
  { id, isWholesale }: { readonly id: number; readonly isWholesale: boolean },
  from: Date,
): Promise<Date | undefined> {
  const { rows } = await db.query<{ last: Date | null }>(
    `SELECT max(c.started_at) AS last
       FROM (SELECT account_id, greatest(valid_from, $2) AS since, coalesce(valid_to, 'infinity') AS until
               FROM account_plans WHERE plan_id = $1 AND NOT $3
             UNION ALL SELECT id, $2, 'infinity' FROM accounts WHERE $3) h
       JOIN LATERAL (SELECT started_at FROM calls
                      WHERE account_id = h.account_id AND started_at >= h.since AND started_at < h.until
                      ORDER BY started_at DESC LIMIT 1) c ON true`,
    [id, from, isWholesale],
  )
  return rows[0]?.last ?? undefined
}
