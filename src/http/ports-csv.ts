import type { Readable } from 'node:stream'
import type pg from 'pg'
import { readNumbersOfPorts } from '#storage/queries/port-numbers.ts'
import { listPorts, type PortFilter, type PortLineRow } from '#storage/queries/ports.ts'
import { csvStream, type Cell } from './csv.ts'

const COLUMNS = [
  'Port',
  'State',
  'Overdue',
  'Kind',
  'Account number',
  'Account name',
  'Count of numbers',
  'Numbers',
  'Losing carrier',
  'Attempt',
  'Reject reason',
  'Due on',
  'Cut-over (UTC)',
  'Submitted (UTC)',
  'Completed (UTC)',
  'Begun (UTC)',
]
const EXPORTED_AT_A_TIME = 500

type Read = <Result>(query: (db: pg.ClientBase) => Promise<Result>) => Promise<Result>

/** The list of ports as CSV, with every number of each, page by page as it is read. */
export function portsCsv(filter: PortFilter & { readonly sort: 'due' | 'newest' }, now: Date, read: Read): Readable {
  async function* pages(): AsyncGenerator<Cell[][]> {
    let cursor: string | undefined
    do {
      const { rows, nextCursor } = await read(async (db) => {
        const page = await listPorts(db, { ...filter, cursor, limit: EXPORTED_AT_A_TIME }, now)
        const ids = page.items.map(({ id }) => id)
        const numbers = await readNumbersOfPorts(db, ids)
        return {
          nextCursor: page.nextCursor,
          rows: page.items.map((port) => lineOf(port, numbers.get(port.id) ?? [], now)),
        }
      })
      yield rows
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
  }
  return csvStream(COLUMNS, pages())
}

function lineOf(port: PortLineRow, numbers: readonly string[], now: Date): Cell[] {
  return [
    port.id,
    port.state,
    port.dueAt !== null && port.dueAt < now,
    port.kind,
    port.accountNumber,
    port.accountName,
    port.numberCount,
    numbers.join(' '),
    port.losingCarrier,
    port.attempt,
    port.rejectReason,
    port.dueOn,
    port.cutOverAt,
    port.submittedAt,
    port.completedAt,
    port.createdAt,
  ]
}
