import type pg from 'pg'
import type { Micros } from '#domain/money.ts'
import { decodeCursor, toPage, type Page } from './page.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

export interface BillRunRow {
  readonly id: number
  readonly resellerId: number
  /** The last day whose anniversaries are billed; null: all that had begun. */
  readonly date: string | null
  readonly isDryRun: boolean
  readonly status: 'waiting' | 'running' | 'done' | 'failed'
  readonly requestedBy: string
  readonly requestedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly accounts: number
  readonly accountsDone: number
  readonly failures: number
  readonly statements: number
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
  /** Why it ended early. */
  readonly failure: string | null
}

const COLUMNS = `id, reseller_id AS "resellerId", date, is_dry_run AS "isDryRun", status, requested_by AS "requestedBy",
  requested_at AS "requestedAt", started_at AS "startedAt", finished_at AS "finishedAt", accounts,
  accounts_done AS "accountsDone", failures, statements, subtotal_micros AS "subtotalMicros", gst_micros AS "gstMicros",
  total_micros AS "totalMicros", failure`

/** Every reseller of the installation. */
export async function listResellerIds(db: Queryable): Promise<readonly number[]> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM resellers ORDER BY id')
  return rows.map(({ id }) => id)
}

export async function readBillRun(db: Queryable, id: number): Promise<BillRunRow | undefined> {
  const { rows } = await db.query<BillRunRow>(`SELECT ${COLUMNS} FROM bill_runs WHERE id = $1`, [id])
  return rows[0]
}

/** A run that is waiting to be started. */
export async function readWaitingBillRun(db: Queryable, id: number): Promise<BillRunRow | undefined> {
  const run = await readBillRun(db, id)
  return run?.status === 'waiting' ? run : undefined
}

/** The reseller's runs, the newest first. */
export async function listBillRuns(
  db: pg.ClientBase,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<BillRunRow>> {
  const [before] = decodeCursor(cursor, 'number') ?? []
  const { rows } = await db.query<BillRunRow>(
    `SELECT ${COLUMNS} FROM bill_runs WHERE $1::int8 IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
    [before ?? null, limit + 1],
  )
  return toPage(rows, limit, ({ id }) => [id])
}

/** What a run made of an account: the amounts of a statement, or why there is none. */
export interface BillRunResultRow {
  readonly accountId: number
  readonly accountNumber: string
  readonly accountName: string
  /** Null: of a dry run, or a failure. */
  readonly statementId: bigint | null
  readonly statementNumber: string | null
  readonly periodFrom: string | null
  /** The day after the last. */
  readonly periodTo: string | null
  readonly openingMicros: Micros | null
  readonly paymentsMicros: Micros | null
  readonly subtotalMicros: Micros | null
  readonly gstMicros: Micros | null
  readonly totalMicros: Micros | null
  readonly closingMicros: Micros | null
  readonly failure: string | null
}

/** The results of a run: failures first, then by account. A dry run's are its preview. */
export async function listBillRunResults(
  db: pg.ClientBase,
  billRunId: number,
  {
    cursor,
    limit,
    onlyFailures,
  }: { readonly cursor?: string | undefined; readonly limit: number; readonly onlyFailures: boolean },
): Promise<Page<BillRunResultRow>> {
  const [kind, after] = decodeCursor(cursor, 'number', 'number') ?? []
  const { rows } = await db.query<BillRunResultRow & { kind: number; no: bigint }>(
    `SELECT r.*, a.account_number AS "accountNumber", a.name AS "accountName"
       FROM (SELECT CASE WHEN failure IS NULL THEN 1 ELSE 0 END AS kind, id AS no, account_id AS "accountId",
                    NULL::int8 AS "statementId", NULL::text AS "statementNumber", period_from AS "periodFrom",
                    period_to AS "periodTo", opening_micros AS "openingMicros", payments_micros AS "paymentsMicros",
                    subtotal_micros AS "subtotalMicros", gst_micros AS "gstMicros", total_micros AS "totalMicros",
                    closing_micros AS "closingMicros", failure
               FROM bill_run_results WHERE bill_run_id = $1
             UNION ALL
             SELECT 2, id, account_id, id, number, period_from, period_to, opening_micros, payments_micros, subtotal_micros,
                    gst_micros, total_micros, closing_micros, NULL
               FROM statements WHERE bill_run_id = $1) r
       JOIN accounts a ON a.id = r."accountId"
      WHERE ($2::int4 IS NULL OR (r.kind, r.no) > ($2, $3::int8)) AND (NOT $4 OR r.kind = 0)
      ORDER BY r.kind, r.no LIMIT $5`,
    [billRunId, kind ?? null, after ?? null, onlyFailures, limit + 1],
  )
  return toPage(rows, limit, (row) => [row.kind, Number(row.no)])
}

/** The reseller of a name. */
export async function findResellerId(db: Queryable, name: string): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>('SELECT id FROM resellers WHERE name = $1', [name])
  return rows[0]?.id
}
