import type pg from 'pg'
import { micros, parseDollars, type Micros } from '#domain/money.ts'

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

const FROM = `FROM calling_plans p JOIN calling_plan_versions v ON v.plan_id = p.id
  LEFT JOIN rate_decks d ON d.id = v.deck_id`

/** The version of a plan in force at an instant: of one instant the last counts. Undefined: it has none yet. */
export async function readPlanTermsAt(db: Queryable, planId: number, at: Date): Promise<PlanTerms | undefined> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT ${TERMS} ${FROM} WHERE p.id = $1 AND v.effective_from <= $2
      ORDER BY v.effective_from DESC, v.version DESC LIMIT 1`,
    [planId, at],
  )
  return rows.map(toTerms)[0]
}

/** All versions of all plans, or of those named, by plan and in the order in which they take effect. */
export async function listPlanTerms(db: Queryable, planIds?: readonly number[]): Promise<readonly PlanTerms[]> {
  const { rows } = await db.query<StoredTerms>(
    `SELECT ${TERMS} ${FROM} WHERE $1::int4[] IS NULL OR p.id = ANY ($1) ORDER BY p.id, v.effective_from, v.version`,
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
