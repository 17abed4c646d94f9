import { formatDollars } from '#domain/money.ts'
import { dialledForm } from '#domain/numbers/describe-number.ts'
import { withRegistrations, type SwitchDirectory } from '#operations/numbers/line-registrations.ts'
import type { Page } from '#storage/queries/page.ts'
import type { SeenLineRow } from '#storage/queries/porting-lines.ts'
import type { Cell } from './csv.ts'

export const LINES_HEADER = [
  'Number',
  'Dialled',
  'State',
  'Region',
  'Line type',
  'Registration server',
  'Registration status',
  'Call limit',
  'Number plan',
  'Monthly charge ex GST',
  'Since (UTC)',
  'Ends',
]

/** The numbers of an account page by page, with what the switch knows of each. */
export async function* lineRows(
  readPage: (cursor: string | undefined) => Promise<Page<SeenLineRow>>,
  now: Date,
  directory: SwitchDirectory,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await readPage(cursor)
    const lines = await withRegistrations(items, now, directory)
    yield lines.map((line) => [
      line.number,
      dialledForm(line.number),
      line.state,
      line.region,
      line.lineType,
      line.registration?.server,
      line.registration?.status,
      line.callLimit,
      line.numberPlanName,
      formatDollars(line.monthlyPriceMicros, 2),
      line.since,
      line.cancelOn,
    ])
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}
