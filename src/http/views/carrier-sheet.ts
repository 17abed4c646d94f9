import type pg from 'pg'
import {
  CARRIER_SHEET_FIELD_TERMS,
  CARRIER_SHEET_FIELDS,
  findColumns,
  meaningOf,
  plainWords,
} from '#domain/porting/carrier-sheet/sheet-layout.ts'
import {
  listSheetRows,
  readCarrierSheet,
  readSheetWords,
  type CarrierSheetRow,
  type SheetRowRow,
} from '#storage/queries/carrier-sheets.ts'
import { notFound } from '../not-found.ts'

const SAMPLE_ROWS = 5

/** A sheet in a list. */
export function viewSheetLine(row: CarrierSheetRow) {
  const { id, carrierId, carrierName, fileName, status, uploadedAt, uploadedBy, appliedAt, appliedBy, finishedAt } = row
  const { rowCount: rows, ready, split, unchanged, refused, elsewhere, applied, failed } = row
  return {
    id,
    carrier: { id: carrierId, name: carrierName },
    fileName,
    status,
    uploadedAt,
    uploadedBy,
    appliedAt,
    appliedBy,
    finishedAt,
    counts: { rows, ready, split, unchanged, refused, elsewhere, applied, failed },
  }
}

/** A sheet with how it is read. */
export async function viewSheet(sheetId: number, db: pg.ClientBase, isRepeated = false) {
  const sheet = notFound('sheet', await readCarrierSheet(db, sheetId))
  const { headings, layout, withSplits, checkedAt } = sheet
  const columns = findColumns(headings, layout)
  const sample = await listSheetRows(db, { sheetId, limit: SAMPLE_ROWS })
  return {
    ...viewSheetLine(sheet),
    withSplits,
    checkedAt,
    headings,
    sample: sample.items.map(({ line, cells }) => ({ line, cells })),
    fields: CARRIER_SHEET_FIELDS.map((field) => {
      const { label, help } = CARRIER_SHEET_FIELD_TERMS[field]
      return { field, label, help, column: columns[field] ?? null }
    }),
    words: (await readSheetWords(db, sheetId, columns.status)).map(({ word, rows }) => ({
      word,
      rows,
      meaning: meaningOf(word, layout) ?? null,
    })),
    codes: (await readSheetWords(db, sheetId, columns.code)).map(({ word, rows }) => ({
      code: word,
      rows,
      reason: layout.codes[plainWords(word)] ?? null,
    })),
    isRepeated,
  }
}

/** A row, with what it would do or what came of it. */
export function viewSheetRow(row: SheetRowRow) {
  const { line, cells, verdict, outcome, portId, accountName, numbers, answer, leadLine } = row
  return {
    line,
    cells,
    show: outcome ?? verdict,
    portId,
    accountName,
    numbers,
    step: answer?.step ?? null,
    reason: answer?.reason ?? null,
    code: answer === null || answer.code === '' ? null : answer.code,
    words: answer?.words ?? '',
    before: viewPlace(row.before),
    after: viewPlace(row.after),
    leadLine,
    problem: row.problem === '' ? null : row.problem,
    remedy: row.remedy === '' ? null : row.remedy,
    outcome: row.outcomeWords === '' ? null : row.outcomeWords,
    outcomeAt: row.outcomeAt,
  }
}

function viewPlace(place: SheetRowRow['before']) {
  if (place === null) return null
  const { state, cutOverAt, reference } = place
  return {
    state,
    cutOverAt: cutOverAt === null ? null : new Date(cutOverAt),
    reference: reference === '' ? null : reference,
  }
}
