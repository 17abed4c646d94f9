import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { readDate, createDateReader } from '#domain/plans/sheet/sheet-date.ts'
import type { ColumnChoices } from '#domain/plans/sheet/sheet-columns.ts'
import { LAYOUTS, SHEET_FIELDS } from '#domain/plans/sheet/sheet-fields.ts'
import type { LayoutName } from '#domain/plans/sheet/sheet-fields.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { createZoneClock } from '#domain/time/zone-clock.ts'
import type { SheetFileRequest } from '#operations/plans/read-rate-sheet.ts'

/** How the command line says a rate sheet is to be read. */
export interface SheetOptions {
  readonly layout?: LayoutName
  readonly column?: ColumnChoices
  readonly timeZone: string
  readonly decimal?: 'point' | 'comma'
  readonly dates?: 'dmy' | 'mdy'
  readonly round?: 'half-up'
  readonly currency?: string
  readonly tariff?: string
}

const LAYOUT_CHOICES = [...LAYOUTS.map(({ name }) => name), 'guessed']

export function addSheetOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--layout <name>', 'the kind of sheet; found by its headings if left out').choices(LAYOUT_CHOICES),
    )
    .option(
      '--column <field=heading>',
      'which column a field is in; again for more; without a heading the field is passed over',
      readColumn,
    )
    .option('--time-zone <zone>', 'the zone of dates and times that name none', readZone, 'Australia/Sydney')
    .addOption(
      new Option('--decimal <mark>', 'the decimal mark; found in the amounts if left out').choices(['point', 'comma']),
    )
    .addOption(
      new Option('--dates <order>', '3/7: day or month first; found in the dates if left out').choices(['dmy', 'mdy']),
    )
    .addOption(new Option('--round <rule>', 'allow prices with more than 6 decimals, rounded').choices(['half-up']))
    .option('--currency <code>', 'what the prices are in, such as AUD', readCurrency)
    .option('--tariff <name>', 'which tariff of a CGRateS folder')
    .addHelpText('after', `\nFields: ${SHEET_FIELDS.join(', ')}.`)
}

export function readSheetOptions(options: SheetOptions): Omit<SheetFileRequest, 'path' | 'effectiveMs' | 'onProgress'> {
  return {
    layout: options.layout,
    choices: options.column ?? {},
    timeZone: options.timeZone,
    decimalMark: options.decimal,
    dateOrder: options.dates,
    round: options.round === 'half-up',
    currency: options.currency,
    tariff: options.tariff,
  }
}

/** From when on a version prices calls: a date is midnight in the zone, nothing is now. */
export function readEffective(text: string | undefined, timeZone: string, nowMs: number): number {
  if (text === undefined) return nowMs
  const at = readDate(createDateReader(createZoneClock(timeZone), 'dmy'), text, 0)
  if (typeof at === 'number' && Number.isFinite(at)) return at
  const message = `"${text}" is not a date: write it as 2026-07-01 or 2026-07-01T00:00:00+10:00`
  throw new ProblemError(problem('invalid_value', message, { field: '--effective' }))
}

function readColumn(text: string, chosen: ColumnChoices | undefined): ColumnChoices {
  const [name = '', heading] = text.split(/=(.*)/s, 2)
  const field = SHEET_FIELDS.find((one) => one === name)
  if (field === undefined) throw new InvalidArgumentError(`The fields are ${SHEET_FIELDS.join(', ')}.`)
  if (heading === undefined) throw new InvalidArgumentError(`Write it as ${name}=HEADING.`)
  return { ...chosen, [field]: heading }
}

function readZone(text: string): string {
  try {
    createZoneClock(text)
    return text
  } catch {
    throw new InvalidArgumentError('It is not a time zone such as Australia/Perth.')
  }
}

function readCurrency(text: string): string {
  const code = text.toUpperCase()
  if (/^[A-Z]{3}$/.test(code)) return code
  throw new InvalidArgumentError('It is not a currency code such as AUD.')
}
