import type pg from 'pg'
import type { CloseReason } from '#domain/credit-control/dunning.ts'
import type { HoldKind, Instalment } from '#domain/credit-control/dunning-hold.ts'
import type { DunningLadder, DunningStep } from '#domain/credit-control/dunning-ladder.ts'
import type { Micros } from '#domain/money.ts'

export async function saveLadder(db: pg.ClientBase, resellerId: number, ladder: DunningLadder): Promise<void> {
  await db.query(
    `INSERT INTO dunning_ladders AS l (reseller_id, is_on, minimum_micros, steps, version) VALUES ($1, $2, $3, $4, 2)
     ON CONFLICT (reseller_id) DO UPDATE
        SET is_on = excluded.is_on, minimum_micros = excluded.minimum_micros, steps = excluded.steps, version = l.version + 1`,
    [resellerId, ladder.isOn, ladder.minimumMicros, JSON.stringify(ladder.steps)],
  )
}

/** Opens a case of an account. Returns its id. */
export async function insertCase(
  db: pg.ClientBase,
  resellerId: number,
  {
    accountId,
    day,
    coversTo,
    now,
  }: { readonly accountId: number; readonly day: string; readonly coversTo: string; readonly now: Date },
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO dunning_cases (reseller_id, account_id, opened_at, step_on, covers_to) VALUES ($1, $2, $3, $4, $5)
     RETURNING id`,
    [resellerId, accountId, now, day, coversTo],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the case')
  return row.id
}

/** What of a case changes; what is left out stays. */
export interface CaseChange {
  readonly step?: DunningStep | null
  readonly stepOn?: string
  readonly coversTo?: string
  readonly restrictedAt?: Date | null
  readonly suspendedAt?: Date | null
  readonly next?: { readonly step: DunningStep | undefined; readonly on: string | undefined }
}

export async function updateCase(db: pg.ClientBase, caseId: number, change: CaseChange): Promise<void> {
  const { step, stepOn, coversTo, restrictedAt, suspendedAt, next } = change
  await db.query(
    `UPDATE dunning_cases
        SET step = CASE WHEN $2 THEN $3 ELSE step END, step_on = coalesce($4, step_on), covers_to = coalesce($5, covers_to),
            restricted_at = CASE WHEN $6 THEN $7 ELSE restricted_at END,
            suspended_at = CASE WHEN $8 THEN $9 ELSE suspended_at END,
            next_step = CASE WHEN $10 THEN $11 ELSE next_step END, next_on = CASE WHEN $10 THEN $12 ELSE next_on END
      WHERE id = $1`,
    [
      caseId,
      step !== undefined,
      step ?? null,
      stepOn ?? null,
      coversTo ?? null,
      restrictedAt !== undefined,
      restrictedAt ?? null,
      suspendedAt !== undefined,
      suspendedAt ?? null,
      next !== undefined,
      next?.step ?? null,
      next?.on ?? null,
    ],
  )
}

export async function closeCase(db: pg.ClientBase, caseId: number, why: CloseReason, now: Date): Promise<void> {
  await db.query(
    `UPDATE dunning_cases SET closed_at = $2, closed_why = $3, restricted_at = NULL, suspended_at = NULL, next_step = NULL,
            next_on = NULL
      WHERE id = $1`,
    [caseId, now, why],
  )
}

export interface NewDunningEvent {
  readonly accountId: number
  readonly caseId: number | undefined
  readonly at: Date
  readonly day: string
  readonly kind: 'step' | 'lifted' | 'closed' | 'hold-set' | 'hold-ended'
  readonly step?: DunningStep
  readonly isRepeat?: boolean
  readonly amountMicros?: Micros
  readonly actOn?: string | undefined
  readonly words?: string
  readonly byWhom: string
}

export async function insertDunningEvent(db: pg.ClientBase, resellerId: number, event: NewDunningEvent): Promise<void> {
  await db.query(
    `INSERT INTO dunning_events (reseller_id, account_id, case_id, at, day, kind, step, is_repeat, amount_micros, act_on, words,
                                 by_whom)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      resellerId,
      event.accountId,
      event.caseId ?? null,
      event.at,
      event.day,
      event.kind,
      event.step ?? null,
      event.isRepeat ?? false,
      event.amountMicros ?? null,
      event.actOn ?? null,
      event.words ?? '',
      event.byWhom,
    ],
  )
}

export interface NewHold {
  readonly accountId: number
  readonly kind: HoldKind
  readonly from: string
  readonly until: string
  readonly amountMicros: Micros | null
  readonly instalments: readonly Instalment[]
  readonly words: string
  readonly setBy: string
}

export async function insertHold(db: pg.ClientBase, resellerId: number, hold: NewHold, now: Date): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO dunning_holds (reseller_id, account_id, kind, from_date, until_date, amount_micros, instalments, words,
                                set_at, set_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      resellerId,
      hold.accountId,
      hold.kind,
      hold.from,
      hold.until,
      hold.amountMicros,
      JSON.stringify(hold.instalments.map(({ on, amountMicros }) => ({ on, amount: String(amountMicros) }))),
      hold.words,
      now,
      hold.setBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the hold')
  return row.id
}

export async function endHold(
  db: pg.ClientBase,
  holdId: number,
  { on, by, words }: { readonly on: string; readonly by: string; readonly words: string },
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE dunning_holds SET ended_at = $2, ended_on = $3, ended_by = $4, end_words = $5 WHERE id = $1 AND ended_at IS NULL`,
    [holdId, now, on, by, words],
  )
}
