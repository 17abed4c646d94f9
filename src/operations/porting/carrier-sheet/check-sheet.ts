import { compareSheet, type ComparedRow, type SheetLine } from '#domain/porting/carrier-sheet/compare-sheet.ts'
import { isFault, readSheetRow } from '#domain/porting/carrier-sheet/read-row.ts'
import { findColumns, type CarrierLayout } from '#domain/porting/carrier-sheet/sheet-layout.ts'
import { findRejectCode, REJECT_PROCESSES, rejectProcess } from '#domain/porting/reject-codes.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { loadCalendars, loadDesk } from '#operations/porting/desk.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readSheetOrders } from '#storage/queries/carrier-sheets.ts'
import { readRejectCodesOf, type RejectCodeRow } from '#storage/queries/reject-codes.ts'
import type { SheetCells } from './sheet-cells.ts'

/** What each row of a sheet would do to the orders as they are now. */
export async function checkRows(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  {
    carrierId,
    headings,
    layout,
    rows,
  }: {
    readonly carrierId: number
    readonly headings: readonly string[]
    readonly layout: CarrierLayout
    readonly rows: readonly SheetCells[]
  },
): Promise<readonly (ComparedRow & SheetCells)[]> {
  const desk = await loadDesk(db, now)
  const reading = { columns: findColumns(headings, layout), layout, timeZone: desk.timeZone }
  const lines: readonly SheetLine[] = rows.map(({ line, cells }) => ({ line, said: readSheetRow(cells, reading) }))
  const read = lines.flatMap(({ said }) => (isFault(said) ? [] : said))
  const orders = await readSheetOrders(db, {
    ids: read.flatMap(({ orderId }) => orderId ?? []),
    references: read.flatMap(({ reference }) => reference ?? []),
    numbers: read.flatMap(({ numbers }) => numbers),
  })
  // Few carriers and kinds make many orders.
  const calendars = new Map<string, PortCalendars>()
  const keyOf = ({ kind, losingCarrier }: (typeof orders)[number]): string => `${kind} ${losingCarrier}`
  for (const order of orders) {
    const key = keyOf(order)
    if (!calendars.has(key)) calendars.set(key, await loadCalendars(db, order, now))
  }
  const byId = new Map(orders.map((order) => [order.id, calendars.get(keyOf(order))]))
  const codes: RejectCodeRow[] = []
  for (const process of REJECT_PROCESSES) codes.push(...(await readRejectCodesOf(db, process)))
  const cellsOf = new Map(rows.map(({ line, cells }) => [line, cells]))
  const compared = compareSheet(lines, orders, {
    carrierId,
    now,
    layout,
    calendarsOf: ({ id }) => byId.get(id) ?? { desk, carrier: desk },
    knownReason: ({ kind, state }, code) =>
      findRejectCode(codes, { process: rejectProcess(kind, state), carrierId, code })?.reason,
  })
  return compared.map((row) => ({ ...row, cells: cellsOf.get(row.line) ?? [] }))
}
