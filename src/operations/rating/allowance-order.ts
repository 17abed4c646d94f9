import { newCallToPrice, newPriceResult, priceCall } from '#domain/rating/price-call.ts'
import type { PriceResult } from '#domain/rating/price-call.ts'
import { createCallRowReader, newCallRow } from './call-row.ts'
import { readCalls } from './calls-csv.ts'
import type { CallRecord } from './calls-csv.ts'
import { collectCall, createCollectedCalls, keepPrice, recallCall } from './collected-calls.ts'
import type { CollectedCalls } from './collected-calls.ts'
import { createAccounts, createAllowanceStates, drawsOnAllowances } from './rating-run.ts'
import type { RatingRun } from './rating-run.ts'

type ReadProgress = (bytesRead: number, rows: number) => void

/**
 * Allowances are drawn in order of start, whatever the order of the file. This tells whether each account's calls stand
 * in that order already (those of one instant keep the order of the file): then one streaming pass draws rightly.
 */
export async function isInStartOrder(run: RatingRun, afterChunk: ReadProgress): Promise<boolean> {
  const readRow = createCallRowReader(run.plan, run.file.columns)
  const row = newCallRow()
  const accounts = createAccounts(run.file.columns.account)
  const latest: number[] = []
  let inOrder = true
  await readCalls(
    run.file,
    (record) => {
      readRow(record, row)
      if (!drawsOnAllowances(run, row)) return
      const account = accounts.indexOf(record)
      const { startedAtMs } = row.call
      if (startedAtMs < (latest[account] ?? Number.NEGATIVE_INFINITY)) inOrder = false
      latest[account] = startedAtMs
    },
    (bytesRead, rows) => {
      afterChunk(bytesRead, rows)
      return Promise.resolve(inOrder)
    },
  )
  return inOrder
}

/** The calls of a file that draw on allowances, in file order, priced in order of start. */
export interface DrawnPrices {
  readonly calls: CollectedCalls
  /** The whole price of the watched call, and what was left of the allowances before and after it. */
  readonly watched: WatchedDraw | undefined
}

export interface WatchedDraw {
  readonly result: PriceResult
  readonly before: Float64Array
  readonly after: Float64Array
}

/**
 * Prices the calls that draw on allowances in order of start. `isWatched` picks the call, if any, whose draw is wanted
 * in full; the first it is true of counts.
 */
export async function priceInStartOrder(
  run: RatingRun,
  isWatched: (record: CallRecord) => boolean,
  afterChunk: ReadProgress,
): Promise<DrawnPrices> {
  const calls = createCollectedCalls()
  const watched = await collectCalls(run, calls, isWatched, afterChunk)
  const order = Uint32Array.from({ length: calls.count }, (_, index) => index)
  const { startedAtMs } = calls
  order.sort((one, other) => (startedAtMs[one] ?? 0) - (startedAtMs[other] ?? 0) || one - other)
  return { calls, watched: priceCollected(run, calls, order, watched) }
}

async function collectCalls(
  run: RatingRun,
  calls: CollectedCalls,
  isWatched: (record: CallRecord) => boolean,
  afterChunk: ReadProgress,
): Promise<number> {
  const readRow = createCallRowReader(run.plan, run.file.columns)
  const row = newCallRow()
  const accounts = createAccounts(run.file.columns.account)
  let watched = -1
  await readCalls(
    run.file,
    (record) => {
      readRow(record, row)
      if (!drawsOnAllowances(run, row)) return
      if (watched < 0 && isWatched(record)) watched = calls.count
      collectCall(calls, row, accounts.indexOf(record))
    },
    (bytesRead, rows) => {
      afterChunk(bytesRead, rows)
      return Promise.resolve(true)
    },
  )
  return watched
}

function priceCollected(
  { plan, deck }: RatingRun,
  calls: CollectedCalls,
  order: Uint32Array,
  watched: number,
): WatchedDraw | undefined {
  const stateOf = createAllowanceStates(plan)
  const call = newCallToPrice()
  const result = newPriceResult()
  let draw: WatchedDraw | undefined
  for (const index of order) {
    const state = stateOf(calls.account[index] ?? 0)
    const before = index === watched ? state.remaining.slice() : undefined
    recallCall(calls, index, call)
    priceCall(plan, deck, call, state, result)
    keepPrice(calls, index, result)
    if (before !== undefined) draw = { result: { ...result }, before, after: state.remaining.slice() }
  }
  return draw
}
