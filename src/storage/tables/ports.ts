import type pg from 'pg'
import { DatabaseError } from 'pg'
import type { LineType } from '#domain/numbers/line-type.ts'
import type { Micros } from '#domain/money.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState } from '#domain/porting/port-state.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import type { ValidationCode } from '#domain/porting/validation.ts'
import type { AttemptOutcome, PortEventRow } from '#storage/queries/port-history.ts'
import type { PortDetails } from '#storage/queries/ports.ts'

/** Whose a port is. */
export interface PortOwner {
  readonly resellerId: number
  readonly accountId: number
  readonly portId: number
}

/** A request as it is stored. */
export interface StoredRequest {
  readonly kind: PortKind
  /** E.164 digits. */
  readonly numbers: readonly string[]
  readonly losingCarrier: string | null
  readonly numberPlanId: number | null
  readonly lineType: LineType | null
  readonly destination: string | null
  readonly details: PortDetails
}

/** Writes down a new draft. Returns its id. */
export async function insertPort(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  request: StoredRequest,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO ports (reseller_id, account_id, kind, state, state_since, losing_carrier, number_plan_id, line_type,
                        destination, details, created_at, changed_at)
     VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $4, $4) RETURNING id`,
    [
      resellerId,
      accountId,
      request.kind,
      now,
      request.losingCarrier,
      request.numberPlanId,
      request.lineType,
      request.destination,
      JSON.stringify(request.details),
    ],
  )
  const [port] = rows
  if (port === undefined) throw new Error('no id for the new port')
  await insertNumbers(db, { resellerId, accountId, portId: port.id }, request.numbers)
  return port.id
}

/** Writes the request of a locked port anew, if it is still at this version; false: it is not. */
export async function updateRequest(
  db: pg.ClientBase,
  owner: PortOwner,
  request: StoredRequest,
  version: number,
  now: Date,
): Promise<boolean> {
  const { portId } = owner
  const { rowCount } = await db.query(
    `UPDATE ports SET kind = $2, losing_carrier = $3, number_plan_id = $4, line_type = $5, destination = $6, details = $7,
                      changed_at = $8, version = version + 1
      WHERE id = $1 AND version = $9`,
    [
      portId,
      request.kind,
      request.losingCarrier,
      request.numberPlanId,
      request.lineType,
      request.destination,
      JSON.stringify(request.details),
      now,
      version,
    ],
  )
  if (rowCount !== 1) return false
  await db.query('DELETE FROM port_numbers WHERE port_id = $1 AND NOT (number = ANY ($2))', [portId, request.numbers])
  await insertNumbers(db, owner, request.numbers)
  return true
}

async function insertNumbers(db: pg.ClientBase, owner: PortOwner, numbers: readonly string[]): Promise<void> {
  await db.query(
    `INSERT INTO port_numbers (reseller_id, account_id, port_id, number)
     SELECT $1, $2, $3, unnest($4::text[]) ON CONFLICT (port_id, number) DO NOTHING`,
    [owner.resellerId, owner.accountId, owner.portId, numbers],
  )
}

const ONCE_ON_THE_WAY = 'port_numbers_once_on_the_way'

/**
 * Writes whether the numbers of a port are on their way. False: one is in another open port on the platform, and nothing
 * was written.
 */
export async function setNumbersOpen(db: pg.ClientBase, portId: number, isOpen: boolean): Promise<boolean> {
  await db.query('SAVEPOINT open_numbers')
  try {
    await db.query('UPDATE port_numbers SET is_open = $2 WHERE port_id = $1 AND is_open <> $2', [portId, isOpen])
    await db.query('RELEASE SAVEPOINT open_numbers')
    return true
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.constraint !== ONCE_ON_THE_WAY) throw error
    await db.query('ROLLBACK TO SAVEPOINT open_numbers')
    return false
  }
}

/** Where a port stands now. What is left out stays; null clears it. */
export interface PortPlace {
  readonly state: PortState
  readonly attempt?: number
  readonly due: { readonly on: string; readonly at: Date } | undefined
  readonly carrierReference?: string | undefined
  /** The carrier it is lodged with. */
  readonly upstreamId?: number | undefined
  readonly cutOver?: { readonly at: Date; readonly provisionAt: Date; readonly isOutOfHours: boolean } | null
  readonly completed?: { readonly at: Date; readonly returnUntil: Date }
  /** Of the entry in the customer's calendar. */
  readonly calendarSequence?: number | undefined
}

/** Writes where a locked port stands. */
export async function updatePlace(db: pg.ClientBase, portId: number, place: PortPlace, now: Date): Promise<void> {
  const { cutOver, completed } = place
  await db.query(
    `UPDATE ports
        SET state = $2, state_since = $3, attempt = coalesce($4, attempt), due_on = $5, due_at = $6,
            carrier_reference = coalesce($7, carrier_reference),
            cut_over_at = CASE WHEN $8 THEN $9 ELSE cut_over_at END,
            provision_at = CASE WHEN $8 THEN $10 ELSE provision_at END,
            is_out_of_hours = CASE WHEN $8 THEN $11 ELSE is_out_of_hours END,
            completed_at = coalesce($12, completed_at), return_until = coalesce($13, return_until),
            upstream_id = coalesce($14, upstream_id), calendar_sequence = coalesce($15, calendar_sequence),
            changed_at = $3, version = version + 1
      WHERE id = $1`,
    [
      portId,
      place.state,
      now,
      place.attempt ?? null,
      place.due?.on ?? null,
      place.due?.at ?? null,
      place.carrierReference ?? null,
      cutOver !== undefined,
      cutOver?.at ?? null,
      cutOver?.provisionAt ?? null,
      cutOver?.isOutOfHours ?? false,
      completed?.at ?? null,
      completed?.returnUntil ?? null,
      place.upstreamId ?? null,
      place.calendarSequence ?? null,
    ],
  )
}

/** Writes under which number the upstream carrier has a port, in its present attempt. */
export async function updateReference(
  db: pg.ClientBase,
  portId: number,
  attempt: number,
  reference: string,
  now: Date,
): Promise<void> {
  await db.query('UPDATE ports SET carrier_reference = $2, changed_at = $3, version = version + 1 WHERE id = $1', [
    portId,
    reference,
    now,
  ])
  await updateAttempt(db, portId, attempt, { carrierReference: reference })
}

/** Writes by when the next step of a port is due: after its calendar changed. */
export async function updateDue(
  db: pg.ClientBase,
  portId: number,
  due: { readonly on: string; readonly at: Date } | undefined,
): Promise<void> {
  await db.query('UPDATE ports SET due_on = $2, due_at = $3 WHERE id = $1', [portId, due?.on ?? null, due?.at ?? null])
}

export interface NewAttempt {
  readonly no: number
  readonly kind: PortKind
  readonly numbers: readonly string[]
  /** The whole request, as it was submitted. */
  readonly request: object
  readonly submittedBy: string
}

export async function insertAttempt(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  attempt: NewAttempt,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO port_attempts (reseller_id, account_id, port_id, no, kind, numbers, request, submitted_at, submitted_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      resellerId,
      accountId,
      portId,
      attempt.no,
      attempt.kind,
      attempt.numbers,
      JSON.stringify(attempt.request),
      now,
      attempt.submittedBy,
    ],
  )
}

/** What became of an attempt. What is left out stays. */
export interface AttemptChange {
  readonly lodgedAt?: Date
  readonly validationAskedAt?: Date
  readonly validatedAt?: Date
  readonly passedOnAt?: Date
  readonly decidedAt?: Date
  readonly dateSetAt?: Date
  readonly outcome?: AttemptOutcome
  readonly rejectReason?: RejectReason
  readonly rejectWords?: string
  /** As the carrier gave it. */
  readonly rejectCode?: string | undefined
  readonly carrierReference?: string | undefined
  /** What the account was charged for the attempt itself, ex GST. */
  readonly feeMicros?: Micros
}

export async function updateAttempt(
  db: pg.ClientBase,
  portId: number,
  no: number,
  change: AttemptChange,
): Promise<void> {
  await db.query(
    `UPDATE port_attempts
        SET lodged_at = coalesce($3, lodged_at), passed_on_at = coalesce($4, passed_on_at),
            decided_at = coalesce($5, decided_at), date_set_at = coalesce($6, date_set_at),
            outcome = coalesce($7, outcome), reject_reason = coalesce($8, reject_reason),
            reject_words = coalesce($9, reject_words), carrier_reference = coalesce($10, carrier_reference),
            fee_micros = coalesce($11, fee_micros), validation_asked_at = coalesce($12, validation_asked_at),
            validated_at = coalesce($13, validated_at), reject_code = coalesce($14, reject_code)
      WHERE port_id = $1 AND no = $2`,
    [
      portId,
      no,
      change.lodgedAt ?? null,
      change.passedOnAt ?? null,
      change.decidedAt ?? null,
      change.dateSetAt ?? null,
      change.outcome ?? null,
      change.rejectReason ?? null,
      change.rejectWords ?? null,
      change.carrierReference ?? null,
      change.feeMicros ?? null,
      change.validationAskedAt ?? null,
      change.validatedAt ?? null,
      change.rejectCode ?? null,
    ],
  )
}

/**
 * Moves numbers of a locked port to a new one that stands where it does, in the same attempt. Returns its id.
 *
 * @param numbers some of the port's, not all.
 */
export async function splitOff(
  db: pg.ClientBase,
  { id, attempt }: { readonly id: number; readonly attempt: number },
  numbers: readonly string[],
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO ports (reseller_id, account_id, kind, state, state_since, attempt, losing_carrier, number_plan_id, line_type,
                        destination, details, carrier_reference, upstream_id, due_on, due_at, cut_over_at,
                        is_out_of_hours, provision_at, split_from, created_at, changed_at)
     SELECT reseller_id, account_id, kind, state, state_since, attempt, losing_carrier, number_plan_id, line_type,
            destination, details, carrier_reference, upstream_id, due_on, due_at, cut_over_at, is_out_of_hours,
            provision_at, id, created_at, $2
       FROM ports WHERE id = $1 RETURNING id`,
    [id, now],
  )
  const newId = rows[0]?.id
  if (newId === undefined) throw new Error('no id for the port that was split off')
  await db.query('UPDATE port_numbers SET port_id = $2 WHERE port_id = $1 AND number = ANY ($3)', [id, newId, numbers])
  await db.query('UPDATE ports SET changed_at = $2, version = version + 1 WHERE id = $1', [id, now])
  await db.query(
    `INSERT INTO port_attempts (reseller_id, account_id, port_id, no, kind, numbers, request, submitted_at, submitted_by,
                                lodged_at, validation_asked_at, validated_at, passed_on_at, decided_at, date_set_at,
                                outcome, carrier_reference, split_of)
     SELECT reseller_id, account_id, $3, no, kind, $4, request, submitted_at, submitted_by, lodged_at,
            validation_asked_at, validated_at, passed_on_at, decided_at, date_set_at, outcome, carrier_reference,
            coalesce(split_of, id)
       FROM port_attempts WHERE port_id = $1 AND no = $2`,
    [id, attempt, newId, numbers],
  )
  return newId
}

/** Writes what the losing carrier said of numbers of a port. */
export async function updateValidation(
  db: pg.ClientBase,
  portId: number,
  numbers: readonly { readonly number: string; readonly code: ValidationCode; readonly words: string }[],
): Promise<void> {
  await db.query(
    `UPDATE port_numbers n SET validation = a.code, validation_words = a.words
       FROM unnest($2::text[], $3::text[], $4::text[]) AS a (number, code, words)
      WHERE n.port_id = $1 AND n.number = a.number`,
    [portId, numbers.map(({ number }) => number), numbers.map(({ code }) => code), numbers.map(({ words }) => words)],
  )
}

/** Adds a line to the timeline of a port. */
export async function insertPortEvent(
  db: pg.ClientBase,
  { resellerId, accountId, portId }: PortOwner,
  event: PortEventRow,
): Promise<void> {
  await db.query(
    `INSERT INTO port_events (reseller_id, account_id, port_id, attempt, at, actor_name, is_customer, what, state,
                              customer_words, staff_words)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      resellerId,
      accountId,
      portId,
      event.attempt,
      event.at,
      event.actorName,
      event.isCustomer,
      event.what,
      event.state,
      event.customerWords,
      event.staffWords,
    ],
  )
}
