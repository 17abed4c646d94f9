import type pg from 'pg'
import type { ComparedRow } from '#domain/porting/carrier-sheet/compare-sheet.ts'
import type { CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'

export interface NewCarrierSheet {
  readonly carrierId: number
  readonly fileName: string
  readonly content: Buffer
  readonly sha256: Buffer
  readonly headings: readonly string[]
  readonly layout: CarrierLayout
  readonly uploadedBy: string
}

/** Keeps a sheet as it came. Returns its id. */
export async function insertCarrierSheet(
  db: pg.ClientBase,
  resellerId: number,
  sheet: NewCarrierSheet,
  now: Date,
): Promise<number> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO carrier_sheets (reseller_id, carrier_id, file_name, content, sha256, headings, layout, uploaded_at,
                                 uploaded_by, checked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8) RETURNING id`,
    [
      resellerId,
      sheet.carrierId,
      sheet.fileName,
      sheet.content,
      sheet.sha256,
      sheet.headings,
      JSON.stringify(sheet.layout),
      now,
      sheet.uploadedBy,
    ],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no id for the new sheet')
  return row.id
}

/** Writes how a sheet is read, and that it was compared now. */
export async function updateSheetReading(
  db: pg.ClientBase,
  sheetId: number,
  layout: CarrierLayout,
  now: Date,
): Promise<void> {
  await db.query(`UPDATE carrier_sheets SET layout = $2, checked_at = $3, status = 'review' WHERE id = $1`, [
    sheetId,
    JSON.stringify(layout),
    now,
  ])
}

/** Keeps the rows of a sheet, with what each would do. Those that were not applied before are written anew. */
export async function writeSheetRows(
  db: pg.ClientBase,
  { resellerId, sheetId }: { readonly resellerId: number; readonly sheetId: number },
  rows: readonly (ComparedRow & { readonly cells: readonly string[] })[],
): Promise<void> {
  const stored = rows.map((row) => ({
    line: row.line,
    cells: row.cells,
    verdict: row.verdict,
    lead_line: row.leadLine,
    port_id: row.portId,
    numbers: row.numbers,
    answer: row.answer,
    before: row.before,
    after: row.after,
    problem: row.fault?.problem ?? '',
    remedy: row.fault?.remedy ?? '',
  }))
  await db.query(
    `INSERT INTO carrier_sheet_rows (reseller_id, sheet_id, line, cells, verdict, lead_line, port_id, numbers, answer,
                                     before, after, problem, remedy)
     SELECT $1, $2, line, cells, verdict, lead_line, port_id, numbers, answer, before, after, problem, remedy
       FROM jsonb_to_recordset($3::jsonb) AS r (line int4, cells text[], verdict text, lead_line int4, port_id int4,
            numbers text[], answer jsonb, before jsonb, after jsonb, problem text, remedy text)
     ON CONFLICT (sheet_id, line) DO UPDATE
        SET verdict = excluded.verdict, lead_line = excluded.lead_line, port_id = excluded.port_id,
            numbers = excluded.numbers, answer = excluded.answer, before = excluded.before, after = excluded.after,
            problem = excluded.problem, remedy = excluded.remedy, outcome = NULL, outcome_words = '', outcome_at = NULL
      WHERE carrier_sheet_rows.outcome IS DISTINCT FROM 'applied'`,
    [resellerId, sheetId, JSON.stringify(stored)],
  )
}

/** Writes that somebody has a sheet applied. */
export async function startApplying(
  db: pg.ClientBase,
  sheetId: number,
  { appliedBy, withSplits, now }: { readonly appliedBy: string; readonly withSplits: boolean; readonly now: Date },
): Promise<void> {
  await db.query(
    `UPDATE carrier_sheets SET status = 'applying', with_splits = $3, applied_by = $2, applied_at = $4, finished_at = NULL
      WHERE id = $1`,
    [sheetId, appliedBy, withSplits, now],
  )
}

/** Writes that all of a sheet was applied that could be. */
export async function finishApplying(db: Pick<pg.ClientBase, 'query'>, sheetId: number, now: Date): Promise<void> {
  await db.query(`UPDATE carrier_sheets SET status = 'done', finished_at = $2 WHERE id = $1 AND status = 'applying'`, [
    sheetId,
    now,
  ])
}

/** Writes what came of the rows that are applied with one. */
export async function writeOutcome(
  db: pg.ClientBase,
  { sheetId, leadLine }: { readonly sheetId: number; readonly leadLine: number },
  outcome: { readonly outcome: 'applied' | 'failed'; readonly words: string; readonly portId?: number | undefined },
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE carrier_sheet_rows SET outcome = $3, outcome_words = $4, outcome_at = $5, port_id = coalesce($6, port_id)
      WHERE sheet_id = $1 AND lead_line = $2 AND outcome IS NULL`,
    [sheetId, leadLine, outcome.outcome, outcome.words, now, outcome.portId ?? null],
  )
}
