import type pg from 'pg'
import type { CarrierAnswer } from '#domain/porting/carrier-answer.ts'
import type { OrderPlace, RowVerdict, SheetOrder } from '#domain/porting/carrier-sheet/compare-sheet.ts'
import type { CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'
import { countRows, decodeCursor, toPage, type PageWithTotal } from './page.ts'

export type SheetStatus = 'review' | 'applying' | 'done'

/** A sheet as a list shows it. */
export interface CarrierSheetRow {
  readonly id: number
  readonly carrierId: number
  readonly carrierName: string
  readonly fileName: string
  readonly headings: readonly string[]
  readonly layout: CarrierLayout
  readonly status: SheetStatus
  readonly withSplits: boolean
  readonly uploadedAt: Date
  readonly uploadedBy: string
  readonly checkedAt: Date
  readonly appliedAt: Date | null
  readonly appliedBy: string | null
  readonly finishedAt: Date | null
  readonly rowCount: number
  /** Rows by what they would do. */
  readonly ready: number
  readonly split: number
  readonly unchanged: number
  readonly refused: number
  readonly elsewhere: number
  readonly applied: number
  readonly failed: number
}

const VERDICTS = ['ready', 'split', 'unchanged', 'refused', 'elsewhere'] as const satisfies readonly RowVerdict[]

const counted = (verdict: RowVerdict): string =>
  `(count(*) FILTER (WHERE verdict = '${verdict}' AND outcome IS NULL))::int4 AS ${verdict}`

const SHEET = `SELECT s.id, s.carrier_id AS "carrierId", c.name AS "carrierName", s.file_name AS "fileName", s.headings,
    s.layout, s.status, s.with_splits AS "withSplits", s.uploaded_at AS "uploadedAt", s.uploaded_by AS "uploadedBy",
    s.checked_at AS "checkedAt", s.applied_at AS "appliedAt", s.applied_by AS "appliedBy",
    s.finished_at AS "finishedAt", r.*
  FROM carrier_sheets s JOIN carriers c ON c.id = s.carrier_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int4 AS "rowCount", ${VERDICTS.map(counted).join(', ')},
           (count(*) FILTER (WHERE outcome = 'applied'))::int4 AS applied,
           (count(*) FILTER (WHERE outcome = 'failed'))::int4 AS failed
      FROM carrier_sheet_rows WHERE sheet_id = s.id) r`

export interface SheetFilter {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly carrierId?: number | undefined
  readonly status?: readonly SheetStatus[] | undefined
  readonly withTotal?: boolean | undefined
}

/** The sheets of carriers, the newest first. */
export async function listCarrierSheets(
  db: pg.ClientBase,
  filter: SheetFilter,
): Promise<PageWithTotal<CarrierSheetRow>> {
  const [before] = decodeCursor(filter.cursor, 'number') ?? []
  const wanted = `WHERE ($1::int4 IS NULL OR s.carrier_id = $1) AND ($2::text[] IS NULL OR s.status = ANY ($2))`
  const values = [filter.carrierId ?? null, filter.status ?? null]
  const { rows } = await db.query<CarrierSheetRow>(
    `${SHEET} ${wanted} AND ($3::int8 IS NULL OR s.id < $3) ORDER BY s.id DESC LIMIT $4`,
    [...values, before ?? null, filter.limit + 1],
  )
  const total = await countRows(db, filter.withTotal, `FROM carrier_sheets s ${wanted}`, values)
  return { ...toPage(rows, filter.limit, ({ id }) => [id]), ...total }
}

export async function readCarrierSheet(db: pg.ClientBase, sheetId: number): Promise<CarrierSheetRow | undefined> {
  const { rows } = await db.query<CarrierSheetRow>(`${SHEET} WHERE s.id = $1`, [sheetId])
  return rows[0]
}

/** The sheet a carrier's file of these bytes is; undefined: it did not come before. */
export async function findCarrierSheet(
  db: pg.ClientBase,
  carrierId: number,
  sha256: Buffer,
): Promise<number | undefined> {
  const { rows } = await db.query<{ id: number }>(
    'SELECT id FROM carrier_sheets WHERE carrier_id = $1 AND sha256 = $2',
    [carrierId, sha256],
  )
  return rows[0]?.id
}

/** Locks a sheet, so that it is not checked and applied at once. */
export async function lockCarrierSheet(db: pg.ClientBase, sheetId: number): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM carrier_sheets WHERE id = $1 FOR UPDATE', [sheetId])
  return rowCount === 1
}

/** The file of a sheet, as it came. */
export async function readSheetFile(db: pg.ClientBase, sheetId: number): Promise<Buffer | undefined> {
  const { rows } = await db.query<{ content: Buffer }>('SELECT content FROM carrier_sheets WHERE id = $1', [sheetId])
  return rows[0]?.content
}

interface StoredPlace extends Omit<OrderPlace, 'cutOverAt'> {
  readonly cutOverAt: string | null
}

/** A row of a sheet, with whose order it means. */
export interface SheetRowRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly verdict: RowVerdict
  readonly leadLine: number
  readonly portId: number | null
  readonly accountName: string | null
  readonly numbers: readonly string[]
  readonly answer: (Omit<CarrierAnswer, 'cutOverAt'> & { readonly cutOverAt: string | null }) | null
  readonly before: StoredPlace | null
  readonly after: StoredPlace | null
  readonly problem: string
  readonly remedy: string
  readonly outcome: 'applied' | 'failed' | null
  readonly outcomeWords: string
  readonly outcomeAt: Date | null
}

const ROW = `SELECT r.line, r.cells, r.verdict, r.lead_line AS "leadLine", r.port_id AS "portId",
    a.name AS "accountName", r.numbers, r.answer, r.before, r.after, r.problem, r.remedy, r.outcome,
    r.outcome_words AS "outcomeWords", r.outcome_at AS "outcomeAt"
  FROM carrier_sheet_rows r LEFT JOIN ports p ON p.id = r.port_id LEFT JOIN accounts a ON a.id = p.account_id`

/** Rows of a sheet in the order of the file; `show` leaves those of some verdicts or outcomes. */
export async function listSheetRows(
  db: pg.ClientBase,
  {
    sheetId,
    show,
    cursor,
    limit,
    withTotal,
  }: {
    readonly sheetId: number
    readonly show?: readonly (RowVerdict | 'applied' | 'failed')[] | undefined
    readonly cursor?: string | undefined
    readonly limit: number
    readonly withTotal?: boolean | undefined
  },
): Promise<PageWithTotal<SheetRowRow>> {
  const [after] = decodeCursor(cursor, 'number') ?? []
  const wanted = 'WHERE r.sheet_id = $1 AND ($2::text[] IS NULL OR coalesce(r.outcome, r.verdict) = ANY ($2))'
  const values = [sheetId, show ?? null]
  const { rows } = await db.query<SheetRowRow>(
    `${ROW} ${wanted} AND ($3::int8 IS NULL OR r.line > $3) ORDER BY r.line LIMIT $4`,
    [...values, after ?? null, limit + 1],
  )
  const total = await countRows(db, withTotal, `FROM carrier_sheet_rows r ${wanted}`, values)
  return { ...toPage(rows, limit, ({ line }) => [line]), ...total }
}

/** The cells of rows nobody applied yet. */
export async function readOpenRows(
  db: pg.ClientBase,
  sheetId: number,
): Promise<readonly Pick<SheetRowRow, 'line' | 'cells'>[]> {
  const { rows } = await db.query<Pick<SheetRowRow, 'line' | 'cells'>>(
    `SELECT line, cells FROM carrier_sheet_rows WHERE sheet_id = $1 AND outcome IS DISTINCT FROM 'applied' ORDER BY line`,
    [sheetId],
  )
  return rows
}

/**
 * The rows to apply others with, in their order: first those whose numbers part from an order.
 *
 * @param withSplits whether those of orders that are split are among them.
 */
export async function readLeadLines(
  db: Pick<pg.ClientBase, 'query'>,
  sheetId: number,
  withSplits: boolean,
): Promise<readonly number[]> {
  const { rows } = await db.query<{ line: number }>(
    `SELECT line FROM (
       SELECT r.line, sum(cardinality(g.numbers)) AS size
         FROM carrier_sheet_rows r JOIN carrier_sheet_rows g ON g.sheet_id = r.sheet_id AND g.lead_line = r.line
        WHERE r.sheet_id = $1 AND r.line = r.lead_line AND r.outcome IS NULL
          AND (r.verdict = 'ready' OR r.verdict = 'split' AND $2)
        GROUP BY r.line) leads
      ORDER BY size, line`,
    [sheetId, withSplits],
  )
  return rows.map(({ line }) => line)
}

/** The rows that are applied with one, locked. */
export async function lockRowsOfLead(
  db: pg.ClientBase,
  sheetId: number,
  leadLine: number,
): Promise<readonly SheetRowRow[]> {
  const { rows } = await db.query<SheetRowRow>(
    `${ROW} WHERE r.sheet_id = $1 AND r.lead_line = $2 ORDER BY r.line FOR UPDATE OF r`,
    [sheetId, leadLine],
  )
  return rows
}

/** Orders that rows may mean: by our number, the carrier's reference, or a number that moves. */
export async function readSheetOrders(
  db: pg.ClientBase,
  asked: {
    readonly ids: readonly number[]
    readonly references: readonly string[]
    readonly numbers: readonly string[]
  },
): Promise<readonly (SheetOrder & { readonly losingCarrier: string | null })[]> {
  const { rows } = await db.query<SheetOrder & { readonly losingCarrier: string | null }>(
    `SELECT p.id, p.kind, p.state, p.carrier_reference AS "carrierReference", p.cut_over_at AS "cutOverAt",
            t.decided_at AS "decidedAt", p.upstream_id AS "upstreamId", c.name AS "upstreamName",
            p.losing_carrier AS "losingCarrier",
            ARRAY(SELECT number FROM port_numbers n WHERE n.port_id = p.id ORDER BY number) AS numbers
       FROM ports p LEFT JOIN port_attempts t ON t.port_id = p.id AND t.no = p.attempt
       LEFT JOIN carriers c ON c.id = p.upstream_id
      WHERE p.id = ANY ($1) OR p.carrier_reference <> '' AND lower(p.carrier_reference) = ANY ($2)
         OR p.id IN (SELECT port_id FROM port_numbers WHERE number = ANY ($3))`,
    [asked.ids, asked.references.map((reference) => reference.toLowerCase()), asked.numbers],
  )
  return rows
}

/** Whose a sheet is, and who had it applied; for its job. */
export async function readSheetToApply(
  pool: pg.Pool,
  sheetId: number,
): Promise<{ readonly resellerId: number; readonly appliedBy: string; readonly withSplits: boolean } | undefined> {
  const { rows } = await pool.query<{ resellerId: number; appliedBy: string; withSplits: boolean }>(
    `SELECT reseller_id AS "resellerId", applied_by AS "appliedBy", with_splits AS "withSplits"
       FROM carrier_sheets WHERE id = $1 AND status = 'applying'`,
    [sheetId],
  )
  return rows[0]
}

/** What stands in a column, as it is written, with how often; a hundred at the most. */
export async function readSheetWords(
  db: pg.ClientBase,
  sheetId: number,
  column: number | undefined,
): Promise<readonly { readonly word: string; readonly rows: number }[]> {
  if (column === undefined) return []
  const { rows } = await db.query<{ word: string; rows: number }>(
    `SELECT min(cells[$2]) AS word, count(*)::int4 AS rows FROM carrier_sheet_rows
      WHERE sheet_id = $1 AND cells[$2] <> '' GROUP BY lower(cells[$2]) ORDER BY 2 DESC, 1 LIMIT 100`,
    [sheetId, column + 1],
  )
  return rows
}
