import { createHash } from 'node:crypto'
import { nameOf } from '#domain/access/actor.ts'
import {
  bankTable,
  findBankColumns,
  missingColumns,
  readBankTable,
  type BankColumnChoices,
} from '#domain/payments/bank-columns.ts'
import { fixedFormat, readBpay, readDirectEntry } from '#domain/payments/bank-fixed.ts'
import { numberAlike, payerKey, transferKey, type BankFormat, type BankRow } from '#domain/payments/bank-row.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { readSheetCells, readSheetText } from '#operations/porting/carrier-sheet/sheet-cells.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { countAlike } from '#storage/queries/bank-matching.ts'
import {
  findBankColumnsSaid,
  findBankImport,
  isDecidedOn,
  lockOpenTransfers,
  readBankFile,
  readBankImport,
  type BankImportRow,
} from '#storage/queries/bank-transfers.ts'
import {
  deleteBankRows,
  insertBankImport,
  insertTransfers,
  lockBankFiles,
  updateBankColumns,
  updateMatches,
  type NewTransfer,
} from '#storage/tables/bank-transfers.ts'
import { matchRows } from './match-transfers.ts'

/** Bytes; a year of a busy account. */
export const MOST_BANK_BYTES = 16 * 1024 * 1024
const MOST_ROWS = 50_000

export interface BankFile {
  readonly fileName: string
  readonly content: Buffer
}

/**
 * Takes a file of the bank and says of each row whose it is. Nothing is posted. The same file again is the same import, and a
 * row that came in another file is marked as that.
 *
 * @throws ProblemError 'malformed_request' for what is no such file, or comes to other totals than it says; 'too_large'.
 */
export const uploadBankFile = operation({
  name: 'bank-transfers.upload',
  permission: 'bank-transfers.write',
  async run(
    context,
    { fileName, content }: BankFile,
  ): Promise<{ readonly importId: number; readonly isRepeated: boolean }> {
    const { db, resellerId, actor, now, audit, emit } = context
    await lockBankFiles(db, resellerId)
    const sha256 = createHash('sha256').update(content).digest()
    const known = await findBankImport(db, sha256)
    if (known !== undefined) return { importId: known, isRepeated: true }
    const headings = headingsOf(content)
    const said = headings === undefined ? undefined : await findBankColumnsSaid(db, headings)
    const { format, columns, missing, rows } = readBankFileAs(content, said ?? {})
    const importId = await insertBankImport(
      db,
      resellerId,
      {
        fileName,
        content,
        sha256,
        format,
        headings: headings ?? [],
        columns,
        missing: missing ?? '',
        uploadedBy: nameOf(actor),
      },
      now,
    )
    await keepRows(context, importId, rows)
    audit({ subject: `bank file ${importId}`, after: { fileName, format, rows: rows.length } })
    emit({ type: 'bank-file.read', payload: { importId: String(importId), rows: rows.length } })
    return { importId, isRepeated: false }
  },
})

/**
 * Says which column is what, and reads a file anew; for files to come with these headings it is remembered.
 *
 * @throws ProblemError 'not_found', 'conflict' where something of it is decided, 'invalid_value'.
 */
export const mapBankFile = operation({
  name: 'bank-transfers.map',
  permission: 'bank-transfers.write',
  async run(
    context,
    { importId, columns: said }: { readonly importId: number; readonly columns: BankColumnChoices },
  ): Promise<number> {
    const { db, audit } = context
    const { columns: before, format, headings } = await undecided(context, importId)
    if (format !== 'csv')
      throw new ProblemError(problem('conflict', 'Its columns are fixed by its format; there is nothing to choose.'))
    const missing = missingColumns(findBankColumns(headings, said))
    if (missing !== undefined) throw new ProblemError(problem('invalid_value', missing, { field: 'columns' }))
    const content = await readBankFile(db, importId)
    if (content === undefined) throw new Error(`bank file ${importId} has no content`)
    const { rows } = readBankFileAs(content, said)
    await deleteBankRows(db, importId, false)
    await updateBankColumns(db, importId, said, '')
    await keepRows(context, importId, rows)
    audit({ subject: `bank file ${importId}`, before, after: said })
    return importId
  },
})

/**
 * Takes away a file nothing was decided about: another one was meant.
 *
 * @throws ProblemError 'not_found', 'conflict'.
 */
export const discardBankFile = operation({
  name: 'bank-transfers.discard',
  permission: 'bank-transfers.write',
  async run(context, { importId }: { readonly importId: number }) {
    const { fileName, rowCount: rows } = await undecided(context, importId)
    await deleteBankRows(context.db, importId, true)
    context.audit({ subject: `bank file ${importId}`, before: { fileName, rows } })
    return {}
  },
})

/**
 * Looks again whose the open transfers are, of one file or of all: accounts may have been opened since, or payers become known.
 *
 * @returns how many there are.
 */
export const matchAgain = operation({
  name: 'bank-transfers.match',
  permission: 'bank-transfers.write',
  async run(context, { importId }: { readonly importId?: number | undefined }): Promise<number> {
    return rematch(context, importId)
  },
})

/** What a person decided stays: only transfers nothing was assigned of are matched anew. */
export async function rematch({ db }: Pick<WriteContext, 'db'>, importId: number | undefined): Promise<number> {
  const open = (await lockOpenTransfers(db, { importId })).filter(({ assignedMicros }) => assignedMicros === 0n)
  const rows = open.map((row): BankRow => ({ ...row, date: row.receivedOn, problem: '' }))
  const matches = await matchRows(db, rows)
  await updateMatches(
    db,
    open.flatMap(({ id }, index) => {
      const match = matches[index]
      return match === undefined ? [] : [{ ...match, id }]
    }),
  )
  return open.length
}

const SAMPLE_ROWS = 5

/** The first rows of a CSV file, as they are written. */
export function sampleOf(content: Buffer): readonly (readonly string[])[] {
  return bankTable(readSheetCells(content))
    .rows.slice(0, SAMPLE_ROWS)
    .map(({ cells }) => cells)
}

interface ReadFile {
  readonly format: BankFormat
  readonly columns: BankColumnChoices
  readonly missing: string | undefined
  readonly rows: readonly BankRow[]
}

/** Undefined: a file of fixed columns has none. */
function headingsOf(content: Buffer): readonly string[] | undefined {
  return fixedFormat(linesOf(content)) === undefined ? bankTable(readSheetCells(content)).headings : undefined
}

function readBankFileAs(content: Buffer, columns: BankColumnChoices): ReadFile {
  const lines = linesOf(content)
  const format = fixedFormat(lines)
  if (format !== undefined) {
    const read = format === 'bpay' ? readBpay(lines) : readDirectEntry(lines)
    if (isProblem(read)) throw new ProblemError(read)
    return { format, columns: {}, missing: undefined, rows: few(read.rows) }
  }
  const table = bankTable(readSheetCells(content))
  const found = findBankColumns(table.headings, columns)
  const missing = missingColumns(found)
  const rows = missing === undefined ? readBankTable(table.rows, found) : []
  return { format: 'csv', columns, missing, rows: few(rows) }
}

function linesOf(content: Buffer): readonly string[] {
  return readSheetText(content)
    .replace(/^\u{FEFF}/u, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && line !== '\u{1A}')
}

function few(rows: readonly BankRow[]): readonly BankRow[] {
  if (rows.length <= MOST_ROWS) return rows
  throw new ProblemError(
    problem('too_large', `These are ${rows.length} rows, and ${MOST_ROWS} go at once: split the file.`),
  )
}

async function keepRows(
  { db, resellerId }: Pick<WriteContext, 'db' | 'resellerId'>,
  importId: number,
  rows: readonly BankRow[],
): Promise<void> {
  if (rows.length === 0) return
  const matches = await matchRows(db, rows)
  const numbered = numberAlike(rows).map((one, index) => ({
    ...one,
    match: matches[index],
    fingerprint: createHash('sha256').update(transferKey(one.row)).digest('hex'),
  }))
  const known = await countAlike(
    db,
    resellerId,
    numbered.map(({ fingerprint }) => fingerprint),
  )
  const transfers = numbered.flatMap(({ row, occurrence, fingerprint, match }): NewTransfer[] => {
    if (match === undefined) return []
    const kept = { row, payerKey: payerKey(row), fingerprint }
    const isNew = occurrence !== null && occurrence > (known.get(fingerprint) ?? 0)
    if (isNew) return [{ ...kept, ...match, occurrence }]
    const words = occurrence === null ? 'Its transaction id is in this file twice.' : 'It came in an earlier file.'
    const isMoney = match.status !== 'ignored'
    return [{ ...kept, ...match, occurrence: null, status: 'duplicate', problem: isMoney ? words : match.problem }]
  })
  await insertTransfers(db, { resellerId, importId }, transfers)
}

async function undecided({ db, resellerId }: WriteContext, importId: number): Promise<BankImportRow> {
  await lockBankFiles(db, resellerId)
  const file = await readBankImport(db, importId)
  if (file === undefined) throw new ProblemError(problem('not_found', 'There is no such file.'))
  if (!(await isDecidedOn(db, importId))) return file
  const message = 'Some of its transfers are posted or set aside already; the rest is assigned one by one.'
  throw new ProblemError(problem('conflict', message))
}
