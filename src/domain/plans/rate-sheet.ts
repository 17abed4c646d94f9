import { createZoneClock } from '#domain/time/zone-clock.ts'
import { checkDeckRows } from './sheet/check-rows.ts'
import type { RowCounts } from './sheet/check-rows.ts'
import type { RateDraft, SheetState } from './sheet/read-row.ts'
import { readRow } from './sheet/read-row.ts'
import { createAmountReader } from './sheet/sheet-amount.ts'
import type { DecimalMark } from './sheet/sheet-amount.ts'
import type { SheetHeader } from './sheet/sheet-columns.ts'
import { createDateReader, resolveDate } from './sheet/sheet-date.ts'
import type { DateOrder } from './sheet/sheet-date.ts'
import { addFinding, createFindings } from './sheet/sheet-finding.ts'
import type { Findings } from './sheet/sheet-finding.ts'
import { SHEET_LIMITS } from './sheet/sheet-limits.ts'
import type { DeckRow } from './rate-deck.ts'

/** How a sheet is to be read where it does not say so itself. */
export interface SheetReading {
  /** The zone of dates and times that name none. */
  readonly timeZone: string
  /** From when on the sheet prices calls, epoch milliseconds: what can never be used then is reported. */
  readonly effectiveMs: number
  /** Left out: learnt from the amounts. */
  readonly decimalMark?: DecimalMark | undefined
  /** Left out: learnt from the dates. */
  readonly dateOrder?: DateOrder | undefined
  /** Prices more precise than a micro-dollar are rounded half up; otherwise they are faults. */
  readonly round?: boolean | undefined
  /** What the amounts are in; a sheet that says otherwise is at fault. */
  readonly currency?: string | undefined
}

export interface SheetCounts extends RowCounts {
  /** Rows of the sheet below its header, blank ones left out. */
  readonly sheetRows: number
  /** Rows the carrier says have ended, without a date ahead. */
  readonly deleted: number
  readonly rounded: number
}

/** A rate sheet read to its end. With faults among the findings it must not be used. */
export interface RateSheet {
  readonly rows: readonly DeckRow[]
  /** The line each row comes from. */
  readonly lines: readonly number[]
  /** As given or as the sheet says; undefined when neither does. */
  readonly currency: string | undefined
  readonly counts: SheetCounts
  readonly findings: Findings
  /** As given or as the amounts show; undefined: none has decimals. */
  readonly decimalMark: DecimalMark | undefined
  /** Likewise. */
  readonly dateOrder: DateOrder | undefined
}

/** Takes the rows below a sheet's header one by one. */
export interface RateSheetReader {
  /** @param line the line of the file the row begins on, for findings */
  addRow(line: number, cells: readonly string[]): void
  /** Something that is wrong with the file itself. */
  addFault(line: number, message: string): void
  /** False once the sheet is larger than allowed: no need to read on. */
  hasRoom(): boolean
  finish(): RateSheet
}

/**
 * Turns the rows of a carrier's rate sheet into rows of a deck. Nothing is guessed about money: what cannot be read
 * exactly is a finding with line and column. An empty price, or a change code that says blocked, is a destination not
 * offered: calls to it are suspended, never free.
 *
 * @throws RangeError for a time zone that does not exist.
 */
export function createRateSheetReader(header: SheetHeader, reading: SheetReading): RateSheetReader {
  const findings = createFindings()
  const state: SheetState = {
    header,
    amounts: createAmountReader(reading.decimalMark, reading.round === true),
    dates: createDateReader(createZoneClock(reading.timeZone), reading.dateOrder),
    findings,
    drafts: [],
    lines: [],
    openDates: [],
    deleted: 0,
  }
  let sheetRows = 0
  return {
    addRow(line, cells) {
      if (cells.every((cell) => cell.trim() === '')) return
      sheetRows++
      readRow(state, line, cells)
    },
    addFault: (line, message) => addFinding(findings, 'fault', line, '', message),
    hasRoom: () => state.drafts.length <= SHEET_LIMITS.rows,
    finish() {
      settleDates(state)
      checkSize(state)
      const currency = settleCurrency(state, reading.currency)
      const { rows, lines, counts } = checkDeckRows(state.drafts, state.lines, reading.effectiveMs, findings)
      return {
        rows,
        lines,
        currency,
        findings,
        decimalMark: state.amounts.mark,
        dateOrder: state.dates.order,
        counts: { ...counts, sheetRows, deleted: state.deleted, rounded: state.amounts.rounded },
      }
    },
  }
}

/** Dates that could be read both ways are read as the sheet's other dates show. */
function settleDates(state: SheetState): void {
  for (const { draft, end, line, column, date, text } of state.openDates) {
    const at = resolveDate(state.dates, date)
    if (at !== undefined) {
      draft[end] = at
      continue
    }
    const message = `${text} could have the day or the month first: say which with --dates dmy or --dates mdy`
    addFinding(state.findings, 'fault', line, column, message)
  }
  state.drafts.forEach((draft: RateDraft, index) => {
    if (draft.validToMs > draft.validFromMs) return
    const { headings, columns } = state.header
    const column = headings[columns.valid_to] ?? headings[columns.valid_from] ?? ''
    addFinding(state.findings, 'fault', state.lines[index] ?? 0, column, 'the row ends before it begins')
  })
}

function checkSize({ drafts, findings }: SheetState): void {
  if (drafts.length > SHEET_LIMITS.rows) {
    const most = SHEET_LIMITS.rows.toLocaleString('en-AU')
    addFinding(findings, 'fault', 0, '', `the sheet has more than ${most} prices: split it into several decks`)
  } else if (drafts.length === 0 && findings.counts.fault === 0) {
    addFinding(findings, 'fault', 0, '', 'the sheet has a header and no prices below it')
  } else if (findings.counts.fault === 0 && drafts.every(({ perMinuteMicros }) => perMinuteMicros === undefined)) {
    const message = 'no row has a price: if another column has them, say --column per_minute=HEADING'
    addFinding(findings, 'fault', 0, '', message)
  }
}

function settleCurrency({ amounts, findings }: SheetState, given: string | undefined): string | undefined {
  const written = [...amounts.currencies].toSorted()
  const others = given === undefined ? written.slice(1) : written.filter((code) => code !== given)
  if (others.length > 0) {
    const message =
      given === undefined
        ? `the sheet is in ${written.join(' and ')}: a deck has one currency, make it several sheets`
        : `the sheet says ${others.join(' and ')} where the deck is in ${given}: say --currency ${others[0]}, or convert it`
    addFinding(findings, 'fault', 0, '', message)
  }
  return given ?? written[0]
}
