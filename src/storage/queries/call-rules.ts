import type pg from 'pg'
import type { SaidCallRules } from '#domain/credit-control/call-rule-settings.ts'
import { micros } from '#domain/money.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** What was said of the rules of one account, by itself and by its reseller. */
export interface CallRuleRow {
  readonly accountId: number
  readonly ofAccount: SaidCallRules
  readonly ofReseller: SaidCallRules
  /** What its plan includes and what was bought beside it. */
  readonly channels: number
  /** Of what was said of the account; 1 until then. */
  readonly version: number
}

/** A table's rules as JSON carries them: numbers are safe integers. */
interface StoredRules {
  readonly premium_barred: boolean | null
  readonly satellite_barred: boolean | null
  readonly countries: 'all' | 'none' | 'only' | null
  readonly country_keys: readonly string[] | null
  readonly price_ceiling_on: boolean | null
  readonly price_ceiling_micros: number | null
  readonly channels_on: boolean | null
  readonly channels: number | null
  readonly overseas_channels_on: boolean | null
  readonly overseas_channels: number | null
  readonly velocity_on: boolean | null
  readonly calls_per_minute: number | null
  readonly first_seen_on: boolean | null
  readonly first_seen_micros: number | null
  readonly first_seen_action: 'refuse' | 'one-call' | null
  readonly version: number
}

/** What was said of the rules of accounts, in one query however many they are. */
export async function readSaidRules(
  db: Queryable,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly CallRuleRow[]> {
  const { rows } = await db.query<{
    accountId: number
    ofAccount: StoredRules | null
    ofReseller: StoredRules | null
    channels: number
  }>(
    `SELECT a.id AS "accountId", to_jsonb(r) AS "ofAccount", to_jsonb(d) AS "ofReseller",
            coalesce(v.included_channels, 0) + coalesce(c.quantity, 0) AS channels
       FROM accounts a
       LEFT JOIN call_rules r ON r.account_id = a.id
       LEFT JOIN call_rule_defaults d ON d.reseller_id = a.reseller_id
       LEFT JOIN account_plans h ON h.account_id = a.id AND h.valid_to IS NULL
       LEFT JOIN LATERAL (SELECT included_channels FROM calling_plan_versions
                           WHERE plan_id = h.plan_id AND effective_from <= $2
                           ORDER BY effective_from DESC, version DESC LIMIT 1) v ON true
       LEFT JOIN LATERAL (SELECT quantity FROM account_channels
                           WHERE account_id = a.id AND valid_from <= $2 AND coalesce(valid_to, 'infinity') > $2
                           ORDER BY valid_from DESC LIMIT 1) c ON true
      WHERE a.id = ANY ($1) ORDER BY a.id`,
    [accountIds, now],
  )
  return rows.map(({ accountId, ofAccount, ofReseller, channels }) => ({
    accountId,
    ofAccount: saidOf(ofAccount),
    ofReseller: saidOf(ofReseller),
    channels,
    version: ofAccount?.version ?? 1,
  }))
}

/** What a reseller says for all its accounts. */
export interface DefaultsRow {
  readonly rules: SaidCallRules
  readonly limits: Readonly<
    Record<'fraud-spend-day' | 'fraud-spend-hour' | 'overseas-calls', { isOn: boolean; limit: bigint } | null>
  >
  /** 1 until it was said. */
  readonly version: number
}

interface StoredDefaults extends StoredRules {
  readonly fraud_spend_day_on: boolean | null
  readonly fraud_spend_day_micros: number | null
  readonly fraud_spend_hour_on: boolean | null
  readonly fraud_spend_hour_micros: number | null
  readonly overseas_calls_on: boolean | null
  readonly overseas_calls: number | null
}

export async function readRuleDefaults(db: Queryable, resellerId: number): Promise<DefaultsRow> {
  const { rows } = await db.query<{ said: StoredDefaults }>(
    'SELECT to_jsonb(d) AS said FROM call_rule_defaults d WHERE reseller_id = $1',
    [resellerId],
  )
  const said = rows[0]?.said
  const limit = (isOn: boolean | null | undefined, value: number | null | undefined) =>
    typeof isOn !== 'boolean' || typeof value !== 'number' ? null : { isOn, limit: BigInt(value) }
  return {
    rules: saidOf(said ?? null),
    limits: {
      'fraud-spend-day': limit(said?.fraud_spend_day_on, said?.fraud_spend_day_micros),
      'fraud-spend-hour': limit(said?.fraud_spend_hour_on, said?.fraud_spend_hour_micros),
      'overseas-calls': limit(said?.overseas_calls_on, said?.overseas_calls),
    },
    version: said?.version ?? 1,
  }
}

/** The switch of a rule and its values were said together, or neither. */
function saidOf(row: StoredRules | null): SaidCallRules {
  if (row === null) return {}
  const on = <Rule>(isOn: boolean | null, values: (isOn: boolean) => Rule): Rule | undefined =>
    isOn === null ? undefined : values(isOn)
  return {
    premium: on(row.premium_barred, (isOn) => ({ isOn })),
    satellite: on(row.satellite_barred, (isOn) => ({ isOn })),
    'overseas-destinations':
      row.countries === null ? undefined : { allow: row.countries, countries: row.country_keys ?? [] },
    'price-ceiling': on(row.price_ceiling_on, (isOn) => ({
      isOn,
      perMinuteMicros: micros(BigInt(row.price_ceiling_micros ?? 0)),
    })),
    channels: on(row.channels_on, (isOn) => ({ isOn, calls: row.channels ?? undefined })),
    'overseas-channels': on(row.overseas_channels_on, (isOn) => ({ isOn, calls: row.overseas_channels ?? 0 })),
    velocity: on(row.velocity_on, (isOn) => ({ isOn, calls: row.calls_per_minute ?? 0 })),
    'first-seen': on(row.first_seen_on, (isOn) => ({
      isOn,
      perMinuteMicros: micros(BigInt(row.first_seen_micros ?? 0)),
      action: row.first_seen_action ?? 'one-call',
    })),
  }
}

/** Which limits that count calls an account has of its own. */
export async function readOwnLimits(
  db: Queryable,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<keyof DefaultsRow['limits'], boolean>>>> {
  const { rows } = await db.query<{ accountId: number; day: boolean; hour: boolean; overseas: boolean }>(
    `SELECT account_id AS "accountId", fraud_spend_day_on IS NOT NULL AS day, fraud_spend_hour_on IS NOT NULL AS hour,
            overseas_calls_on IS NOT NULL AS overseas FROM account_controls WHERE account_id = ANY ($1)`,
    [accountIds],
  )
  return new Map(
    rows.map(({ accountId, day, hour, overseas }) => [
      accountId,
      { 'fraud-spend-day': day, 'fraud-spend-hour': hour, 'overseas-calls': overseas },
    ]),
  )
}
