import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'
import { readLiveCallRows, type LiveCallRow } from '#storage/queries/live-calls.ts'
import { readAsTenant } from '#storage/tenant.ts'
import type { AccountBook } from './account-book.ts'
import { priceSoFar, type SoFar } from './price-so-far.ts'

/** A call in progress with what it has come to. The same object as long as nothing about it changes. */
export type PricedCall = Readonly<LiveCallRow & SoFar>

/** How the calls of a reseller stood at a moment, the oldest first. */
export interface LiveFrame {
  readonly at: Date
  readonly calls: readonly PricedCall[]
}

/** Somebody who watches. */
export interface Watcher {
  readonly resellerId: number
  /** Confined to one account: those have a limit of their own. */
  readonly accountId: number | undefined
  see(frame: LiveFrame): void
  /** No more is to be seen: the calls cannot be read, or the process ends. */
  end(): void
}

export interface LiveWatch {
  /**
   * The calls as they are now, and again about each second until it stops. However many watch a reseller, its calls are
   * read once.
   *
   * @returns what stops it.
   * @throws ProblemError 'too_many_requests' where too many watch already.
   */
  watch(watcher: Watcher): () => void
  /** How the calls of a reseller, or of one of its accounts, stand now. */
  look(whose: { readonly resellerId: number; readonly accountId: number | undefined }): Promise<LiveFrame>
  close(): Promise<void>
}

const EVERY_MS = 1_000
const AGAIN_SECONDS = 60

export function createLiveWatch({
  pool,
  book,
  clock,
  log,
  limits,
}: {
  readonly pool: pg.Pool
  readonly book: AccountBook
  readonly clock: () => Date
  readonly log: (line: string) => void
  readonly limits: { readonly liveWatchersPerReseller: number; readonly liveWatchersPerAccount: number }
}): LiveWatch {
  const resellers = new Map<number, Watched>()
  const looking = new Set<Promise<void>>()

  const look: LiveWatch['look'] = async ({ resellerId, accountId }) => {
    const at = clock()
    const rows = await readAsTenant(pool, { resellerId, accountId }, (db) =>
      readLiveCallRows(db, { accountId, now: at }),
    )
    const prices = await priceSoFar(book, rows, at)
    return { at, calls: rows.flatMap((row) => ({ ...row, ...(prices.get(row.id) ?? NOT_PRICED) })) }
  }

  const turn = async (resellerId: number, watched: Watched): Promise<void> => {
    watched.timer = undefined
    try {
      const frame = await look({ resellerId, accountId: undefined })
      watched.frame = { at: frame.at, calls: frame.calls.map((call) => sameOr(watched.known.get(call.id), call)) }
      watched.known = new Map(watched.frame.calls.map((call) => [call.id, call]))
      for (const watcher of watched.watchers) watcher.see(watched.frame)
    } catch (error) {
      log(`calls in progress cannot be shown: ${error instanceof Error ? error.message : String(error)}`)
      for (const watcher of watched.watchers) watcher.end()
      watched.watchers.clear()
    }
    if (watched.watchers.size === 0) forget(resellerId, watched)
    else watched.timer = setTimeout(() => begin(resellerId, watched), EVERY_MS)
  }

  const forget = (resellerId: number, watched: Watched): void => {
    if (resellers.get(resellerId) === watched) resellers.delete(resellerId)
  }

  const begin = (resellerId: number, watched: Watched): void => {
    const done = turn(resellerId, watched).finally(() => looking.delete(done))
    looking.add(done)
  }

  return {
    look,
    watch(watcher) {
      const { resellerId, accountId } = watcher
      const watched = resellers.get(resellerId) ?? newWatched()
      const ofAccount = [...watched.watchers].filter((other) => other.accountId === accountId).length
      if (
        watched.watchers.size >= limits.liveWatchersPerReseller ||
        (accountId !== undefined && ofAccount >= limits.liveWatchersPerAccount)
      )
        throw tooMany()
      watched.watchers.add(watcher)
      if (!resellers.has(resellerId)) {
        resellers.set(resellerId, watched)
        begin(resellerId, watched)
      } else if (watched.frame !== undefined) watcher.see(watched.frame)
      return () => {
        watched.watchers.delete(watcher)
        // A turn in hand finds nobody and takes no other.
        if (watched.watchers.size > 0 || watched.timer === undefined) return
        clearTimeout(watched.timer)
        forget(resellerId, watched)
      }
    },
    async close() {
      for (const { watchers, timer } of resellers.values()) {
        clearTimeout(timer)
        for (const watcher of watchers) watcher.end()
        watchers.clear()
      }
      resellers.clear()
      await Promise.all(looking)
    },
  }
}

interface Watched {
  readonly watchers: Set<Watcher>
  frame: LiveFrame | undefined
  known: ReadonlyMap<bigint, PricedCall>
  timer: NodeJS.Timeout | undefined
}

function newWatched(): Watched {
  return { watchers: new Set(), frame: undefined, known: new Map(), timer: undefined }
}

const NOT_PRICED: SoFar = { state: 'unsaid', chargeMicros: null, gstMicros: null, costMicros: null }

/** The call as it was, where nothing about it is new. */
function sameOr(before: PricedCall | undefined, call: PricedCall): PricedCall {
  const isSame =
    before !== undefined &&
    before.state === call.state &&
    before.seconds === call.seconds &&
    before.heldMicros === call.heldMicros &&
    before.chargeMicros === call.chargeMicros &&
    before.costMicros === call.costMicros &&
    before.answeredAt?.getTime() === call.answeredAt?.getTime() &&
    before.accountName === call.accountName
  return isSame ? before : call
}

function tooMany(): ProblemError {
  const words = 'Too many watch the calls already; close a window that shows them, or look again in a minute.'
  return new ProblemError(problem('too_many_requests', words, { retryAfterSeconds: AGAIN_SECONDS }))
}
