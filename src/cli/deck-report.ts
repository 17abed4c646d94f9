import { DECK_CHANGE_KINDS } from '#domain/plans/deck-diff.ts'
import type { DeckChange, DeckChangeKind, DeckDiff } from '#domain/plans/deck-diff.ts'
import type { SheetHeader } from '#domain/plans/sheet/sheet-columns.ts'
import { SHEET_LIMITS } from '#domain/plans/sheet/sheet-limits.ts'
import type { DeckImportReport } from '#operations/plans/import-rate-deck.ts'
import type { ReadSheet } from '#operations/plans/read-rate-sheet.ts'
import type { DeckVersion, FoundDeck } from '#storage/queries/rate-decks.ts'
import { describeTerms, rowAsJson } from './deck-rows.ts'

const MOST_SHOWN = SHEET_LIMITS.shownFaults

interface ImportSetting {
  readonly seconds: number
  readonly nowMs: number
  readonly timeZone: string
}

/** What an import did, for people. */
export function describeImport(report: DeckImportReport, { seconds, nowMs, timeZone }: ImportSetting): string[] {
  const { outcome, deck, version, replaces, nextVersion, diff, currency, sheet } = report
  const day = (atMs: number): string => localTime(atMs, timeZone)
  const named = `${deck} (${currency}), in force from ${day(report.effectiveMs)}`
  const headline = {
    published: `Version ${version} of ${named}.`,
    dry_run: `Dry run: this would be version ${version} of ${named}. Nothing was kept.`,
    same: `Nothing to do: version ${version} of ${named}, holds the same rows.`,
  }[outcome]
  const lines = [headline, ...describeSheet(sheet)]
  if (outcome !== 'same' && diff !== undefined && replaces !== undefined) {
    lines.push(`Against version ${replaces.version}:`, ...describeDiff(diff))
  }
  if (outcome !== 'same' && replaces === undefined) {
    lines.push(
      `No version was in force before: calls that started earlier find no price in it (--effective begins it earlier).`,
    )
  } else if (outcome === 'published' && report.effectiveMs < nowMs - DAY_MS) {
    lines.push('It begins in the past: calls priced since then keep their price until they are re-rated.')
  }
  if (nextVersion !== undefined)
    lines.push(`Version ${nextVersion.version} takes over from ${day(nextVersion.effectiveMs)}.`)
  const rate = Math.round(sheet.counts.rows / seconds)
  return [...lines, `${seconds.toFixed(1)} s, ${count(rate)} rates a second`]
}

const DAY_MS = 86_400_000

/** How a sheet was understood, what it holds, and what is to be noted. */
export function describeSheet({ header, counts, findings, currency }: ReadSheet): string[] {
  const understood = Object.entries(header.columns)
    .filter(([, column]) => column >= 0)
    .map(([field, column]) => `${field} = ${header.headings[column]}`)
  const parts = [
    [counts.notOffered, 'not offered'],
    [counts.free, 'at no price'],
    [counts.duplicates, 'said twice and left out'],
    [counts.deleted, 'ended and left out'],
    [counts.startingLater, 'that begin later'],
    [counts.unusable, 'that can never be used'],
    [counts.redundant, 'that say the same as the shorter prefix'],
    [counts.rounded, 'amounts rounded'],
  ] as const
  const notes = findings.kept
    .filter(({ severity }) => severity === 'note')
    .toSorted((one, other) => one.line - other.line)
  const shown = notes.slice(0, MOST_SHOWN).map(({ line, message }) => `  line ${line}: ${message}`)
  const hidden = findings.counts.note - shown.length
  const ignored = passedOver(header)
  return [
    `Layout ${header.layout}: ${understood.join(', ')}${currency === undefined ? '' : `; in ${currency}`}`,
    ...(ignored.length > 0 ? [`  passed over: ${ignored.join(', ')}`] : []),
    `${count(counts.rows)} prefixes of ${count(counts.destinations)} destinations from ${count(counts.sheetRows)} rows`,
    ...parts.filter(([number]) => number > 0).map(([number, what]) => `  ${count(number)} ${what}`),
    ...shown,
    ...(hidden > 0 ? [`  and ${count(hidden)} more notes like these`] : []),
  ]
}

/** The columns of a sheet that say nothing to anybody here: increments among them cost money unseen. */
function passedOver({ headings, columns }: SheetHeader): string[] {
  const understood = new Set<number>(Object.values(columns))
  return headings.filter((heading, column) => heading !== '' && !understood.has(column))
}

const KIND_WORDS: Readonly<Record<DeckChangeKind | 'unchanged', string>> = {
  new: 'new',
  removed: 'removed',
  not_offered: 'no longer offered',
  offered: 'offered now',
  raised: 'raised',
  lowered: 'lowered',
  terms: 'other flagfall, minimum or increments',
  renamed: 'renamed',
  unchanged: 'unchanged',
}

/** The counts of every kind, and the changes people look for first: the largest rises. */
export function describeDiff({ counts, changes }: DeckDiff): string[] {
  const kinds = [...DECK_CHANGE_KINDS, 'unchanged'] as const
  const shown = changes.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, MOST_SHOWN)
  return [
    ...kinds
      .filter((kind) => counts[kind] > 0)
      .map((kind) => `  ${count(counts[kind]).padStart(9)} ${KIND_WORDS[kind]}`),
    ...shown.map((change) => `  ${change.prefix.padEnd(15)} ${describeChange(change)}`),
    ...(changes.length > shown.length
      ? [`  and ${count(changes.length - shown.length)} more; --json has them all`]
      : []),
  ]
}

/** Rises first, by how much; then what is gone; then the rest. */
function weightOf({ kind, before, after }: DeckChange): number {
  if (kind === 'raised') return 10 + ((after?.perMinuteMicros ?? 0) - (before?.perMinuteMicros ?? 0))
  return { not_offered: 5, removed: 4, lowered: 3, terms: 2, offered: 1, new: 0, renamed: -1 }[kind]
}

function describeChange({ kind, before, after }: DeckChange): string {
  const name = (after ?? before)?.destination ?? ''
  const terms = [before, after].map((row) => (row === undefined ? undefined : describeTerms(row)))
  const change =
    kind === 'renamed' ? `${before?.destination} → ${name}` : terms.filter((one) => one !== undefined).join(' → ')
  return `${KIND_WORDS[kind]}: ${kind === 'renamed' ? '' : `${name}, `}${change}`
}

export function describeVersion(deck: FoundDeck, version: DeckVersion): string[] {
  const from = new Date(version.effectiveMs).toISOString()
  return [
    `${deck.name} of ${deck.reseller}, ${deck.currency}: version ${version.version}, in force from ${from}, ` +
      `${count(version.rowCount)} prefixes, from ${version.fileName}`,
  ]
}

export function importAsJson(report: DeckImportReport, seconds: number): unknown {
  const { sheet, diff, effectiveMs, replaces, nextVersion, ...rest } = report
  const { header, counts, findings } = sheet
  const columns = Object.entries(header.columns).filter(([, column]) => column >= 0)
  return {
    ...rest,
    effectiveFrom: new Date(effectiveMs).toISOString(),
    replacesVersion: replaces?.version ?? null,
    nextVersion: nextVersion?.version ?? null,
    fileName: sheet.fileName,
    layout: header.layout,
    columns: Object.fromEntries(columns.map(([field, column]) => [field, header.headings[column]])),
    passedOver: passedOver(header),
    counts,
    notes: findings.counts.note,
    findings: findings.kept,
    diff: diff === undefined ? null : diffAsJson(diff),
    seconds: Number(seconds.toFixed(3)),
  }
}

export function diffAsJson({ counts, changes, isSame }: DeckDiff): unknown {
  return {
    isSame,
    counts,
    changes: changes.map(({ kind, prefix, fromMs, before, after }) => ({
      kind,
      prefix,
      from: new Date(fromMs).toISOString(),
      before: before === undefined ? null : rowAsJson(before),
      after: after === undefined ? null : rowAsJson(after),
    })),
  }
}

function localTime(atMs: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(atMs))
    .toZonedDateTimeISO(timeZone)
    .toLocaleString('en-AU', { dateStyle: 'medium', timeStyle: 'short' })
}

function count(value: number): string {
  return value.toLocaleString('en-AU')
}
