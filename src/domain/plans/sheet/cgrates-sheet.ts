import { SHEET_FIELDS } from './sheet-fields.ts'
import type { SheetColumns, SheetField } from './sheet-fields.ts'
import type { SheetHeader } from './sheet-columns.ts'
import { problem } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'
import { readSeconds } from './sheet-terms.ts'
import { quote } from './sheet-finding.ts'

/** One file of a tariff folder: all its rows, the header first, and the line each begins on. */
export interface TariffTable {
  readonly rows: readonly (readonly string[])[]
  readonly lines: readonly number[]
}

export interface TariffFolder {
  readonly destinations: TariffTable
  readonly rates: TariffTable
  readonly destinationRates: TariffTable
}

/** The files of a CGRateS tariff folder that a deck is made from. */
export const TARIFF_FILES = {
  destinations: 'Destinations.csv',
  rates: 'Rates.csv',
  destinationRates: 'DestinationRates.csv',
} as const

/** A tariff folder as one sheet. Lines are those of Destinations.csv. */
export interface JoinedTariff {
  readonly header: SheetHeader
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

/** What one entry of Rates.csv comes to. */
interface Terms {
  readonly flagfall: string
  readonly rate: string
  readonly unit: string
  readonly first: number
  readonly next: number
}

interface Entry {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/**
 * Joins Destinations, Rates and DestinationRates of a CGRateS tariff folder into one sheet. A deck holds one price per
 * prefix with a first and a next increment, so these are refused: groups of intervals with different prices, a maximum
 * cost, and a folder with several tariffs unless `tariff` names one.
 */
export function joinTariff(folder: TariffFolder, tariff: string | undefined): JoinedTariff | Problem[] {
  const problems: Problem[] = []
  const destinations = Map.groupBy(entriesOf(folder, 'destinations', ['id', 'prefix'], problems), idOf)
  const rates = Map.groupBy(entriesOf(folder, 'rates', ['id', 'rate', 'rateunit', 'rateincrement'], problems), idOf)
  const all = entriesOf(folder, 'destinationRates', ['id', 'destinationid', 'ratesid'], problems)
  const chosen = chooseTariff(all, tariff, problems)
  const rows: JoinedTariff['rows'][number][] = []
  const terms = new Map<string, Terms | undefined>()
  for (const { line, cells } of chosen) {
    const [destinationId = '', ratesId = ''] = [cells['destinationid'], cells['ratesid']]
    const prefixes = destinations.get(destinationId)
    if (prefixes === undefined)
      complain(problems, 'destinationRates', line, `there is no destination ${quote(destinationId)}`)
    if (Number(cells['maxcost'] ?? 0) > 0) {
      complain(
        problems,
        'destinationRates',
        line,
        'has a maximum cost for a call, which a deck cannot hold: set it to 0',
      )
    }
    if (!terms.has(ratesId)) terms.set(ratesId, termsOf(rates.get(ratesId) ?? [], ratesId, line, problems))
    const price = terms.get(ratesId)
    if (price === undefined) continue
    for (const place of prefixes ?? []) {
      const { flagfall, rate, unit, first, next } = price
      rows.push({
        line: place.line,
        cells: [place.cells['prefix'] ?? '', destinationId, rate, unit, flagfall, String(first), String(next)],
      })
    }
  }
  return problems.length > 0 ? problems : { header: JOINED_HEADER, rows }
}

const JOINED_COLUMNS: readonly (readonly [SheetField, string])[] = [
  ['prefix', 'Prefix'],
  ['destination', 'DestinationId'],
  ['per_minute', 'Rate'],
  ['rate_unit', 'RateUnit'],
  ['flagfall', 'ConnectFee'],
  ['first_increment', 'RateIncrement'],
  ['next_increment', 'RateIncrement'],
]
const JOINED_HEADER: SheetHeader = {
  row: 0,
  headings: JOINED_COLUMNS.map(([, heading]) => heading),
  columns: Object.fromEntries(
    SHEET_FIELDS.map((field) => [field, JOINED_COLUMNS.findIndex(([name]) => name === field)]),
  ) as SheetColumns,
  layout: 'cgrates',
  zeroIncrementIsOne: false,
}

function idOf({ cells }: Entry): string {
  return cells['id'] ?? ''
}

/** The rows below the header, by heading in lower case without `#`. */
function entriesOf(
  folder: TariffFolder,
  file: keyof TariffFolder,
  needed: readonly string[],
  problems: Problem[],
): readonly Entry[] {
  const { rows, lines } = folder[file]
  const headings = (rows[0] ?? []).map((heading) => heading.trim().replace(/^#\s*/, '').toLowerCase())
  if (headings[0] === 'tag') headings[0] = 'id'
  const missing = needed.filter((heading) => !headings.includes(heading))
  if (missing.length > 0) {
    complain(problems, file, 1, `the header has no ${missing.join(', no ')}; it is ${quote((rows[0] ?? []).join(','))}`)
    return []
  }
  return rows.slice(1).flatMap((cells, index) => {
    const isComment = cells[0]?.trim().startsWith('#') === true
    if (isComment || cells.every((cell) => cell.trim() === '')) return []
    const named = headings.map((heading, column) => [heading, cells[column]?.trim() ?? ''])
    return { line: lines[index + 1] ?? 0, cells: Object.fromEntries(named) as Record<string, string> }
  })
}

function chooseTariff(all: readonly Entry[], tariff: string | undefined, problems: Problem[]): readonly Entry[] {
  const names = [...new Set(all.map(idOf))]
  const list = names.slice(0, 20).map(quote).join(', ')
  if (tariff === undefined && names.length > 1) {
    complain(
      problems,
      'destinationRates',
      1,
      `the folder has ${names.length} tariffs: say which with --tariff (${list})`,
    )
    return []
  }
  const chosen = all.filter((entry) => tariff === undefined || idOf(entry) === tariff)
  if (chosen.length === 0)
    complain(problems, 'destinationRates', 1, `there is no tariff ${quote(tariff ?? '')}; there is ${list}`)
  return chosen
}

/** The one price of a rate: a second group of intervals may only say how the time after the first increment is billed. */
function termsOf(entries: readonly Entry[], id: string, askedOn: number, problems: Problem[]): Terms | undefined {
  const groups = entries.toSorted((one, other) => startOf(one) - startOf(other))
  const [head, tail] = groups
  if (head === undefined) {
    complain(problems, 'destinationRates', askedOn, `there is no rate ${quote(id)}`)
    return undefined
  }
  const first = secondsOf(head, 'rateincrement', problems)
  const next = tail === undefined ? first : secondsOf(tail, 'rateincrement', problems)
  if (first === undefined || next === undefined || secondsOf(head, 'rateunit', problems) === undefined) return undefined
  const { connectfee: flagfall = '', rate = '', rateunit: unit = '' } = head.cells
  const isOnePrice = tail === undefined || (tail.cells['rate'] === rate && tail.cells['rateunit'] === unit)
  if (groups.length > 2 || !isOnePrice || (tail !== undefined && startOf(tail) !== first)) {
    const message = `rate ${quote(id)} changes its price during a call, which a deck cannot hold: give it one price`
    complain(problems, 'rates', tail?.line ?? head.line, message)
    return undefined
  }
  return { flagfall, rate, unit, first, next }
}

/** Where a group of intervals begins, in seconds; one that does not say so is the first. */
function startOf({ cells }: Entry): number {
  const text = cells['groupintervalstart'] ?? ''
  return text === '' ? 0 : Number(readSeconds(text, 86_400))
}

function secondsOf({ line, cells }: Entry, heading: string, problems: Problem[]): number | undefined {
  const seconds = readSeconds(cells[heading] ?? '', 86_400)
  if (typeof seconds === 'number' && seconds > 0) return seconds
  complain(problems, 'rates', line, `${heading} ${typeof seconds === 'string' ? seconds : 'must be above 0'}`)
  return undefined
}

function complain(problems: Problem[], file: keyof TariffFolder, line: number, message: string): void {
  problems.push(problem('invalid_deck', message, { line, field: TARIFF_FILES[file] }))
}
