import type { Writable } from 'node:stream'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { compileDeck } from '#domain/rating/compile-deck.ts'
import { compilePlan } from '#domain/rating/compile-plan.ts'
import { newPriceResult } from '#domain/rating/price-call.ts'
import type { PriceResult } from '#domain/rating/price-call.ts'
import { isInStartOrder, priceInStartOrder } from './allowance-order.ts'
import type { DrawnPrices } from './allowance-order.ts'
import { createCallRowReader, newCallRow } from './call-row.ts'
import type { CallRow } from './call-row.ts'
import { fieldText, openCallsFile, readCalls } from './calls-csv.ts'
import type { CallRecord, CallsFile } from './calls-csv.ts'
import { recallPrice } from './collected-calls.ts'
import { createRatedCsv } from './rated-csv.ts'
import { createSummaryKeeper, NO_ACCOUNT } from './rating-summary.ts'
import type { RatingSummary } from './rating-summary.ts'
import { createAccounts, createAllowanceStates, drawsOnAllowances, priceRow } from './rating-run.ts'
import type { RatingRun } from './rating-run.ts'
import { readDeckFile } from './read-deck-csv.ts'
import { readPlanFile } from './read-plan-file.ts'

export interface RateRequest {
  readonly planPath: string
  readonly deckPath: string | undefined
  readonly callsPath: string
  /** Opens what takes rated.csv, once plan, deck and header are found good; `undefined`: nobody wants it. */
  openOutput(): Writable | undefined
  /** The call to be explained. */
  readonly explain: string | undefined
  /** Told of every row that is no call, with its line. */
  onBadRow(complaint: string): void
  /** Told now and then how far it has come. */
  onProgress(step: RateStep, bytesRead: number, bytes: number, calls: number): void
}

export type RateStep = 'checking the order of the calls' | 'drawing on allowances' | 'pricing'

export interface RateOutcome {
  readonly plan: CallingPlan
  readonly summary: RatingSummary
  /** The call that was to be explained, if the file has it. */
  readonly explained: PricedRow | undefined
}

/** One call with everything its price came from. */
export interface PricedRow {
  readonly run: RatingRun
  readonly row: CallRow
  readonly result: PriceResult
  readonly written: { readonly a: string; readonly b: string; readonly startedAt: string }
  readonly line: number
  /** What was left of the plan's allowances before and after the call, in the plan's order; undefined: it drew on none. */
  readonly allowances: { readonly before: Float64Array; readonly after: Float64Array } | undefined
}

/**
 * Prices a file of calls against a plan and writes rated.csv in the order of the file. Plan, deck and the file's header
 * are checked first: a ProblemError lists what is wrong with them. A row that is no call is told of and written as
 * suspended. Memory stays bounded; only when the calls of a plan with allowances are not in order of start are those
 * that draw on one kept, in about 50 bytes each.
 */
export async function rateFile(request: RateRequest): Promise<RateOutcome> {
  const plan = compilePlan(await readPlanFile(request.planPath))
  const deck = await loadDeck(plan.plan, request.deckPath)
  const file = await openCallsFile(request.callsPath)
  if (file === undefined) return rateNothing(plan.plan, request.openOutput())
  const run = { plan, deck, file }
  const drawn = await drawAhead(run, request)
  return rateRows(run, drawn, request)
}

async function loadDeck(plan: CallingPlan, path: string | undefined): Promise<RatingRun['deck']> {
  if (path !== undefined) return compileDeck(await readDeckFile(path, plan.timeZone))
  if (plan.deckCovers.length === 0) return undefined
  const types = plan.deckCovers.join(', ')
  throw new ProblemError(problem('invalid_deck', `the plan prices ${types} by a rate deck: name it with --deck`))
}

/** A calls file without even a header has no calls: no rows, no complaint. */
async function rateNothing(plan: CallingPlan, output: Writable | undefined): Promise<RateOutcome> {
  if (output !== undefined) await createRatedCsv(output, undefined).flush()
  return { plan, summary: createSummaryKeeper(plan).summarise(createAccounts(-1)), explained: undefined }
}

/** The prices that have to be known before the rows are written; undefined when the file's own order will do. */
async function drawAhead(run: RatingRun, request: RateRequest): Promise<DrawnPrices | undefined> {
  if (run.plan.plan.allowances.length === 0) return undefined
  const { bytes } = run.file
  const inOrder = await isInStartOrder(run, (bytesRead, calls) =>
    request.onProgress('checking the order of the calls', bytesRead, bytes, calls),
  )
  if (inOrder) return undefined
  return priceInStartOrder(run, isCall(request.explain, run.file), (bytesRead, calls) =>
    request.onProgress('drawing on allowances', bytesRead, bytes, calls),
  )
}

async function rateRows(run: RatingRun, drawn: DrawnPrices | undefined, request: RateRequest): Promise<RateOutcome> {
  const { columns, bytes } = run.file
  const { plan } = run.plan
  const readRow = createCallRowReader(run.plan, columns)
  const row = newCallRow()
  const result = newPriceResult()
  const accounts = createAccounts(columns.account)
  const hasAllowances = plan.allowances.length > 0
  const needsAccount = hasAllowances || plan.minimumMonthlySpend !== undefined
  const stateOf = createAllowanceStates(run.plan)
  const summary = createSummaryKeeper(plan)
  const output = request.openOutput()
  const csv = output && createRatedCsv(output, run.deck)
  const isExplained = isCall(request.explain, run.file)
  let explained: PricedRow | undefined
  let nthDrawn = 0

  await readCalls(
    run.file,
    (record) => {
      readRow(record, row)
      if (row.complaint !== '') request.onBadRow(`line ${record.line}: ${row.complaint}`)
      const account = needsAccount && record.fault === '' ? accounts.indexOf(record) : NO_ACCOUNT
      const draws = hasAllowances && drawsOnAllowances(run, row)
      const wanted = explained === undefined && isExplained(record)
      let allowances: PricedRow['allowances']
      let whole = result
      if (draws && drawn !== undefined) {
        recallPrice(drawn.calls, nthDrawn++, result)
        if (wanted && drawn.watched !== undefined) {
          allowances = drawn.watched
          whole = drawn.watched.result
        }
      } else {
        const state = draws ? stateOf(account) : undefined
        const before = wanted ? state?.remaining.slice() : undefined
        priceRow(run, row, state, result)
        if (state !== undefined && before !== undefined) allowances = { before, after: state.remaining.slice() }
      }
      if (wanted) explained = keepRow(run, record, row, whole, allowances)
      summary.add(row, result, account)
      csv?.writeRow(record, columns.callId, row, result)
    },
    async (bytesRead, calls) => {
      await csv?.flush()
      request.onProgress('pricing', bytesRead, bytes, calls)
      return csv !== undefined || explained === undefined
    },
  )
  return { plan, summary: summary.summarise(accounts), explained }
}

/** Whether a row is the call of that id, written in quotes or not. */
function isCall(callId: string | undefined, { columns }: CallsFile): (record: CallRecord) => boolean {
  if (callId === undefined) return () => false
  return (record) => columns.callId < record.fields.count && fieldText(record, columns.callId) === callId
}

function keepRow(
  run: RatingRun,
  record: CallRecord,
  row: CallRow,
  result: PriceResult,
  allowances: PricedRow['allowances'],
): PricedRow {
  const { aNumber, bNumber, startedAt } = run.file.columns
  const text = (column: number): string => (column < record.fields.count ? fieldText(record, column) : '')
  return {
    run,
    row: { ...row, call: { ...row.call, farDigits: row.call.farDigits.slice() } },
    result: { ...result },
    written: { a: text(aNumber), b: text(bNumber), startedAt: text(startedAt) },
    line: record.line,
    allowances,
  }
}
