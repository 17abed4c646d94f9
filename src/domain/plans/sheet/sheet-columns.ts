import { suggest } from '#domain/plans/field-reader.ts'
import { problem } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'
import { HEADING_WORDS, LAYOUTS, SHEET_FIELDS } from './sheet-fields.ts'
import type { LayoutName, SheetColumns, SheetField, SheetLayout } from './sheet-fields.ts'
import { SHEET_LIMITS } from './sheet-limits.ts'

/** Headings given by hand, or `#3` for the third column, which go before layouts and guesses; '' leaves the field out. */
export type ColumnChoices = Readonly<Partial<Record<SheetField, string>>>

export interface ColumnRequest {
  readonly layout?: LayoutName | undefined
  readonly choices: ColumnChoices
}

/** How the rows of a sheet are read. */
export interface SheetHeader {
  /** Which of the rows it is, counted from 0. */
  readonly row: number
  readonly headings: readonly string[]
  readonly columns: SheetColumns
  readonly layout: LayoutName
  readonly zeroIncrementIsOne: boolean
}

/**
 * Finds the header among a sheet's first rows: the first row whose headings name a prefix and a price, by a known
 * layout or by their words. When there is none, the problems of the row that looks most like one; each names the
 * field, the headings there are, and `--column`.
 */
export function findHeader(rows: readonly (readonly string[])[], request: ColumnRequest): SheetHeader | Problem[] {
  const { header, problems } = guessHeader(rows, request)
  return problems.length === 0 && header !== undefined ? header : problems
}

/** The row that is the header, or looks most like one, and what keeps the sheet from being read by it. */
export interface GuessedHeader {
  /** Undefined: the sheet is empty. */
  readonly header: SheetHeader | undefined
  readonly problems: Problem[]
}

/** As {@link findHeader}, with what could be made of the headings also where that does not suffice. */
export function guessHeader(rows: readonly (readonly string[])[], request: ColumnRequest): GuessedHeader {
  let best: { readonly guess: GuessedHeader; readonly cells: number } | undefined
  for (const [row, cells] of rows.slice(0, SHEET_LIMITS.rowsBeforeHeader).entries()) {
    const headings = cells.map((cell) => cell.trim().replace(/^#\s*/, ''))
    const { problems, ...found } = findColumns(headings, request)
    const guess = { header: { row, headings, ...found }, problems }
    if (problems.length === 0) return guess
    const filled = headings.filter((heading) => heading !== '').length
    if (best === undefined || filled > best.cells) best = { guess, cells: filled }
  }
  return best?.guess ?? { header: undefined, problems: [problem('invalid_deck', 'the rate sheet is empty')] }
}

type FoundColumns = Pick<SheetHeader, 'columns' | 'layout' | 'zeroIncrementIsOne'>

function findColumns(
  headings: readonly string[],
  { layout, choices }: ColumnRequest,
): FoundColumns & { readonly problems: Problem[] } {
  const known = LAYOUTS.find((one) => (layout === undefined ? isOfLayout(one, headings) : one.name === layout))
  const problems: Problem[] = []
  const columns = chooseColumns(headings, choices, problems)
  const chosen = new Set(columns.values())
  const rest =
    known === undefined ? guessColumns(headings, columns, choices, problems) : layoutColumns(known, headings, problems)
  for (const [field, column] of rest) {
    if (choices[field] === undefined && !chosen.has(column)) columns.set(field, column)
  }
  if (problems.length === 0) checkNeeded(headings, columns, problems)
  return {
    columns: Object.fromEntries(SHEET_FIELDS.map((field) => [field, columns.get(field) ?? -1])) as SheetColumns,
    layout: known?.name ?? 'guessed',
    zeroIncrementIsOne: known?.zeroIncrementIsOne === true,
    problems,
  }
}

/**
 * How sure it is that a field is in the column it was found in. chosen: somebody said so; layout: the whole sheet is of a
 * kind that is known; sure and likely: by the words of its heading, of which `Rate` alone says less than `Rate per minute`.
 * Undefined: the sheet does not have the field.
 */
export type ColumnCertainty = 'chosen' | 'layout' | 'sure' | 'likely'

export function columnCertainty(
  { headings, columns, layout }: SheetHeader,
  field: SheetField,
  choices: ColumnChoices,
): ColumnCertainty | undefined {
  const heading = headings[columns[field]]
  if (heading === undefined) return undefined
  if (choices[field] !== undefined) return 'chosen'
  if (layout !== 'guessed') return 'layout'
  const patterns = HEADING_WORDS.find(([name]) => name === field)?.[1] ?? []
  const place = patterns.findIndex((pattern) => pattern.test(plainWords(heading)))
  return place === 0 || place < patterns.length - 1 ? 'sure' : 'likely'
}

function isOfLayout(layout: SheetLayout, headings: readonly string[]): boolean {
  const lower = headings.map((heading) => heading.toLowerCase())
  const hasAll = layout.needs.every((field) => lower.includes(layout.headings[field] ?? ''))
  return hasAll && (layout.isExact !== true || headings.length === layout.needs.length)
}

function layoutColumns(layout: SheetLayout, headings: readonly string[], problems: Problem[]): Map<SheetField, number> {
  const lower = headings.map((heading) => heading.toLowerCase())
  const columns = new Map<SheetField, number>()
  for (const field of SHEET_FIELDS) {
    const heading = layout.headings[field] ?? '\0'
    const column = lower.indexOf(heading)
    if (column < 0) continue
    if (lower.indexOf(heading, column + 1) > 0) problems.push(fault(field, `the column "${heading}" is there twice`))
    columns.set(field, column)
  }
  return columns
}

function chooseColumns(
  headings: readonly string[],
  choices: ColumnChoices,
  problems: Problem[],
): Map<SheetField, number> {
  const columns = new Map<SheetField, number>()
  for (const field of SHEET_FIELDS) {
    const heading = choices[field]
    if (heading === undefined || heading === '') continue
    const named = headings.findIndex((one) => one.toLowerCase() === heading.trim().toLowerCase())
    const column = named >= 0 ? named : columnNumbered(heading, headings.length)
    if (column >= 0) columns.set(field, column)
    else problems.push(fault(field, `the sheet has no column "${heading}"; ${suggest(heading, headings)}`))
  }
  return columns
}

/** `#3` is the third column, whatever stands above it: some headings are empty, or there twice. */
function columnNumbered(heading: string, columns: number): number {
  const number = Number(/^#(\d{1,4})$/.exec(heading.trim())?.[1] ?? 0)
  return number <= columns ? number - 1 : -1
}

function guessColumns(
  headings: readonly string[],
  taken: ReadonlyMap<SheetField, number>,
  choices: ColumnChoices,
  problems: Problem[],
): Map<SheetField, number> {
  const plain = headings.map(plainWords)
  const used = new Set(taken.values())
  const columns = new Map<SheetField, number>()
  for (const [field, patterns] of HEADING_WORDS) {
    if (choices[field] !== undefined) continue
    for (const pattern of patterns) {
      const fitting = plain.flatMap((words, column) => (pattern.test(words) && !used.has(column) ? column : []))
      const [column] = fitting
      if (column === undefined) continue
      if (fitting.length > 1) {
        const names = fitting.map((one) => `"${headings[one]}"`).join(' and ')
        problems.push(fault(field, `both ${names} could be it: say which with --column ${field}=${headings[column]}`))
      }
      columns.set(field, column)
      used.add(column)
      break
    }
  }
  return columns
}

const CURRENCIES = /\b(usd|aud|eur|euros?|gbp|nzd|cad|sgd|hkd|dollars?)\b/g

/** A heading as its words: `Rate ($/min)` is `rate`, `Dial_Code` is `dial code`. */
function plainWords(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(CURRENCIES, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function checkNeeded(headings: readonly string[], columns: ReadonlyMap<SheetField, number>, problems: Problem[]): void {
  const there = `the headings are ${headings
    .map((heading) => `"${heading}"`)
    .join(', ')
    .slice(0, 300)}`
  if (!columns.has('prefix') && !columns.has('country_code')) {
    problems.push(fault('prefix', `no column says so: name it with --column prefix=HEADING; ${there}`))
  }
  if (!columns.has('per_minute')) {
    problems.push(fault('per_minute', `no column says so: name it with --column per_minute=HEADING; ${there}`))
  }
  if (columns.has('area_code') && !columns.has('country_code') && !columns.has('prefix')) {
    problems.push(fault('country_code', `an area code needs its country: --column country_code=HEADING; ${there}`))
  }
}

function fault(field: SheetField, message: string): Problem {
  return problem('invalid_deck', message, { field })
}
