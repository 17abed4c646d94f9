import type pg from 'pg'
import type { AccountStatus } from '#domain/accounts/account-status.ts'
import type { CloseReason, OpenInvoice } from '#domain/credit-control/dunning.ts'
import type { DunningHold } from '#domain/credit-control/dunning-hold.ts'
import type { DunningStep, LadderStep } from '#domain/credit-control/dunning-ladder.ts'
import { micros, type Micros } from '#domain/money.ts'
import { settledSql } from './settlement.ts'

/** A ladder as it was saved; undefined: nobody did. */
export async function readLadder(db: pg.ClientBase): Promise<
  | {
      readonly isOn: boolean
      readonly minimumMicros: Micros
      readonly steps: Readonly<Record<string, LadderStep>>
      readonly version: number
    }
  | undefined
> {
  const { rows } = await db.query<{
    isOn: boolean
    minimumMicros: Micros
    steps: Readonly<Record<string, LadderStep>>
    version: number
  }>(
    `SELECT is_on AS "isOn", minimum_micros AS "minimumMicros", steps, version FROM dunning_ladders
      WHERE reseller_id = tollgate_reseller()`,
  )
  return rows[0]
}

/** As much of an account as decides what is done about what it owes. */
export interface ChasedAccount {
  readonly id: number
  readonly accountNumber: string
  readonly name: string
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly isConsumer: boolean
  readonly timeZone: string
  /** Of its service or its bills, as it is written; null: none. */
  readonly state: string | null
}

export async function readChasedAccounts(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<readonly ChasedAccount[]> {
  const { rows } = await db.query<ChasedAccount>(
    `SELECT id, account_number AS "accountNumber", name, status, payment_mode AS "paymentMode",
            is_consumer AS "isConsumer", time_zone AS "timeZone",
            coalesce(nullif(service_address ->> 'state', ''), nullif(billing_address ->> 'state', '')) AS state
       FROM accounts WHERE id = ANY ($1::int4[]) ORDER BY id`,
    [accountIds],
  )
  return rows
}

/** Accounts of the session's reseller something may have to be done about on a day: with an invoice that is due, or a case. */
export async function listChasableIds(db: pg.ClientBase, day: string): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT s.account_id AS id FROM ${settledSql('$1')} s
      WHERE s.outstanding > 0 AND s.due_on <= $2
      UNION
     SELECT account_id FROM dunning_cases WHERE closed_at IS NULL
      ORDER BY 1`,
    [null, day],
  )
  return rows.map(({ id }) => id)
}

/** Invoices with something outstanding, the oldest first. */
export async function readOpenInvoices(
  db: pg.ClientBase,
  accountIds: readonly number[],
): Promise<readonly (OpenInvoice & { readonly accountId: number })[]> {
  const { rows } = await db.query<OpenInvoice & { readonly accountId: number }>(
    `SELECT s.account_id AS "accountId", s.number, s.due_on AS "dueOn", s.outstanding AS "outstandingMicros"
       FROM ${settledSql('$1')} s WHERE s.outstanding > 0 AND s.due_on IS NOT NULL ORDER BY s.account_id, s.due_on, s.id`,
    [accountIds],
  )
  return rows
}

export interface CaseRow {
  readonly id: number
  readonly accountId: number
  readonly openedAt: Date
  readonly step: DunningStep | null
  readonly stepOn: string
  readonly coversTo: string
  readonly restrictedAt: Date | null
  readonly suspendedAt: Date | null
  readonly nextStep: DunningStep | null
  readonly nextOn: string | null
  readonly closedAt: Date | null
  readonly closedWhy: CloseReason | null
}

const CASE = `c.id, c.account_id AS "accountId", c.opened_at AS "openedAt", c.step, c.step_on AS "stepOn",
  c.covers_to AS "coversTo", c.restricted_at AS "restrictedAt", c.suspended_at AS "suspendedAt",
  c.next_step AS "nextStep", c.next_on AS "nextOn", c.closed_at AS "closedAt", c.closed_why AS "closedWhy"`

/** The open cases of accounts. */
export async function readOpenCases(db: pg.ClientBase, accountIds: readonly number[]): Promise<readonly CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `SELECT ${CASE} FROM dunning_cases c WHERE c.account_id = ANY ($1::int4[]) AND c.closed_at IS NULL`,
    [accountIds],
  )
  return rows
}

export interface HoldRow extends DunningHold {
  readonly accountId: number
  readonly words: string
  readonly setAt: Date
  readonly setBy: string
  readonly endedAt: Date | null
  readonly endedBy: string | null
  readonly endWords: string
}

type StoredHold = Omit<HoldRow, 'instalments'> & {
  readonly instalments: readonly { readonly on: string; readonly amount: string }[]
}

/** All holds of accounts, the newest first. */
export async function readHolds(db: pg.ClientBase, accountIds: readonly number[]): Promise<readonly HoldRow[]> {
  const { rows } = await db.query<StoredHold>(
    `SELECT h.id, h.account_id AS "accountId", h.kind, h.from_date AS "from", h.until_date AS until,
            h.amount_micros AS "amountMicros", h.instalments, h.words, h.set_at AS "setAt", h.set_by AS "setBy",
            h.ended_at AS "endedAt", h.ended_on AS "endedOn", h.ended_by AS "endedBy", h.end_words AS "endWords",
            coalesce((SELECT sum(p.amount_micros) FROM payments p
                       WHERE p.account_id = h.account_id AND p.recorded_at >= h.set_at), 0)::int8 AS "paidMicros"
       FROM dunning_holds h WHERE h.account_id = ANY ($1::int4[]) ORDER BY h.id DESC`,
    [accountIds],
  )
  return rows.map(({ instalments, ...hold }) => ({
    ...hold,
    instalments: instalments.map(({ on, amount }) => ({ on, amountMicros: micros(BigInt(amount)) })),
  }))
}

export interface DunningEventRow {
  readonly id: bigint
  readonly at: Date
  readonly day: string
  readonly kind: 'step' | 'lifted' | 'closed' | 'hold-set' | 'hold-ended'
  readonly step: DunningStep | null
  readonly isRepeat: boolean
  readonly amountMicros: Micros | null
  readonly actOn: string | null
  readonly words: string
  readonly byWhom: string
}

/** What happened about what an account owes, the last first; a hundred at the most. */
export async function readDunningEvents(db: pg.ClientBase, accountId: number): Promise<readonly DunningEventRow[]> {
  const { rows } = await db.query<DunningEventRow>(
    `SELECT id, at, day, kind, step, is_repeat AS "isRepeat", amount_micros AS "amountMicros", act_on AS "actOn", words,
            by_whom AS "byWhom"
       FROM dunning_events WHERE account_id = $1 ORDER BY id DESC LIMIT 100`,
    [accountId],
  )
  return rows
}

/**
 * Those of some accounts whose calls out are barred because they have not paid, but for emergency numbers. For whoever decides
 * on a call before it is made.
 */
export async function restrictedAccounts(
  db: Pick<pg.ClientBase, 'query'>,
  accountIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await db.query<{ id: number }>(
    'SELECT account_id AS id FROM dunning_cases WHERE account_id = ANY ($1::int4[]) AND restricted_at IS NOT NULL',
    [accountIds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Accounts with an open case, those with the next step soonest first; two thousand at the most. */
export async function listOpenCaseAccounts(db: pg.ClientBase): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT account_id AS id FROM dunning_cases WHERE closed_at IS NULL ORDER BY next_on NULLS LAST, id LIMIT 2000`,
  )
  return rows.map(({ id }) => id)
}
