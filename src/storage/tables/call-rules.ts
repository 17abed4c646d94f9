import type pg from 'pg'
import type { SaidCallRules } from '#domain/credit-control/call-rule-settings.ts'

/** The columns of a whole set of rules, in the order of {@link valuesOf}. */
const COLUMNS = `premium_barred, satellite_barred, countries, country_keys, price_ceiling_on, price_ceiling_micros,
  channels_on, channels, overseas_channels_on, overseas_channels, velocity_on, calls_per_minute, first_seen_on,
  first_seen_micros, first_seen_action`

const NAMES = COLUMNS.split(',').map((name) => name.trim())

function valuesOf(said: SaidCallRules): readonly unknown[] {
  const destinations = said['overseas-destinations']
  const [ceiling, channels, overseas] = [said['price-ceiling'], said.channels, said['overseas-channels']]
  const [velocity, firstSeen] = [said.velocity, said['first-seen']]
  return [
    said.premium?.isOn,
    said.satellite?.isOn,
    destinations?.allow,
    destinations?.countries,
    ceiling?.isOn,
    ceiling?.perMinuteMicros,
    channels?.isOn,
    channels?.calls,
    overseas?.isOn,
    overseas?.calls,
    velocity?.isOn,
    velocity?.calls,
    firstSeen?.isOn,
    firstSeen?.perMinuteMicros,
    firstSeen?.action,
  ].map((value) => value ?? null)
}

const PLACES = NAMES.map((_, index) => `$${index + 3}`).join(', ')
const SETS = NAMES.map((name) => `${name} = excluded.${name}`).join(', ')

/** Writes what an account says of its rules, all of it: what is left out is the reseller's. Lock the account first. */
export async function saveCallRules(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  said: SaidCallRules,
): Promise<void> {
  await db.query(
    `INSERT INTO call_rules AS r (account_id, reseller_id, ${COLUMNS}, version) VALUES ($1, $2, ${PLACES}, 2)
     ON CONFLICT (account_id) DO UPDATE SET ${SETS}, version = r.version + 1`,
    [accountId, resellerId, ...valuesOf(said)],
  )
}

/** A limit of account_controls as a reseller has it for all its accounts; null: as the domain has it. */
export interface DefaultLimit {
  readonly isOn: boolean
  readonly limit: bigint
}

/** What a reseller says of the limits that count calls. */
export interface DefaultLimits {
  readonly 'fraud-spend-day': DefaultLimit | null
  readonly 'fraud-spend-hour': DefaultLimit | null
  readonly 'overseas-calls': DefaultLimit | null
}

/**
 * Writes what a reseller says for all its accounts, all of it.
 *
 * @param ifVersion the version it was read at; undefined: whatever there is.
 * @returns false where it is another version by now.
 */
export async function saveCallRuleDefaults(
  db: pg.ClientBase,
  resellerId: number,
  said: SaidCallRules,
  limits: DefaultLimits,
  ifVersion: number | undefined,
): Promise<boolean> {
  const counted = [limits['fraud-spend-day'], limits['fraud-spend-hour'], limits['overseas-calls']]
  const { rowCount } = await db.query(
    `INSERT INTO call_rule_defaults AS r (reseller_id, version, ${COLUMNS}, fraud_spend_day_on, fraud_spend_day_micros,
       fraud_spend_hour_on, fraud_spend_hour_micros, overseas_calls_on, overseas_calls)
     SELECT $1, 2, ${PLACES}, ${[18, 19, 20, 21, 22, 23].map((place) => `$${place}`).join(', ')}
      WHERE $2::int4 IS NULL OR $2 = 1 OR EXISTS (SELECT FROM call_rule_defaults WHERE reseller_id = $1)
     ON CONFLICT (reseller_id) DO UPDATE SET ${SETS}, fraud_spend_day_on = excluded.fraud_spend_day_on,
       fraud_spend_day_micros = excluded.fraud_spend_day_micros, fraud_spend_hour_on = excluded.fraud_spend_hour_on,
       fraud_spend_hour_micros = excluded.fraud_spend_hour_micros, overseas_calls_on = excluded.overseas_calls_on,
       overseas_calls = excluded.overseas_calls, version = r.version + 1
      WHERE $2::int4 IS NULL OR r.version = $2`,
    [
      resellerId,
      ifVersion ?? null,
      ...valuesOf(said),
      ...counted.flatMap((one) => [one?.isOn ?? null, one?.limit ?? null]),
    ],
  )
  return rowCount === 1
}
