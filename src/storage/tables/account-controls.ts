import type pg from 'pg'
import type { OwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import type { Control } from '#domain/credit-control/controls.ts'
import type { ControlSetting } from '#domain/credit-control/control-settings.ts'

/**
 * Writes the limits of an account that were said; the others stay. Lock the account first: the version is not asked again.
 *
 * @returns the version they have now.
 */
export async function saveControls(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  said: Readonly<Partial<Record<Control, ControlSetting>>>,
): Promise<number> {
  const { rows } = await db.query<{ version: number }>(
    `INSERT INTO account_controls AS c (account_id, reseller_id, credit_limit_on, credit_limit_micros, fraud_spend_day_on,
       fraud_spend_day_micros, fraud_spend_hour_on, fraud_spend_hour_micros, overseas_calls_on, overseas_calls, iou_on,
       iou_micros, card_failures_on, card_failures, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 2)
     ON CONFLICT (account_id) DO UPDATE SET
       credit_limit_on = coalesce(excluded.credit_limit_on, c.credit_limit_on),
       credit_limit_micros = coalesce(excluded.credit_limit_micros, c.credit_limit_micros),
       fraud_spend_day_on = coalesce(excluded.fraud_spend_day_on, c.fraud_spend_day_on),
       fraud_spend_day_micros = coalesce(excluded.fraud_spend_day_micros, c.fraud_spend_day_micros),
       fraud_spend_hour_on = coalesce(excluded.fraud_spend_hour_on, c.fraud_spend_hour_on),
       fraud_spend_hour_micros = coalesce(excluded.fraud_spend_hour_micros, c.fraud_spend_hour_micros),
       overseas_calls_on = coalesce(excluded.overseas_calls_on, c.overseas_calls_on),
       overseas_calls = coalesce(excluded.overseas_calls, c.overseas_calls),
       iou_on = coalesce(excluded.iou_on, c.iou_on),
       iou_micros = coalesce(excluded.iou_micros, c.iou_micros),
       card_failures_on = coalesce(excluded.card_failures_on, c.card_failures_on),
       card_failures = coalesce(excluded.card_failures, c.card_failures),
       version = c.version + 1
     RETURNING version`,
    [
      accountId,
      resellerId,
      ...COLUMNS.flatMap((control) => [said[control]?.isOn ?? null, said[control]?.limit ?? null]),
    ],
  )
  return rows[0]?.version ?? 0
}

/** In the order of the columns. */
const COLUMNS = [
  'credit-limit',
  'fraud-spend-day',
  'fraud-spend-hour',
  'overseas-calls',
  'iou',
  'card-failures',
] as const satisfies readonly Control[]

/** Remembers crossings; those of them that were not known. Of two that write the same at once, one is told it is new. */
export async function insertCrossings(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  watched: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (watched.length === 0) return []
  const { rows } = await db.query<{ watched: string }>(
    `INSERT INTO account_crossings (account_id, watched, reseller_id, crossed_at)
     SELECT $1, watched, $2, $4 FROM unnest($3::text[]) AS w (watched)
     ON CONFLICT DO NOTHING RETURNING watched`,
    [accountId, resellerId, watched, now],
  )
  return rows.map((row) => row.watched)
}

/** Forgets crossings, so that the next is told again. */
export async function deleteCrossings(db: pg.ClientBase, accountId: number, watched: readonly string[]): Promise<void> {
  if (watched.length === 0) return
  await db.query('DELETE FROM account_crossings WHERE account_id = $1 AND watched = ANY ($2)', [accountId, watched])
}

export interface NewRelease {
  readonly accountId: number
  /** A control, or a rule that refuses calls. */
  readonly control: Control | OwnCallRule
  readonly releasedAt: Date
  readonly until: Date
  readonly words: string
  readonly actor: string
  readonly actorName: string
}

export async function insertRelease(db: pg.ClientBase, resellerId: number, release: NewRelease): Promise<void> {
  await db.query(
    `INSERT INTO control_releases (reseller_id, account_id, control, released_at, until, words, actor, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      resellerId,
      release.accountId,
      release.control,
      release.releasedAt,
      release.until,
      release.words,
      release.actor,
      release.actorName,
    ],
  )
}

/** Ends the release of a control or a rule that is in force. */
export async function endRelease(
  db: pg.ClientBase,
  accountId: number,
  control: Control | OwnCallRule,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE control_releases SET until = greatest(released_at, $3)
      WHERE account_id = $1 AND control = $2 AND until > $3`,
    [accountId, control, now],
  )
}
