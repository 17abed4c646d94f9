import type pg from 'pg'
import { affordable } from '#domain/live-calls/affordable.ts'
import { CLOSED, offlineSeconds, type OfflinePolicy } from '#domain/live-calls/offline.ts'
import type { NumberCode } from '#domain/phone-number.ts'
import { readOfflineCalls } from '#storage/queries/offline-calls.ts'
import type { AccountBook } from './account-book.ts'
import { availableMicros, type LiveAccount } from './live-account.ts'
import { priceAhead, type CallAhead } from './price-ahead.ts'

/** A call that is let through without anybody being asked. */
export interface OfflineCall {
  readonly id: bigint
  readonly account: LiveAccount
  readonly seconds: number
  readonly serviceType: number
  readonly micros: number
  readonly endsAtMs: number
}

export interface OfflineAsked {
  readonly name: string
  readonly resellerId: number
  readonly payer: NumberCode
  readonly accountNumber: string | undefined
  readonly call: CallAhead
  readonly seconds: number
}

/** What is let through while the database is away, from what was known before. */
export interface OfflineCalls {
  /** Reads again what resellers said for the case. */
  learn(): Promise<void>
  /** Undefined: it is refused. Asked again, the answer is the same. */
  letThrough(asked: OfflineAsked, nextId: () => bigint, now: Date): OfflineCall | undefined
  find(resellerId: number, id: bigint): OfflineCall | undefined
  /** A call is over, so that another may begin. */
  ended(id: bigint): void
  /** The database is there again. */
  forget(): void
}

const LEARN_EVERY_MS = 15_000

export function createOfflineCalls(pool: pg.Pool, book: AccountBook): OfflineCalls {
  let policies: ReadonlyMap<number, OfflinePolicy> = new Map()
  let learntAt = -Infinity
  const calls = new Map<string, OfflineCall>()
  const spent = new Map<number, number>()

  return {
    async learn() {
      if (performance.now() - learntAt < LEARN_EVERY_MS) return
      learntAt = performance.now()
      const rows = await readOfflineCalls(pool)
      policies = new Map(
        rows.map(({ resellerId, accountMicros, ...row }) => [
          resellerId,
          { ...row, accountMicros: Number(accountMicros) },
        ]),
      )
    },
    letThrough({ name, resellerId, payer, accountNumber, call, seconds }, nextId, now) {
      const before = calls.get(name)
      if (before !== undefined) return before
      const holder = book.holderKnown(payer)
      const account = holder === undefined ? undefined : book.known.get(holder.accountId)
      if (account === undefined || account.resellerId !== resellerId) return undefined
      if (accountNumber !== undefined && accountNumber !== account.accountNumber) return undefined
      if (account.status !== 'active' || account.isRestricted) return undefined
      const ahead = priceAhead(book, account, call)
      if (ahead.cause !== 0) return undefined
      const priceOf = (some: number): number => ahead.fullMicros(some) * 1.1
      const micros = spent.get(account.id) ?? 0
      const callsNow = [...calls.values()].filter(
        (one) => one.account.id === account.id && one.endsAtMs > now.getTime(),
      )
      const left = availableMicros(account, ahead.serviceType) - micros
      const granted = offlineSeconds(
        policies.get(resellerId) ?? CLOSED,
        ahead.serviceType,
        { callsNow: callsNow.length + account.live.size, micros },
        seconds,
        (mostSeconds, mostMicros) => affordable(priceOf, Math.min(mostMicros, left), mostSeconds).seconds,
      )
      if (granted === 0) return undefined
      const through = {
        id: nextId(),
        account,
        seconds: granted,
        serviceType: ahead.serviceType,
        micros: priceOf(granted),
        endsAtMs: now.getTime() + granted * 1000,
      }
      calls.set(name, through)
      spent.set(account.id, micros + through.micros)
      return through
    },
    find: (resellerId, id) => [...calls.values()].find((one) => one.id === id && one.account.resellerId === resellerId),
    ended(id) {
      for (const [name, call] of calls) if (call.id === id) calls.set(name, { ...call, endsAtMs: 0 })
    },
    forget() {
      calls.clear()
      spent.clear()
    },
  }
}
