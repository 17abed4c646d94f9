import type { ColumnChoices } from '#domain/plans/sheet/sheet-columns.ts'
import { SHEET_FIELDS, type LayoutName } from '#domain/plans/sheet/sheet-fields.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { SheetFileRequest } from '#operations/plans/read-rate-sheet.ts'

/** How a sheet is to be read, as a query says. */
export interface Reading {
  readonly columns?: string | undefined
  readonly layout?: LayoutName | undefined
  readonly timeZone?: string | undefined
  readonly decimal?: 'point' | 'comma' | undefined
  readonly dates?: 'dmy' | 'mdy' | undefined
  readonly round?: 'true' | 'false' | undefined
  readonly currency?: string | undefined
}

/** @throws ProblemError 'invalid_value' for columns that are not written as field=Heading. */
export function readingOf(reading: Reading, effectiveFrom: Date): Omit<SheetFileRequest, 'path'> {
  return {
    layout: reading.layout,
    choices: readColumns(reading.columns ?? ''),
    timeZone: reading.timeZone ?? 'Australia/Sydney',
    decimalMark: reading.decimal,
    dateOrder: reading.dates,
    round: reading.round === 'true',
    currency: reading.currency,
    effectiveMs: effectiveFrom.getTime(),
  }
}

function readColumns(text: string): ColumnChoices {
  const choices: Partial<Record<(typeof SHEET_FIELDS)[number], string>> = {}
  for (const part of text.split(';').filter((one) => one.trim() !== '')) {
    const [name = '', heading] = part.split(/=(.*)/s, 2)
    const field = SHEET_FIELDS.find((one) => one === name.trim())
    if (field === undefined || heading === undefined) {
      const message = `Write it as prefix=Heading;per_minute=Heading. The fields are ${SHEET_FIELDS.join(', ')}.`
      throw new ProblemError(problem('invalid_value', message, { field: 'columns' }))
    }
    choices[field] = heading
  }
  return choices
}
