import type pg from 'pg'
import { readNumberHoldings } from '#storage/queries/rating-data.ts'
import { compare, MOST_FINDINGS, type CheckResult, type Finding } from '#storage/queries/verify/ledger-check.ts'
import { describeCalls, streamCalls, type StreamedCall } from '#storage/queries/verify/stream-calls.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { createNumberDirectory } from '../import/number-directory.ts'
import { loadRatingBook } from '../rating-book.ts'
import { createRepricer } from './reprice-call.ts'

/** The one check that changes of plans, decks and numbers back in time make disagree, without any damage. */
export const PRICES_CHECK = 'prices'

/** How often progress is told, in calls. */
const STRIDE = 50_000

/**
 * Prices every call of the transaction's snapshot again and compares. Some 400,000 calls a second on one core; memory
 * stays at plans, decks and numbers.
 */
export async function repriceStoredCalls(client: pg.ClientBase, onCalls: (done: number) => void): Promise<CheckResult> {
  const book = await loadRatingBook(client)
  const directory = createNumberDirectory(await readNumberHoldings(client))
  const found: { readonly accountId: number; readonly key: bigint; readonly finding: Finding }[] = []
  let total = 0
  const reprice = createRepricer(book, directory, (call, fact, unit, priced, stored) => {
    total++
    if (found.length === MOST_FINDINGS) return
    const { accountId, serviceType } = call
    const finding = { serviceType: serviceTypeName(serviceType), fact, ...compare(unit, priced, stored) }
    found.push({ accountId, key: keyOf(call), finding })
  })
  let done = 0
  await streamCalls(client, (call) => {
    reprice(call)
    if (++done % STRIDE === 0) onCalls(done)
  })
  onCalls(done)
  const words = await describeCalls(client, found)
  return {
    name: PRICES_CHECK,
    meaning:
      'A call priced again comes to what is stored. Where a plan, a deck or the holder of a number was changed back in ' +
      'time, a difference is expected until the calls are re-rated; anywhere else it is damage.',
    sides: ['priced again', 'as stored'],
    findings: found.map(({ key, finding }) => ({ ...words.get(key), ...finding })),
    total,
  }
}

function keyOf({ keyHigh, keyLow }: StreamedCall): bigint {
  return (BigInt(keyHigh) << 32n) | BigInt(keyLow)
}
