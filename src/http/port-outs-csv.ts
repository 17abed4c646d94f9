import type { Readable } from 'node:stream'
import type pg from 'pg'
import { PORT_OUT_REFUSALS } from '#domain/porting/port-out-refusal.ts'
import { listPortOuts, type PortOutFilter, type PortOutRow } from '#storage/queries/port-outs.ts'
import { csvStream, type Cell } from './csv.ts'

const COLUMNS = [
  'Port-out',
  'State',
  'Overdue',
  'Kind',
  'Account number',
  'Account name',
  'Count of numbers',
  'Numbers',
  'Gaining carrier',
  'Reference',
  'Received (UTC)',
  'Due on',
  'Customer says it was them',
  'Refused for',
  'Cut-over (UTC)',
  'Released (UTC)',
]
const EXPORTED_AT_A_TIME = 500

type Read = <Result>(query: (db: pg.ClientBase) => Promise<Result>) => Promise<Result>

/** The list of requests to leave as CSV, page by page as it is read. */
export function portOutsCsv(
  filter: PortOutFilter & { readonly sort: 'due' | 'newest' },
  now: Date,
  read: Read,
): Readable {
  async function* pages(): AsyncGenerator<Cell[][]> {
    let cursor: string | undefined
    do {
      const page = await read((db) => listPortOuts(db, { ...filter, cursor, limit: EXPORTED_AT_A_TIME }, now))
      yield page.items.map((row) => lineOf(row, now))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvStream(COLUMNS, pages())
}

function lineOf(row: PortOutRow, now: Date): Cell[] {
  return [
    row.id,
    row.state,
    row.dueAt !== null && row.dueAt < now,
    row.kind,
    row.accountNumber,
    row.accountName,
    row.numbers.length,
    row.numbers.join(' '),
    row.gainingCarrier,
    row.carrierReference,
    row.receivedAt,
    row.dueOn,
    row.answer,
    row.refusal === null ? null : PORT_OUT_REFUSALS[row.refusal].label,
    row.cutOverAt,
    row.releasedAt,
  ]
}
