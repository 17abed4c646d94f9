import { createHash } from 'node:crypto'
import { nameOf } from '#domain/access/actor.ts'
import { findColumns, namesOrders, NO_LAYOUT, type CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import {
  findCarrierSheet,
  lockCarrierSheet,
  readCarrierSheet,
  readOpenRows,
  type CarrierSheetRow,
} from '#storage/queries/carrier-sheets.ts'
import {
  insertCarrierSheet,
  startApplying,
  updateSheetReading,
  writeSheetRows,
} from '#storage/tables/carrier-sheets.ts'
import { updateCarrierLayout } from '#storage/tables/carriers.ts'
import { addJob } from '#storage/tables/jobs.ts'
import { upstreamFor } from '../hand-over.ts'
import { checkRows } from './check-sheet.ts'
import { readSheetCells, type SheetCells } from './sheet-cells.ts'

/** Bytes; a row of five thousand takes a kilobyte at most. */
export const MOST_SHEET_BYTES = 8 * 1024 * 1024
const MOST_ROWS = 5000
const ROWS_BEFORE_HEADINGS = 10

/**
 * Takes a sheet of a carrier's answers, and compares it with the orders. Nothing of it is applied. The same file again is the
 * same sheet.
 *
 * @throws ProblemError 'not_found', 'malformed_request', 'too_large', 'invalid_value' for a carrier that takes no orders.
 */
export const uploadSheet = operation({
  name: 'carrier-sheets.upload',
  permission: 'ports.work',
  async run(
    context,
    {
      carrierId,
      fileName,
      content,
    }: { readonly carrierId: number; readonly fileName: string; readonly content: Buffer },
  ): Promise<{ readonly sheetId: number; readonly isRepeated: boolean }> {
    const { db, resellerId, now, actor, audit } = context
    const carrier = await upstreamFor(context, carrierId)
    if (carrier === undefined) throw new ProblemError(problem('not_found', 'There is no such carrier.'))
    const sha256 = createHash('sha256').update(content).digest()
    const known = await findCarrierSheet(db, carrierId, sha256)
    if (known !== undefined) return { sheetId: known, isRepeated: true }
    const layout: CarrierLayout = { ...NO_LAYOUT, ...carrier.layout }
    const { headings, rows } = withHeadings(readSheetCells(content), layout)
    const sheet = { carrierId, fileName, content, sha256, headings, layout, uploadedBy: nameOf(actor) }
    const sheetId = await insertCarrierSheet(db, resellerId, sheet, now)
    const compared = await checkRows(context, { carrierId, headings, layout, rows })
    await writeSheetRows(db, { resellerId, sheetId }, compared)
    audit({ subject: `carrier sheet ${sheetId}`, after: { carrierId, fileName, rows: rows.length } })
    return { sheetId, isRepeated: false }
  },
})

/** The headings are the first row that names most fields; what stands above them is no row. */
function withHeadings(
  all: readonly SheetCells[],
  layout: CarrierLayout,
): { readonly headings: readonly string[]; readonly rows: readonly SheetCells[] } {
  const known = all.slice(0, ROWS_BEFORE_HEADINGS).map(({ cells }) => Object.keys(findColumns(cells, layout)).length)
  const at = Math.max(0, known.indexOf(Math.max(...known)))
  const rows = all.slice(at + 1)
  if (rows.length === 0) {
    const message =
      'There is no row under the headings: the first row names the columns, and each further one is an answer.'
    throw new ProblemError(problem('malformed_request', message))
  }
  if (rows.length > MOST_ROWS) {
    const message = `These are ${rows.length} rows, and ${MOST_ROWS} go at once: split the sheet.`
    throw new ProblemError(problem('too_large', message))
  }
  return { headings: all[at]?.cells ?? [], rows }
}

/**
 * Says how a sheet is read, and compares it anew; for the carrier's sheets to come it is remembered. Words and codes that
 * were said before stay.
 *
 * @throws ProblemError 'not_found', 'conflict' while it is applied, 'invalid_value' where no column names an order.
 */
export const mapSheet = operation({
  name: 'carrier-sheets.map',
  permission: 'ports.work',
  async run(context, { sheetId, layout: said }: { readonly sheetId: number; readonly layout: CarrierLayout }) {
    const sheet = await inReview(context, sheetId)
    const { words, codes } = sheet.layout
    const layout = { columns: said.columns, words: { ...words, ...said.words }, codes: { ...codes, ...said.codes } }
    if (!namesOrders(findColumns(sheet.headings, layout))) {
      const message = 'Say which column has our order, the carrier’s reference or the number.'
      throw new ProblemError(problem('invalid_value', message, { field: 'columns' }))
    }
    await check(context, sheet, layout)
    await updateCarrierLayout(context.db, sheet.carrierId, layout)
    context.audit({ subject: `carrier sheet ${sheetId}`, before: sheet.layout, after: layout })
    return sheetId
  },
})

/**
 * Compares the rows that are not applied with the orders as they are now.
 *
 * @throws ProblemError 'not_found', 'conflict' while it is applied.
 */
export const checkSheet = operation({
  name: 'carrier-sheets.check',
  permission: 'ports.work',
  async run(context, { sheetId }: { readonly sheetId: number }) {
    const sheet = await inReview(context, sheetId)
    await check(context, sheet, sheet.layout)
    return sheetId
  },
})

async function check(context: WriteContext, sheet: CarrierSheetRow, layout: CarrierLayout): Promise<void> {
  const { db, resellerId, now } = context
  const { id: sheetId, carrierId, headings } = sheet
  const rows = await readOpenRows(db, sheetId)
  await writeSheetRows(db, { resellerId, sheetId }, await checkRows(context, { carrierId, headings, layout, rows }))
  await updateSheetReading(db, sheetId, layout, now)
}

/**
 * Has the good rows of a sheet applied, in the background.
 *
 * @param input.withSplits whether orders are split where a row is about some of their numbers; else those rows are left.
 * @throws ProblemError 'not_found', 'conflict' while it is applied, 'invalid_value' where there is nothing to apply.
 */
export const applySheet = operation({
  name: 'carrier-sheets.apply',
  permission: 'ports.work',
  async run(context, { sheetId, withSplits }: { readonly sheetId: number; readonly withSplits: boolean }) {
    const { db, now, actor, audit } = context
    const sheet = await inReview(context, sheetId)
    if (sheet.ready + (withSplits ? sheet.split : 0) === 0)
      throw new ProblemError(problem('invalid_value', 'No row of it changes anything.'))
    await startApplying(db, sheetId, { appliedBy: nameOf(actor), withSplits, now })
    await addJob(db, { name: 'apply-carrier-sheet', payload: { sheetId }, key: `carrier sheet ${sheetId}` })
    audit({ subject: `carrier sheet ${sheetId}`, after: { rows: sheet.ready, splits: withSplits ? sheet.split : 0 } })
    return sheetId
  },
})

async function inReview({ db }: WriteContext, sheetId: number): Promise<CarrierSheetRow> {
  const isThere = await lockCarrierSheet(db, sheetId)
  const sheet = isThere ? await readCarrierSheet(db, sheetId) : undefined
  if (sheet === undefined) throw new ProblemError(problem('not_found', 'There is no such sheet.'))
  if (sheet.status !== 'applying') return sheet
  throw new ProblemError(problem('conflict', 'It is being applied; wait until that is done.'))
}
