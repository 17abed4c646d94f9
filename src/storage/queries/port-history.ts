import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState, PortStep } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'

export type AttemptOutcome = 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'completed' | 'reversed'

/** One submission of a port, as it was made. */
export interface PortAttemptRow {
  readonly no: number
  readonly kind: PortKind
  readonly numbers: readonly string[]
  readonly losingCarrier: string
  readonly submittedAt: Date
  readonly submittedBy: string
  readonly lodgedAt: Date | null
  readonly validationAskedAt: Date | null
  readonly validatedAt: Date | null
  readonly passedOnAt: Date | null
  readonly decidedAt: Date | null
  readonly outcome: AttemptOutcome
  readonly rejectReason: RejectReason | null
  readonly rejectWords: string
  /** As the carrier gave it; '' where it gave none. */
  readonly rejectCode: string
  /** The words it was rejected with; '' of one that was rejected before they were kept. */
  readonly rejectLabel: string
  readonly rejectText: string
  readonly rejectFix: string
  /** null: the code says nothing about it. */
  readonly rejectRetryable: boolean | null
  readonly rejectWholeOrder: boolean | null
  readonly carrierReference: string
}

export async function readPortAttempts(db: pg.ClientBase, portId: number): Promise<readonly PortAttemptRow[]> {
  const { rows } = await db.query<PortAttemptRow>(
    `SELECT no, kind, numbers, coalesce(request ->> 'losingCarrier', '') AS "losingCarrier", submitted_at AS "submittedAt",
            submitted_by AS "submittedBy", lodged_at AS "lodgedAt",
            validation_asked_at AS "validationAskedAt", validated_at AS "validatedAt", reject_code AS "rejectCode",
            passed_on_at AS "passedOnAt",
            decided_at AS "decidedAt", outcome, reject_reason AS "rejectReason", reject_words AS "rejectWords",
            reject_label AS "rejectLabel", reject_text AS "rejectText", reject_fix AS "rejectFix",
            reject_retryable AS "rejectRetryable", reject_whole_order AS "rejectWholeOrder",
            carrier_reference AS "carrierReference"
       FROM port_attempts WHERE port_id = $1 ORDER BY no`,
    [portId],
  )
  return rows
}

/**
 * An attempt with those that were split from it, or it from: whether the account was charged for any, and how many numbers
 * were submitted.
 */
export async function readAttemptFamily(
  db: pg.ClientBase,
  portId: number,
  no: number,
): Promise<{ readonly isCharged: boolean; readonly count: number }> {
  const { rows } = await db.query<{ isCharged: boolean; count: number }>(
    `SELECT coalesce(bool_or(t.fee_micros IS NOT NULL), false) AS "isCharged",
            coalesce(max(cardinality(t.numbers)) FILTER (WHERE t.split_of IS NULL), 0)::int4 AS count
       FROM port_attempts one JOIN port_attempts t ON coalesce(t.split_of, t.id) = coalesce(one.split_of, one.id)
      WHERE one.port_id = $1 AND one.no = $2`,
    [portId, no],
  )
  return rows[0] ?? { isCharged: false, count: 0 }
}

export interface PortEventRow {
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
  readonly what: 'created' | 'changed' | 'note' | 'split' | 'file' | 'authority' | 'verified' | PortStep
  readonly state: PortState | null
  readonly attempt: number
  readonly customerWords: string
  readonly staffWords: string
}

/** What happened to a port and what people noted, in order; the last thousand. */
export async function readPortEvents(db: pg.ClientBase, portId: number): Promise<readonly PortEventRow[]> {
  const { rows } = await db.query<PortEventRow>(
    `SELECT * FROM (
       SELECT id, at, actor_name AS "actorName", is_customer AS "isCustomer", what, state, attempt,
              customer_words AS "customerWords", staff_words AS "staffWords"
         FROM port_events WHERE port_id = $1 ORDER BY id DESC LIMIT 1000) e
      ORDER BY id`,
    [portId],
  )
  return rows
}

export interface PortFeeRow {
  readonly chargeId: bigint
  readonly source: string
  readonly description: string
  readonly chargedAt: Date
  readonly amountMicros: Micros
  readonly gstMicros: Micros
}

/** What an account was charged for a port: every source of these begins with `port` and its id. */
export async function readPortFees(
  db: pg.ClientBase,
  accountId: number,
  portId: number,
): Promise<readonly PortFeeRow[]> {
  const { rows } = await db.query<PortFeeRow>(
    `SELECT id AS "chargeId", source, description, charged_at AS "chargedAt", amount_micros AS "amountMicros",
            gst_micros AS "gstMicros"
       FROM charges WHERE account_id = $1 AND starts_with(source, $2) ORDER BY id`,
    [accountId, `port ${portId} attempt `],
  )
  return rows
}
