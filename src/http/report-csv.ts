import type { Endpoint } from '#contract/endpoint.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { csvStream, type Cell } from './csv.ts'
import type { Exchange } from './route.ts'

/** Fields in their order, with what stands above each in a file. */
export type Columns = Readonly<Record<string, string>>

/** Asked for by the query, or else by what the client says it takes. */
export function wantsCsv({ query, request }: Exchange<Endpoint>): boolean {
  const format = typeof query === 'object' && query !== null && 'format' in query ? query.format : undefined
  return format === 'csv' || (format === undefined && /^text\/csv\b/.test(request.headers.accept ?? ''))
}

/** Sends the rows of a report as a file. */
export function sendCsv(
  { send }: Pick<Exchange<Endpoint>, 'send'>,
  name: string,
  columns: Columns,
  rows: readonly Readonly<Record<string, Cell>>[],
) {
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    await Promise.resolve()
    yield rows.map((row) => Object.keys(columns).map((column) => cellOf(row[column])))
  }
  return send('text/csv; charset=utf-8', csvStream(Object.values(columns), pages()), `${name}.csv`)
}

/** Amounts are bigints here, and nothing else is. */
function cellOf(value: Cell): Cell {
  return typeof value === 'bigint' ? formatDollars(micros(value)) : value
}
