import { gstMicros } from '#domain/money.ts'
import { LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import { readNumber } from '#domain/phone-number.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { LiveCallRow } from '#storage/queries/live-calls.ts'
import type { AccountBook } from './account-book.ts'
import type { LiveAccount } from './live-account.ts'
import { priceFor } from './price-ahead.ts'

/** unsaid: nobody told of an answer, and it cannot ring any more. */
export type LiveState = 'ringing' | 'talking' | 'unsaid'

/** What a call has come to: micro-dollars, ex GST but `gstMicros`. null: nobody can price it. */
export interface SoFar {
  readonly state: LiveState
  readonly chargeMicros: number | null
  readonly gstMicros: number | null
  readonly costMicros: number | null
}

const UNKNOWN = { chargeMicros: null, gstMicros: null, costMicros: null }

/**
 * What calls in progress would come to if all ended now, the oldest first, so that no minute of an allowance is counted
 * twice. Priced as their records will be; one whose answer nobody told of, from its start, as it may come to that.
 *
 * @param calls of any accounts, the oldest first.
 */
export async function priceSoFar(
  book: AccountBook,
  calls: readonly LiveCallRow[],
  now: Date,
): Promise<ReadonlyMap<bigint, SoFar>> {
  const prices = new Map<bigint, SoFar>()
  const byAccount = [...Map.groupBy(calls, ({ accountId }) => accountId)]
  const accounts = await Promise.all(byAccount.map(([accountId]) => knownWell(book, accountId, now)))
  for (const [index, [, own]] of byAccount.entries()) {
    const account = accounts[index]
    // Nothing is waited for from here on: an account's calls draw on one picture of its allowances.
    const left = new Map<unknown, { remaining: Float64Array }>()
    for (const call of own) prices.set(call.id, priceOne(book, account, call, now, left))
  }
  return prices
}

async function knownWell(book: AccountBook, accountId: number, now: Date): Promise<LiveAccount | undefined> {
  const account = await book.accountOf(accountId, now)
  const plan = account?.book.planOf(account.rated, now.getTime())?.plan
  if (
    account !== undefined &&
    plan !== undefined &&
    plan.allowanceUnits.length > 0 &&
    book.mayBeDrawnSince(account, now)
  )
    await book.refresh(account)
  return account
}

function priceOne(
  book: AccountBook,
  account: LiveAccount | undefined,
  call: LiveCallRow,
  now: Date,
  left: Map<unknown, { remaining: Float64Array }>,
): SoFar {
  const state = stateOf(call, now)
  if (account === undefined) return { state, ...UNKNOWN }
  const since = call.answeredAt ?? call.begunAt
  const seconds = state === 'ringing' ? 0 : Math.max(1, Math.floor((now.getTime() - since.getTime()) / 1000))
  const startedAtMs = call.begunAt.getTime()
  const plan = account.book.planOf(account.rated, startedAtMs)
  if (plan === undefined) return { state, ...UNKNOWN }
  const known = book.allowancesOf(account, startedAtMs, plan)
  const own = left.get(known) ?? { remaining: Float64Array.from(known.remaining) }
  left.set(known, own)
  const ahead = {
    leg: call.leg,
    a: readNumber(call.fromNumber, 'e164'),
    b: readNumber(call.toNumber, 'e164'),
    onnet: call.serviceType === SERVICE_TYPE_CODES.Onnet,
    startedAtMs,
  }
  const { cause, costMicros, retail } = priceFor(account, ahead, seconds, own)
  if (cause !== 0) return { state, ...UNKNOWN }
  return {
    state,
    chargeMicros: retail.chargeMicros,
    gstMicros: gstMicros(retail.chargeMicros),
    costMicros: Number.isNaN(costMicros) ? null : costMicros,
  }
}

function stateOf({ answeredAt, begunAt }: LiveCallRow, now: Date): LiveState {
  if (answeredAt !== null) return 'talking'
  return now.getTime() - begunAt.getTime() < LIVE_LIMITS.ringingSeconds * 1000 ? 'ringing' : 'unsaid'
}
