import { micros } from '#domain/money.ts'
import { withLastDay } from '#domain/billing/document-words.ts'
import { DRAFT_TABS } from '#domain/plans/draft-tabs.ts'
import { columnCertainty, type ColumnChoices } from '#domain/plans/sheet/sheet-columns.ts'
import { SHEET_FIELD_WORDS, type SheetField } from '#domain/plans/sheet/sheet-fields.ts'
import type { SheetFinding } from '#domain/plans/sheet/sheet-finding.ts'
import type { InspectedSheet } from '#operations/plans/inspect-rate-sheet.ts'
import { inWords, optionNamed } from '#operations/plans/sheet-complaints.ts'
import type { DraftChangeRow, DraftLossRow, DraftRow, DraftTerms } from '#storage/queries/rate-deck-drafts.ts'

const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const
const MOST_PROBLEMS = 200
const FIELDS = Object.keys(SHEET_FIELD_WORDS) as SheetField[]

export function viewInspection(inspected: InspectedSheet, choices: ColumnChoices) {
  const { header, headerLine, separator, rows, sheet, findings } = inspected
  const isReadable = sheet !== undefined && findings.counts.fault === 0
  const counts = sheet?.counts
  return {
    layout: sheet === undefined ? null : (header?.layout ?? null),
    separator: SEPARATORS[separator],
    decimal: sheet?.decimalMark ?? null,
    dates: sheet?.dateOrder ?? null,
    currency: sheet?.currency ?? null,
    headerLine: headerLine ?? null,
    headings: header?.headings ?? [],
    rows,
    fields: FIELDS.map((field) => {
      const { label, help, isNeeded = false } = SHEET_FIELD_WORDS[field]
      const column = header?.columns[field] ?? -1
      const heading = header?.headings[column] ?? null
      const certainty = (header && columnCertainty(header, field, choices)) ?? null
      return { field, label, help, isNeeded, column: column < 0 ? null : column, heading, certainty }
    }),
    counts:
      !isReadable || counts === undefined
        ? null
        : {
            sheetRows: counts.sheetRows,
            prefixes: counts.rows,
            destinations: counts.destinations,
            notOffered: counts.notOffered,
            free: counts.free,
          },
    problems: findings.kept
      .toSorted((one, other) => Number(other.severity === 'fault') - Number(one.severity === 'fault'))
      .slice(0, MOST_PROBLEMS)
      .map(viewSheetProblem),
    problemCounts: { ...findings.counts },
    isReadable,
  }
}

export function viewSheetProblem({ severity, line, column, message }: SheetFinding) {
  return {
    severity,
    line: line === 0 ? null : line,
    column: column === '' ? null : column,
    message: inWords(message),
    option: optionNamed(message) ?? null,
  }
}

export function viewDraft(draft: DraftRow) {
  const { id, deckId, name, currency, fileName, status, effectiveFrom, nextVersion, sheet, effects } = draft
  const { replaces, createdAt, createdBy, expiresAt } = draft
  const isSummedUp = draft.effectStatus === 'done'
  return {
    id,
    deckId,
    name,
    currency,
    fileName,
    status,
    effectiveFrom,
    replaces: replaces && { ...replaces, effectiveFrom: new Date(replaces.effectiveFrom) },
    nextVersion,
    sheet,
    tabs: DRAFT_TABS.map((tab) => ({
      tab,
      count: draft.counts[tab],
      effect: isSummedUp && tab !== 'problem' ? viewEffect(effects?.tabs[tab] ?? NO_EFFECT) : null,
    })),
    effect: {
      status: draft.effectStatus,
      progress: draft.effectProgress,
      ...withLastDay({ from: draft.effectFrom, to: draft.effectTo }),
      timeZone: draft.timeZone,
      ratesAt: draft.effectAt,
      total: isSummedUp ? viewEffect(effects?.total ?? NO_EFFECT) : null,
      callsByDeck: isSummedUp ? (effects?.calls ?? 0) : null,
      failure: draft.effectFailure,
    },
    createdAt,
    createdBy,
    expiresAt,
  }
}

export function viewDraftChange(draft: DraftRow, change: DraftChangeRow) {
  const { kind, prefix, destination, changesAt, before, after } = change
  return {
    kind,
    prefix,
    destination,
    from: changesAt,
    before: before && viewTerms(before),
    after: after && viewTerms(after),
    percent: percentOf(before, after),
    effect: draft.effectStatus === 'done' ? viewEffect(change) : null,
  }
}

export function viewDraftLoss(draft: DraftRow, loss: DraftLossRow) {
  const { deck, prefix, destination, priceMicros, costMicros } = loss
  return {
    deck,
    prefix,
    destination,
    price: micros(priceMicros),
    cost: micros(costMicros),
    loss: micros(costMicros - priceMicros),
    effect: draft.effectStatus === 'done' ? viewEffect(loss) : null,
  }
}

interface Effect {
  readonly calls: number | bigint
  readonly seconds: number | bigint
  readonly unpriced: number | bigint
  readonly oldMicros: number | bigint
  readonly newMicros: number | bigint
}

const NO_EFFECT: Effect = { calls: 0, seconds: 0, unpriced: 0, oldMicros: 0, newMicros: 0 }

function viewEffect({ calls, seconds, unpriced, oldMicros, newMicros }: Effect) {
  const [old, next] = [BigInt(oldMicros), BigInt(newMicros)]
  return {
    calls: Number(calls),
    minutes: Math.round(Number(seconds) / 6) / 10,
    unpriced: Number(unpriced),
    oldCharge: micros(old),
    newCharge: micros(next),
    difference: micros(next - old),
  }
}

function viewTerms(terms: DraftTerms) {
  return {
    destination: terms.destination,
    perMinute: terms.perMinuteMicros === null ? null : micros(BigInt(terms.perMinuteMicros)),
    flagfall: micros(BigInt(terms.flagfallMicros)),
    minimumCharge: micros(BigInt(terms.minimumChargeMicros)),
    firstIncrement: terms.firstIncrement === 0 ? null : terms.firstIncrement,
    nextIncrement: terms.nextIncrement === 0 ? null : terms.nextIncrement,
  }
}

/** Of the price a minute, to a hundredth. */
function percentOf(before: DraftTerms | null, after: DraftTerms | null): number | null {
  const [old, next] = [before?.perMinuteMicros ?? null, after?.perMinuteMicros ?? null]
  if (old === null || next === null || old === 0) return null
  return Math.round(((next - old) / old) * 10_000) / 100
}
