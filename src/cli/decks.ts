import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { deckCsv } from '#domain/plans/deck-csv.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { compareDeckVersions, findDeckVersion } from '#operations/plans/compare-deck-versions.ts'
import { importRateDeck } from '#operations/plans/import-rate-deck.ts'
import { readRateSheet } from '#operations/plans/read-rate-sheet.ts'
import { revertRateDeck } from '#operations/plans/revert-rate-deck.ts'
import { findDeck, listDecks, readDeckRows } from '#storage/queries/rate-decks.ts'
import { addSheetOptions, readEffective, readSheetOptions } from './deck-options.ts'
import type { SheetOptions } from './deck-options.ts'
import {
  describeDiff,
  describeImport,
  describeSheet,
  describeVersion,
  diffAsJson,
  importAsJson,
} from './deck-report.ts'
import { chooseRows, describeDecks, describeRows, rowAsJson } from './deck-rows.ts'
import { createProgressBar } from './progress-bar.ts'
import type { ProgressBar } from './progress-bar.ts'
import { withDatabase } from '../compose.ts'

/** `tollgate decks …`: carriers' rate sheets as versions of rate decks. */
export function registerDecks(program: Command): void {
  const decks = program.command('decks').description("rate decks: carriers' price lists by prefix, in versions")

  const importing = decks
    .command('import')
    .description("import a carrier's rate sheet as the next version of a deck; safe to repeat and to interrupt")
    .argument('<file>', 'a CSV file in any known or guessable layout, or the folder of a CGRateS tariff')
    .requiredOption('--deck <name>', 'the deck; it is made if it is not there')
    .requiredOption('--reseller <name>', 'whose deck it is')
    .option('--effective <date>', 'price calls from then on: a date (midnight in the zone) or a time; now if left out')
    .option('--dry-run', 'check, compare and report, and keep nothing')
    .option('--json', 'print the report as JSON')
  addSheetOptions(importing).action(importSheet)

  const converting = decks
    .command('convert')
    .description("write a carrier's rate sheet as deck.csv for `tollgate rate`, with no database")
    .argument('<file>', 'as for import')
    .option('--out <deck.csv>', 'where the deck goes; standard output if left out')
  addSheetOptions(converting).action(convertSheet)

  decks
    .command('list')
    .description('list the decks and their versions')
    .option('--json', 'print the list as JSON')
    .action(list)

  decks
    .command('show')
    .description('show a version of a deck')
    .argument('<name>', 'the deck')
    .option('--reseller <name>', 'whose deck it is, where several have one of that name')
    .option('--version <number>', 'the version; the last to take effect if left out', readVersion)
    .option('--prefix <digits>', 'only prefixes that begin so, and those that numbers beginning so fall back to')
    .option('--json', 'print all rows as JSON')
    .action(show)

  decks
    .command('diff')
    .description('what one version of a deck changes against another')
    .argument('<name>', 'the deck')
    .requiredOption('--from <number>', 'the version before', readVersion)
    .requiredOption('--to <number>', 'the version after', readVersion)
    .option('--reseller <name>', 'whose deck it is, where several have one of that name')
    .option('--json', 'print every change as JSON')
    .action(diff)

  decks
    .command('revert')
    .description('publish the rows of an earlier version again, as the next version')
    .argument('<name>', 'the deck')
    .option(
      '--to <number>',
      'the version whose rows are to hold again; the one before the last if left out',
      readVersion,
    )
    .option('--reseller <name>', 'whose deck it is, where several have one of that name')
    .option('--json', 'print the report as JSON')
    .action(revert)
}

interface ImportOptions extends SheetOptions {
  readonly deck: string
  readonly reseller: string
  readonly effective?: string
  readonly dryRun?: true
  readonly json?: true
}

async function importSheet(path: string, options: ImportOptions): Promise<void> {
  const nowMs = Date.now()
  const effectiveMs = readEffective(options.effective, options.timeZone, nowMs)
  const sheet = readSheetOptions(options)
  await withDatabase(async ({ pool }) => {
    const startedAt = performance.now()
    const report = await withBars(async (bars) =>
      importRateDeck(pool, {
        ...sheet,
        path,
        effectiveMs,
        deck: options.deck,
        reseller: options.reseller,
        dryRun: options.dryRun,
        onProgress: ({ bytesDone, bytesTotal, rows }) => bars.show('Reading', bytesDone, bytesTotal, rows),
        onRowsWritten: (done, total) => bars.show('Writing', done, total, done),
      }),
    )
    const seconds = (performance.now() - startedAt) / 1000
    if (options.json === true) printJson(importAsJson(report, seconds))
    else printLines(describeImport(report, { seconds, nowMs, timeZone: options.timeZone }))
  })
}

async function convertSheet(path: string, options: SheetOptions & { readonly out?: string }): Promise<void> {
  const { out } = options
  if (out !== undefined && resolve(out) === resolve(path)) {
    throw new ProblemError(problem('invalid_value', `--out ${out} is the sheet itself; name another file`))
  }
  const sheet = await withBars(async (bars) =>
    readRateSheet({
      ...readSheetOptions(options),
      path,
      effectiveMs: Date.now(),
      onProgress: ({ bytesDone, bytesTotal, rows }) => bars.show('Reading', bytesDone, bytesTotal, rows),
    }),
  )
  const text = Readable.from(deckCsv(sheet.rows))
  try {
    if (out === undefined) await pipeline(text, process.stdout, { end: false })
    else await pipeline(text, createWriteStream(out))
  } catch (error) {
    // Whoever read standard output has heard enough: `… | head`.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') {
      process.exitCode = 1
      return
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError(problem('not_found', `cannot write ${out ?? 'the deck'}: ${reason}`))
  }
  for (const line of describeSheet(sheet)) console.error(line)
}

async function list(options: { readonly json?: true }): Promise<void> {
  const decks = await withDatabase(async ({ pool }) => listDecks(pool))
  if (options.json === true) printJson(decks)
  else printLines(describeDecks(decks))
}

interface ShowOptions {
  readonly reseller?: string
  readonly version?: number
  readonly prefix?: string
  readonly json?: true
}

async function show(name: string, options: ShowOptions): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const deck = await findDeck(pool, name, options.reseller)
    const version = await findDeckVersion(pool, deck, options.version)
    const rows = chooseRows(await readDeckRows(pool, version.versionId), options.prefix)
    if (options.json === true) printJson({ ...deck, ...version, rows: rows.map(rowAsJson) })
    else printLines([...describeVersion(deck, version), ...describeRows(rows)])
  })
}

interface DiffOptions {
  readonly from: number
  readonly to: number
  readonly reseller?: string
  readonly json?: true
}

async function diff(name: string, options: DiffOptions): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const deck = await findDeck(pool, name, options.reseller)
    const compared = await compareDeckVersions(pool, deck, options.from, options.to)
    if (options.json === true) printJson(diffAsJson(compared.diff))
    else printLines(describeDiff(compared.diff))
  })
}

async function revert(
  name: string,
  options: { readonly to?: number; readonly reseller?: string; readonly json?: true },
): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const report = await revertRateDeck(pool, {
      deck: name,
      reseller: options.reseller,
      to: options.to,
      nowMs: Date.now(),
    })
    const { diff: changes, again, ...rest } = report
    if (options.json === true) {
      printJson({ ...rest, again: again.version, diff: changes === undefined ? undefined : diffAsJson(changes) })
      return
    }
    const lines =
      report.outcome === 'same'
        ? [`Nothing to do: version ${report.version} holds the rows of version ${again.version} already.`]
        : [`Version ${report.version} of ${name}: the rows of version ${again.version} again.`]
    printLines([...lines, ...(changes === undefined ? [] : describeDiff(changes))])
  })
}

/** One bar after another, as there are steps. */
interface Bars {
  show(step: string, done: number, total: number, rows: number): void
}

async function withBars<Result>(work: (bars: Bars) => Promise<Result>): Promise<Result> {
  let shown: string | undefined
  let bar: ProgressBar | undefined
  try {
    return await work({
      show(step, done, total, rows) {
        if (step !== shown) {
          bar?.stop()
          bar = createProgressBar(step, 'rates')
          shown = step
        }
        bar?.update(done, total, rows)
      },
    })
  } finally {
    bar?.stop()
  }
}

function readVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Versions are numbered from 1.')
}

function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
