import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { AutomaticPurpose, TryOutcome } from '#domain/payments/automatic-charge.ts'
import type { ExpiryNotice } from '#domain/payments/card-expiry.ts'

export interface NewAutomaticCharge {
  readonly accountId: number
  readonly purpose: AutomaticPurpose
  /** What it is for: the same words are charged once. */
  readonly reason: string
  readonly statementId: bigint | null
  readonly amountMicros: Micros
  readonly dueAt: Date
  readonly plannedAt: Date
}

export interface PlannedCharge extends NewAutomaticCharge {
  readonly id: bigint
}

/** Plans charges, but for a reason there is one for already, and for a top-up of an account that has another under way. */
export async function insertAutomaticCharges(
  db: pg.ClientBase,
  resellerId: number,
  charges: readonly NewAutomaticCharge[],
): Promise<readonly PlannedCharge[]> {
  if (charges.length === 0) return []
  const { rows } = await db.query<PlannedCharge>(
    `INSERT INTO automatic_charges (reseller_id, account_id, purpose, reason, statement_id, amount_micros, due_at, planned_at)
     SELECT $1, c.* FROM unnest($2::int4[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::timestamptz[],
                                $8::timestamptz[]) AS c
     ON CONFLICT DO NOTHING
     RETURNING id, account_id AS "accountId", purpose, reason, statement_id AS "statementId",
               amount_micros AS "amountMicros", due_at AS "dueAt", planned_at AS "plannedAt"`,
    [
      resellerId,
      charges.map(({ accountId }) => accountId),
      charges.map(({ purpose }) => purpose),
      charges.map(({ reason }) => reason),
      charges.map(({ statementId }) => statementId),
      charges.map(({ amountMicros }) => amountMicros),
      charges.map(({ dueAt }) => dueAt),
      charges.map(({ plannedAt }) => plannedAt),
    ],
  )
  return rows
}

/** Writes down that a try is about to be sent, before the gateway hears of it. */
export async function beginTry(
  db: pg.ClientBase,
  resellerId: number,
  begun: {
    readonly accountId: number
    readonly chargeNo: bigint
    readonly tryNo: number
    readonly key: string
    readonly amountMicros: Micros
    readonly sentAt: Date
  },
): Promise<void> {
  const { accountId, chargeNo, tryNo, key, amountMicros, sentAt } = begun
  await db.query(
    `INSERT INTO automatic_charge_tries (account_id, charge_no, try_no, reseller_id, key, amount_micros, sent_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [accountId, chargeNo, tryNo, resellerId, key, amountMicros, sentAt],
  )
  await db.query(
    `UPDATE automatic_charges SET state = 'sent', tries = $3, amount_micros = $4 WHERE account_id = $1 AND id = $2`,
    [accountId, chargeNo, tryNo, amountMicros],
  )
}

/**
 * Writes down what came of a try, once, but for money that came after all: the charge it was of. Undefined: that was known, or
 * there is no such try.
 */
export async function answerTry(
  db: pg.ClientBase,
  answer: {
    readonly accountId: number
    readonly key: string
    readonly outcome: TryOutcome
    readonly declineCode: string | null
    readonly at: Date
  },
): Promise<bigint | undefined> {
  const { accountId, key, outcome, declineCode, at } = answer
  const { rows } = await db.query<{ chargeNo: bigint }>(
    `UPDATE automatic_charge_tries SET outcome = $3, decline_code = $4, answered_at = $5
      WHERE account_id = $1 AND key = $2 AND (outcome IS NULL OR (outcome <> 'paid' AND $3 = 'paid'))
      RETURNING charge_no AS "chargeNo"`,
    [accountId, key, outcome, declineCode, at],
  )
  return rows[0]?.chargeNo
}

/** Puts a charge back to wait for another try, or has it wait for another time. */
export async function replanCharge(db: pg.ClientBase, accountId: number, chargeNo: bigint, dueAt: Date): Promise<void> {
  await db.query(
    `UPDATE automatic_charges SET state = 'planned', due_at = $3
      WHERE account_id = $1 AND id = $2 AND state IN ('planned', 'sent')`,
    [accountId, chargeNo, dueAt],
  )
}

/** @param why for people, of one that is given up or withdrawn. */
export async function endAutomaticCharge(
  db: pg.ClientBase,
  end: {
    readonly accountId: number
    readonly chargeNo: bigint
    readonly state: 'paid' | 'given-up' | 'withdrawn'
    readonly why: string | null
    readonly at: Date
  },
): Promise<void> {
  const { accountId, chargeNo, state, why, at } = end
  await db.query(
    `UPDATE automatic_charges SET state = $3, ended_why = $4, ended_at = $5 WHERE account_id = $1 AND id = $2`,
    [accountId, chargeNo, state, why, at],
  )
}

/** The refusals of an account's card, and what was told. */
export interface ChargingState {
  readonly refusals: number
  readonly refusedAt: Date | null
  readonly declineCode: string | null
  readonly stoppedAt: Date | null
  readonly weekFullSince: Date | null
}

export async function saveCharging(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  { refusals, refusedAt, declineCode, stoppedAt, weekFullSince }: ChargingState,
): Promise<void> {
  await db.query(
    `INSERT INTO automatic_charging (account_id, reseller_id, refusals, refused_at, decline_code, stopped_at, week_full_since)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (account_id) DO UPDATE SET refusals = excluded.refusals, refused_at = excluded.refused_at,
       decline_code = excluded.decline_code, stopped_at = excluded.stopped_at, week_full_since = excluded.week_full_since`,
    [accountId, resellerId, refusals, refusedAt, declineCode, stoppedAt, weekFullSince],
  )
}

/** Remembers that a card's end was told of. False: it was before. */
export async function insertExpiryNotice(
  db: pg.ClientBase,
  resellerId: number,
  told: { readonly methodId: number; readonly notice: ExpiryNotice; readonly accountId: number; readonly at: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO card_expiry_notices (method_id, notice, reseller_id, account_id, told_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [told.methodId, told.notice, resellerId, told.accountId, told.at],
  )
  return rowCount === 1
}
