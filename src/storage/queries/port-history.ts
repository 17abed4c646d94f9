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
  readonly passedOnAt: Date | null
  readonly decidedAt: Date | null
  readonly outcome: AttemptOutcome
  readonly rejectReason: RejectReason | null
  readonly rejectWords: string
  readonly carrierReference: string
}

export async function readPortAttempts(db: pg.ClientBase, portId: number): Promise<readonly PortAttemptRow[]> {
  const { rows } = await db.query<PortAttemptRow>(
    `SELECT no, kind, numbers, coalesce(request ->> 'losingCarrier', '') AS "losingCarrier", submitted_at AS "submittedAt",
            submitted_by AS "submittedBy", lodged_at AS "lodgedAt", passed_on_at AS "passedOnAt",
            decided_at AS "decidedAt", outcome, reject_reason AS "rejectReason", reject_words AS "rejectWords",
            carrier_reference AS "carrierReference"
       FROM port_attempts WHERE port_id = $1 ORDER BY no`,
    [portId],
  )
  return rows
}

export interface PortEventRow {
  readonly at: Date
  readonly actorName: string
  readonly isCustomer: boolean
  readonly what: 'created' | 'changed' | 'note' | PortStep
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
