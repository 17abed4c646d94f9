import type pg from 'pg'
import { DatabaseError } from 'pg'
import type { Micros } from '#domain/money.ts'
import type { CustomerAnswer } from '#domain/porting/port-out-check.ts'
import type { PortOutRefusal } from '#domain/porting/port-out-refusal.ts'
import type { CancelledBy, PortOutState } from '#domain/porting/port-out-state.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { ConfirmationRow, PortOutEventRow, ReleasedNumber } from '#storage/queries/port-outs.ts'

/** Whose a request is. */
export interface PortOutOwner {
  readonly resellerId: number
  readonly accountId: number
  readonly portOutId: number
}

/** A request as another carrier made it. */
export interface NewPortOut {
  readonly kind: PortKind
  /** E.164 digits. */
  readonly numbers: readonly string[]
  readonly gainingCarrier: string
  readonly carrierReference: string
  readonly receivedAt: Date
  readonly receivedBy: 'carrier-notice' | 'customer'
  readonly statedAccountNumber: string
  readonly statedName: string
  /** `yyyy-mm-dd` */
  readonly authorisedOn: string | null
  readonly wantedAt: Date | null
  readonly due: { readonly on: string; readonly at: Date } | undefined
}

/** Writes down a request and keeps its numbers for it. Undefined: one is in another open request, and nothing may be kept. */
export async function insertPortOut(
  db: pg.ClientBase,
  resellerId: number,
  accountId: number,
  asked: NewPortOut,
  now: Date,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO port_outs (reseller_id, account_id, kind, state, state_since, gaining_carrier, carrier_reference,
                            received_at, received_by, stated_account_number, stated_name, authorised_on, wanted_at,
                            due_on, due_at, created_at, changed_at)
     VALUES ($1, $2, $3, 'received', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $4, $4) RETURNING id`,
    [
      resellerId,
      accountId,
      asked.kind,
      now,
      asked.gainingCarrier,
      asked.carrierReference,
      asked.receivedAt,
      asked.receivedBy,
      asked.statedAccountNumber,
      asked.statedName,
      asked.authorisedOn,
      asked.wantedAt,
      asked.due?.on ?? null,
      asked.due?.at ?? null,
    ],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('no id for the new port-out')
  try {
    await db.query(
      `INSERT INTO port_out_numbers (reseller_id, account_id, port_out_id, number)
       SELECT $1, $2, $3, unnest($4::text[])`,
      [resellerId, accountId, id, asked.numbers],
    )
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'port_out_numbers_once') return undefined
    throw error
  }
  return id
}

/** Where a request stands now. What is left out stays. */
export interface PortOutPlace {
  readonly state: PortOutState
  readonly due: { readonly on: string; readonly at: Date } | undefined
  /** null clears it. */
  readonly cutOverAt?: Date | null
  readonly refusal?: PortOutRefusal
  readonly cancelledBy?: CancelledBy
  /** null: a release is undone. */
  readonly released?: { readonly at: Date; readonly undoUntil: Date } | null
  /** Added to what the account was charged for it. */
  readonly chargedMicros?: Micros
}

/** Writes where a locked request stands; one that is over lets its numbers go, and one that goes on keeps them. */
export async function updatePortOutPlace(
  db: pg.ClientBase,
  portOutId: number,
  { state, due, cutOverAt, refusal, cancelledBy, released, chargedMicros }: PortOutPlace,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE port_outs
        SET state = $2, state_since = $3, due_on = $4, due_at = $5,
            cut_over_at = CASE WHEN $6 THEN $7 ELSE cut_over_at END, refusal = $8, cancelled_by = $9,
            released_at = CASE WHEN $10 THEN $11 ELSE released_at END,
            undo_until = CASE WHEN $10 THEN $12 ELSE undo_until END,
            releases = releases + CASE WHEN $11::timestamptz IS NULL THEN 0 ELSE 1 END,
            charged_micros = charged_micros + $13, changed_at = $3, version = version + 1
      WHERE id = $1`,
    [
      portOutId,
      state,
      now,
      due?.on ?? null,
      due?.at ?? null,
      cutOverAt !== undefined,
      cutOverAt ?? null,
      refusal ?? null,
      cancelledBy ?? null,
      released !== undefined,
      released?.at ?? null,
      released?.undoUntil ?? null,
      chargedMicros ?? 0n,
    ],
  )
  const isOver = state === 'released' || state === 'refused' || state === 'cancelled'
  await db.query('UPDATE port_out_numbers SET is_open = $2 WHERE port_out_id = $1 AND is_open <> $2', [
    portOutId,
    !isOver,
  ])
}

/** Writes what the customer answered. */
export async function updateAnswer(
  db: pg.ClientBase,
  portOutId: number,
  answer: CustomerAnswer,
  by: string,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE port_outs SET answer = $2, answered_at = $3, answered_by = $4, warning_seen_at = NULL, changed_at = $3,
                          version = version + 1
      WHERE id = $1`,
    [portOutId, answer, now, by],
  )
}

/** Writes that somebody has seen the customer's warning. */
export async function updateWarningSeen(db: pg.ClientBase, portOutId: number, now: Date): Promise<void> {
  await db.query('UPDATE port_outs SET warning_seen_at = $2, changed_at = $2, version = version + 1 WHERE id = $1', [
    portOutId,
    now,
  ])
}

/** Writes by when the next step is due: after the calendar changed. */
export async function updatePortOutDue(
  db: pg.ClientBase,
  portOutId: number,
  due: { readonly on: string; readonly at: Date } | undefined,
): Promise<void> {
  await db.query('UPDATE port_outs SET due_on = $2, due_at = $3 WHERE id = $1', [
    portOutId,
    due?.on ?? null,
    due?.at ?? null,
  ])
}

/** Writes down how released numbers were, for an undoing; none: they are back. */
export async function updateReleased(
  db: pg.ClientBase,
  portOutId: number,
  released: readonly ReleasedNumber[] | null,
): Promise<void> {
  if (released === null) {
    await db.query(`UPDATE port_out_numbers SET assignment_id = NULL, note_before = NULL WHERE port_out_id = $1`, [
      portOutId,
    ])
    return
  }
  await db.query(
    `UPDATE port_out_numbers n SET assignment_id = r.assignment_id, note_before = r.note
       FROM unnest($2::text[], $3::int4[], $4::text[]) AS r (number, assignment_id, note)
      WHERE n.port_out_id = $1 AND n.number = r.number`,
    [
      portOutId,
      released.map(({ number }) => number),
      released.map(({ assignmentId }) => assignmentId),
      released.map(({ noteBefore }) => noteBefore),
    ],
  )
}

export async function insertConfirmation(
  db: pg.ClientBase,
  { resellerId, accountId, portOutId }: PortOutOwner,
  { method, person, reference, at, recordedBy }: ConfirmationRow,
): Promise<void> {
  await db.query(
    `INSERT INTO port_out_confirmations (reseller_id, account_id, port_out_id, method, person, reference, at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [resellerId, accountId, portOutId, method, person, reference, at, recordedBy],
  )
}

/** Adds a line to the timeline of a request. */
export async function insertPortOutEvent(
  db: pg.ClientBase,
  { resellerId, accountId, portOutId }: PortOutOwner,
  event: PortOutEventRow,
): Promise<void> {
  await db.query(
    `INSERT INTO port_out_events (reseller_id, account_id, port_out_id, at, actor_name, is_customer, what, state,
                                  customer_words, staff_words)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      resellerId,
      accountId,
      portOutId,
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
