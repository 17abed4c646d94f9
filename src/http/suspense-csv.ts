import { suspenseCauseOf, SUSPENSE_CAUSES } from '#domain/usage/suspense-cause.ts'
import { seeUnattributed } from '#operations/usage/see-unattributed.ts'
import { listSuspense, type SuspenseFilter, type SuspenseItem } from '#storage/queries/suspense.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { csvStream, type Cell } from './csv.ts'
import type { Answered, Exchange } from './route.ts'

const COLUMNS = [
  'Source',
  'File',
  'Line',
  'Cause',
  'Meaning',
  'What puts it right',
  'Origin',
  'Destination',
  'Started (UTC)',
  'Duration (s)',
  'Tries',
  'Suspended (UTC)',
  'Row',
]
const ROWS_AT_ONCE = 1_000

/** Suspended rows as CSV, a page at a time. */
export async function suspenseCsv(
  { read, actor, send }: Exchange<Endpoint>,
  filter: SuspenseFilter,
  fileName: string,
): Promise<Answered> {
  const page = (cursor: string | undefined) =>
    read(async (db) => {
      await seeUnattributed(db, actor)
      return listSuspense(db, filter, { cursor, limit: ROWS_AT_ONCE })
    })
  const first = await page(undefined)
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    yield first.items.map(cells)
    for (let { nextCursor } = first; nextCursor !== null;) {
      const next = await page(nextCursor)
      yield next.items.map(cells)
      nextCursor = next.nextCursor
    }
  }
  return send('text/csv; charset=utf-8', csvStream(COLUMNS, pages()), fileName)
}

function cells(row: SuspenseItem): readonly Cell[] {
  const cause = suspenseCauseOf(row.cause) ?? 'unreadable_row'
  const { meaning, fix } = SUSPENSE_CAUSES[cause]
  return [
    row.source,
    row.fileName,
    row.lineNumber,
    cause,
    meaning,
    fix,
    row.aNumber,
    row.bNumber,
    row.startedAt,
    row.durationSeconds,
    row.tries,
    row.createdAt,
    row.rawLine,
  ]
}
