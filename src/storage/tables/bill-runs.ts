import type pg from 'pg'
import type { Micros } from '#domain/money.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** A statement's amounts, as runs add them up and previews list them. */
export interface BilledAmounts {
  readonly accountId: number
  readonly periodFrom: string
  /** The day after the last. */
  readonly periodTo: string
  readonly openingMicros: Micros
  readonly paymentsMicros: Micros
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  readonly closingMicros: Micros
}

export interface NewBillRun {
  readonly resellerId: number
  /** The last day whose anniversaries are billed, in each account's zone; undefined: all that have begun. */
  readonly date: string | undefined
  readonly isDryRun: boolean
  readonly requestedBy: string
  readonly requestedAt: Date
}

/** Puts a run down that waits to be started. */
export async function insertBillRun(db: Queryable, run: NewBillRun): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO bill_runs (reseller_id, date, is_dry_run, status, requested_by, requested_at)
     VALUES ($1, $2, $3, 'waiting', $4, $5) RETURNING id`,
    [run.resellerId, run.date ?? null, run.isDryRun, run.requestedBy, run.requestedAt],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the bill run')
  return row.id
}

/** Marks a run as begun with so many accounts before it. */
export async function startBillRun(db: Queryable, id: number, accounts: number, at: Date): Promise<void> {
  await db.query(`UPDATE bill_runs SET status = 'running', started_at = $2, accounts = $3 WHERE id = $1`, [
    id,
    at,
    accounts,
  ])
}

/** Ends a run. `failure`: why it could not go on. */
export async function finishBillRun(db: Queryable, id: number, at: Date, failure?: string): Promise<void> {
  await db.query(`UPDATE bill_runs SET status = $2, finished_at = $3, failure = $4 WHERE id = $1`, [
    id,
    failure === undefined ? 'done' : 'failed',
    at,
    failure ?? null,
  ])
}

/** Adds what a transaction billed to its run. */
export async function addToBillRun(
  db: Queryable,
  id: number,
  { accounts, statements }: { readonly accounts: number; readonly statements: readonly BilledAmounts[] },
): Promise<void> {
  const sum = (amounts: readonly Micros[]): bigint => amounts.reduce((all, amount) => all + amount, 0n)
  await db.query(
    `UPDATE bill_runs SET accounts_done = accounts_done + $2, statements = statements + $3,
            subtotal_micros = subtotal_micros + $4, gst_micros = gst_micros + $5, total_micros = total_micros + $6
      WHERE id = $1`,
    [
      id,
      accounts,
      statements.length,
      sum(statements.map(({ subtotalMicros }) => subtotalMicros)),
      sum(statements.map(({ gstMicros }) => gstMicros)),
      sum(statements.map(({ totalMicros }) => totalMicros)),
    ],
  )
}

/** Lists what a dry run made of accounts: nothing else of it stays. */
export async function insertPreviews(
  db: Queryable,
  run: { readonly id: number; readonly resellerId: number },
  amounts: readonly BilledAmounts[],
): Promise<void> {
  if (amounts.length === 0) return
  await db.query(
    `INSERT INTO bill_run_results (bill_run_id, reseller_id, account_id, period_from, period_to, opening_micros,
                                   payments_micros, subtotal_micros, gst_micros, total_micros, closing_micros)
     SELECT $1, $2, r.*
       FROM unnest($3::int4[], $4::date[], $5::date[], $6::int8[], $7::int8[], $8::int8[], $9::int8[], $10::int8[],
                   $11::int8[]) AS r`,
    [
      run.id,
      run.resellerId,
      amounts.map(({ accountId }) => accountId),
      amounts.map(({ periodFrom }) => periodFrom),
      amounts.map(({ periodTo }) => periodTo),
      amounts.map(({ openingMicros }) => openingMicros),
      amounts.map(({ paymentsMicros }) => paymentsMicros),
      amounts.map(({ subtotalMicros }) => subtotalMicros),
      amounts.map(({ gstMicros }) => gstMicros),
      amounts.map(({ totalMicros }) => totalMicros),
      amounts.map(({ closingMicros }) => closingMicros),
    ],
  )
}

/** Notes an account a run could not bill, and why. The next run tries it again. */
export async function insertBillFailure(
  db: Queryable,
  run: { readonly id: number; readonly resellerId: number },
  accountId: number,
  failure: string,
): Promise<void> {
  await db.query(
    `WITH noted AS (
       INSERT INTO bill_run_results (bill_run_id, reseller_id, account_id, failure) VALUES ($1, $2, $3, $4)
     )
     UPDATE bill_runs SET accounts_done = accounts_done + 1, failures = failures + 1 WHERE id = $1`,
    [run.id, run.resellerId, accountId, failure],
  )
}

const RUN_LOCK = `hashtext('bill-run')`

/** Says that the run lives, as long as the session does. */
export async function holdBillRun(session: Queryable, id: number): Promise<void> {
  await session.query(`SELECT pg_advisory_lock(${RUN_LOCK}, $1)`, [id])
}

export async function letGoOfBillRun(session: Queryable, id: number): Promise<void> {
  await session.query(`SELECT pg_advisory_unlock(${RUN_LOCK}, $1)`, [id])
}

/** Ends the runs of a reseller whose process has gone: what they billed stands, and the next run does the rest. */
export async function endLostBillRuns(session: Queryable, resellerId: number, at: Date): Promise<void> {
  const { rows } = await session.query<{ id: number }>(
    `SELECT id FROM bill_runs WHERE reseller_id = $1 AND status = 'running'`,
    [resellerId],
  )
  for (const { id } of rows) {
    const { rows: tried } = await session.query<{ gone: boolean }>(
      `SELECT pg_try_advisory_lock(${RUN_LOCK}, $1) AS gone`,
      [id],
    )
    if (tried[0]?.gone !== true) continue
    await session.query(
      `UPDATE bill_runs SET status = 'failed', finished_at = $2,
              failure = 'It was interrupted. What it billed stands; the next run bills the rest.'
        WHERE id = $1 AND status = 'running'`,
      [id, at],
    )
    await letGoOfBillRun(session, id)
  }
}
