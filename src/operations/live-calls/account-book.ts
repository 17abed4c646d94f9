import type pg from 'pg'
import { formatNumber, readNumber, type NumberCode } from '#domain/phone-number.ts'
import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import { readCallRules } from '#operations/credit-control/read-call-rules.ts'
import { readAllowanceUse } from '#storage/queries/allowance-use.ts'
import {
  MOST_HOLDERS,
  readActiveAccounts,
  readHolders,
  readNumbersToCome,
  readLiveMoney,
  readLiveStatus,
  readOpenReservations,
  type HeldNow,
  type OpenReservation,
} from '#storage/queries/call-reservations.ts'
import { restrictedAccounts } from '#storage/queries/dunning.ts'
import { readOpenIous } from '#storage/queries/ious.ts'
import { readKnownCountries, readMinutesOfUse } from '#storage/queries/recent-use.ts'
import { createLegPricer } from '#operations/usage/leg-pricer.ts'
import {
  allowanceQuantities,
  cycleAt,
  loadRatingBook,
  type DeckCache,
  type PlanInForce,
} from '#operations/usage/rating-book.ts'
import { createBatchLoader } from './batch-loader.ts'
import type { LiveAccount, LiveCall } from './live-account.ts'

export interface Holder {
  readonly accountId: number
  readonly resellerId: number
}

/** Numbers and accounts as they were last seen. What changes is told by the database, and looked at anew. */
export interface AccountBook {
  /** Who holds a number now; undefined: nobody here. */
  holderOf(number: NumberCode, now: Date): Promise<Holder | undefined> | Holder | undefined
  /** Who held a number when it was last looked at. */
  holderKnown(number: NumberCode): Holder | undefined
  /** Undefined: there is no such account. */
  accountOf(accountId: number, now: Date): Promise<LiveAccount | undefined> | LiveAccount | undefined
  /** Gets to know the accounts that may call, so that the first call of each need not wait for it. */
  warm(): Promise<void>
  /** Reads again what an account has, what is held of it, and what is left of its allowances. */
  refresh(account: LiveAccount): Promise<void>
  allowancesOf(account: LiveAccount, atMs: number, plan: PlanInForce): AllowanceState
  /** Whether an account's allowances were read long enough ago that others may have drawn on them since. */
  mayBeDrawnSince(account: LiveAccount, now: Date): boolean
  /** Records drew on the allowances of these accounts; of any, where there is no saying of which. */
  forgetAllowances(accountIds: readonly number[] | undefined): void
  /** Whether what changes is heard of now. */
  hears(isHearing: boolean): void
  /** Everything known is to be looked at anew. */
  forgetAll(): void
  forgetAccount(accountId: number): void
  forgetNumber(number: string): void
  forgetReseller(resellerId: number): void
  /** A call is over, and may have drawn on allowances. */
  forgetCall(accountId: number, id: bigint): void
  /** A call goes on, and is this account's. */
  noteCall(accountId: number, id: bigint): void
  /** Whose call it is that goes on, where this process let it through. */
  payerOf(id: bigint): number | undefined
  /** The accounts that are known, for whoever watches. */
  readonly known: ReadonlyMap<number, LiveAccount>
}

/** Older than that it is looked at again beside the call, told of a change or not; older than the second, before it. */
const BELIEVED_MS = 60_000
const BELIEVED_AT_MOST_MS = 120_000
/** What files draw from the allowances of many accounts is told of all at once, and while nothing is heard of none. */
const ALLOWANCES_BELIEVED_MS = 5_000
const MOST_NUMBERS = 500_000
const MOST_WARMED = 50_000
const WARMED_AT_ONCE = 250
const NO_FLOOR = Number.NEGATIVE_INFINITY

export function createAccountBook(pool: pg.Pool, clock: () => Date): AccountBook {
  const decks: DeckCache = new Map()
  const accounts = new Map<number, LiveAccount>()
  /** Accounts to be looked at anew, with how often that was said: what is said while they are read counts for the next time. */
  const stale = new Map<number, number>()
  const numbers = new Map<NumberCode, { readonly holder: Holder | undefined; readonly atMs: number }>()

  const payers = new Map<bigint, number>()
  const timesDrawn = new Map<number, number>()
  let isHearing = false
  /** Every number that is somebody's is known, and whatever changes is told: any other is nobody's. */
  let knowsAllNumbers = false
  /** But for these, which changed since, or will. */
  const unsettled = new Set<NumberCode>()
  let tellings = 0
  /** When records of calls last drew on allowances of who knows whom. */
  let drawnAtMs = -Infinity

  const holders = createBatchLoader<NumberCode, Holder | undefined>(async (codes) => {
    const now = clock()
    const rows = await readHolders(pool, codes.map(formatNumber), now)
    const byNumber = new Map(rows.map((row) => [row.number, row]))
    if (numbers.size > MOST_NUMBERS) numbers.clear()
    return (code) => {
      const holder = byNumber.get(formatNumber(code))
      return holder === undefined ? undefined : { accountId: holder.accountId, resellerId: holder.resellerId }
    }
  })

  const loads = createBatchLoader<number, LiveAccount | undefined>(async (ids) => {
    const now = clock()
    const said = new Map(ids.map((id) => [id, stale.get(id)]))
    const heldBefore = heldCalls(ids)
    const client = await pool.connect()
    try {
      const restricted = await restrictedAccounts(client, ids)
      const [statuses, money, open] = [
        await readLiveStatus(client, ids),
        new Map((await readLiveMoney(client, ids)).map((row) => [row.accountId, row])),
        Map.groupBy(await readOpenReservations(client, ids), ({ accountId }) => accountId),
      ]
      const rules = await readCallRules(client, ids, now)
      const ious = await readOpenIous(client, ids, now)
      const minutes = Map.groupBy(await readMinutesOfUse(client, ids, now), ({ accountId }) => accountId)
      const countries = Map.groupBy(await readKnownCountries(client, ids), ({ accountId }) => accountId)
      const book = await loadRatingBook(client, undefined, { accountIds: ids, decks })
      const pricer = createLegPricer(book)
      for (const { accountId, ...status } of statuses) {
        const rated = book.accounts.get(accountId)
        const ruled = rules.get(accountId)
        if (rated === undefined || ruled === undefined) continue
        const limit = ruled.standings.find(({ control }) => control === 'credit-limit')
        const isLifted = limit === undefined || limit.state === 'off' || limit.release !== undefined
        const iou = ious.get(accountId)
        const before = accounts.get(accountId)
        const state = before?.money ?? { balanceMicros: 0, reservedMicros: 0, epoch: 0, inFlightMicros: 0, picture: 0 }
        const { balanceMicros, reservedMicros, epoch } = money.get(accountId) ?? state
        if (epoch > state.epoch) state.picture++
        Object.assign(state, { balanceMicros, reservedMicros, epoch: Math.max(epoch, state.epoch) })
        accounts.set(accountId, {
          ...status,
          id: accountId,
          isRestricted: restricted.has(accountId),
          rated,
          book,
          pricer,
          floorMicros: isLifted ? NO_FLOOR : -Number(limit.limit),
          iouFloorMicros: iou && Number(iou.floorMicros),
          rules: ruled.rules,
          use: Object.assign(before?.use ?? { begunMs: [] }, { minutes: minutes.get(accountId) ?? [], ended: [] }),
          countries: new Map((countries.get(accountId) ?? []).map((one) => [one.country, one])),
          money: state,
          allowances: new Map(),
          allowancesAtMs: 0,
          live: sameCalls(before?.live, heldBefore, open.get(accountId) ?? []),
          loadedAtMs: now.getTime(),
        })
        if (stale.get(accountId) === said.get(accountId)) stale.delete(accountId)
      }
      await readAllowances(
        client,
        ids.flatMap((id) => accounts.get(id) ?? []),
        now,
      )
    } finally {
      client.release()
    }
    return (id) => accounts.get(id)
  })

  const readAllowances = async (db: pg.ClientBase, some: readonly LiveAccount[], now: Date): Promise<void> => {
    const asked = some
      .map((account) => ({ account, cycle: cycleAt(account.rated, now.getTime()) }))
      .filter(({ account, cycle }) => account.book.hasAllowances(account.rated, cycle.fromMs, cycle.toMs))
    const drawnBefore = new Map(asked.map(({ account }) => [account.id, timesDrawn.get(account.id)]))
    const rows = await readAllowanceUse(
      db,
      asked.map(({ account, cycle }) => ({ accountId: account.id, cycleFromMs: cycle.fromMs })),
    )
    const drawn = Map.groupBy(rows, ({ accountId }) => accountId)
    for (const { account, cycle } of asked) {
      const plan = account.book.planOf(account.rated, now.getTime())
      account.allowances.clear()
      // What was drawn on while they were read is to be read again.
      account.allowancesAtMs = timesDrawn.get(account.id) === drawnBefore.get(account.id) ? now.getTime() : 0
      if (plan === undefined) continue
      const remaining = Float64Array.from(allowanceQuantities(account.rated, cycle, plan))
      for (const row of drawn.get(account.id) ?? []) {
        if (row.planVersionId === plan.planVersionId)
          remaining[row.allowanceNo] = (remaining[row.allowanceNo] ?? 0) - row.drawn
      }
      account.allowances.set(keyOf(plan, cycle.fromMs), { remaining })
    }
  }

  const heldCalls = (ids: readonly number[]): ReadonlySet<bigint> =>
    new Set(
      ids.flatMap((id) => [...(accounts.get(id)?.live.values() ?? [])].flatMap((call) => (call.isHeld ? call.id : []))),
    )

  const refreshes = createBatchLoader<number, undefined>(async (ids) => {
    const client = await pool.connect()
    try {
      const now = clock()
      const heldBefore = heldCalls(ids)
      const rows = await readLiveMoney(client, ids)
      // After the epoch: what is held in between is known of, and found out to be newer.
      const open = Map.groupBy(await readOpenReservations(client, ids), ({ accountId }) => accountId)
      for (const { accountId, balanceMicros, reservedMicros, epoch } of rows) {
        const account = accounts.get(accountId)
        if (account === undefined) continue
        const { money, live } = account
        if (epoch > money.epoch) money.picture++
        Object.assign(money, { balanceMicros, reservedMicros, epoch: Math.max(epoch, money.epoch) })
        // A call that is over may have drawn on allowances: until they are read too, nobody counts on them.
        account.allowancesAtMs = 0
        sameCalls(live, heldBefore, open.get(accountId) ?? [])
      }
      const minutes = Map.groupBy(await readMinutesOfUse(client, ids, now), ({ accountId }) => accountId)
      for (const id of ids) {
        const use = accounts.get(id)?.use
        if (use !== undefined) Object.assign(use, { minutes: minutes.get(id) ?? [], ended: [] })
      }
      await readAllowances(
        client,
        ids.flatMap((id) => accounts.get(id) ?? []),
        now,
      )
    } finally {
      client.release()
    }
    return () => undefined
  })

  const noteDrawn = (accountId: number): void => {
    timesDrawn.set(accountId, (timesDrawn.get(accountId) ?? 0) + 1)
  }

  const forgetAccount = (accountId: number): void => {
    stale.set(accountId, (stale.get(accountId) ?? 0) + 1)
  }

  return {
    known: accounts,
    async warm() {
      const now = clock()
      const told = tellings
      const holdings = await readHolders(pool, undefined, now)
      for (const { number, ...holder } of holdings)
        numbers.set(readNumber(number, 'e164'), { holder, atMs: now.getTime() })
      unsettled.clear()
      for (const number of await readNumbersToCome(pool, now)) unsettled.add(readNumber(number, 'e164'))
      knowsAllNumbers = holdings.length < MOST_HOLDERS && told === tellings
      const ids = await readActiveAccounts(pool, MOST_WARMED)
      for (let from = 0; from < ids.length; from += WARMED_AT_ONCE) {
        const some = ids.slice(from, from + WARMED_AT_ONCE).filter((id) => !accounts.has(id) || stale.has(id))
        await Promise.all(some.map((id) => loads.load(id)))
      }
    },
    holderOf(number, now) {
      const seen = numbers.get(number)
      const ageMs = seen === undefined ? Infinity : now.getTime() - seen.atMs
      if (seen !== undefined && ageMs < BELIEVED_MS) return seen.holder
      if (number <= 0 || (seen === undefined && knowsAllNumbers && !unsettled.has(number))) return undefined
      const looking = holders.load(number).then((holder) => {
        numbers.set(number, { holder, atMs: now.getTime() })
        return holder
      })
      if (seen === undefined || ageMs >= BELIEVED_AT_MOST_MS) return looking
      looking.catch(() => {})
      return seen.holder
    },
    holderKnown: (number) => numbers.get(number)?.holder,
    accountOf(accountId, now) {
      const known = accounts.get(accountId)
      if (known === undefined || stale.has(accountId)) return loads.load(accountId)
      const ageMs = now.getTime() - known.loadedAtMs
      if (ageMs < BELIEVED_MS) return known
      const looking = loads.load(accountId)
      if (ageMs >= BELIEVED_AT_MOST_MS) return looking
      looking.catch(() => {})
      return known
    },
    refresh: (account) => refreshes.load(account.id),
    mayBeDrawnSince({ allowancesAtMs }, now) {
      const atMs = now.getTime()
      const isTold = isHearing && allowancesAtMs > drawnAtMs
      return atMs - allowancesAtMs >= (isTold ? BELIEVED_MS : ALLOWANCES_BELIEVED_MS)
    },
    forgetAllowances(accountIds) {
      if (accountIds === undefined) drawnAtMs = clock().getTime()
      for (const id of accountIds ?? []) {
        const account = accounts.get(id)
        if (account === undefined) continue
        account.allowancesAtMs = 0
        noteDrawn(id)
      }
    },
    hears(hearing) {
      isHearing = hearing
      if (!hearing) knowsAllNumbers = false
    },
    allowancesOf(account, atMs, plan) {
      const cycle = cycleAt(account.rated, atMs)
      const known = account.allowances.get(keyOf(plan, cycle.fromMs))
      if (known !== undefined) return known
      const fresh = { remaining: Float64Array.from(allowanceQuantities(account.rated, cycle, plan)) }
      account.allowances.set(keyOf(plan, cycle.fromMs), fresh)
      return fresh
    },
    forgetAll() {
      for (const id of accounts.keys()) forgetAccount(id)
      // Kept for the time nobody can be asked, and asked about anew once somebody can.
      for (const [number, { holder }] of numbers) numbers.set(number, { holder, atMs: -Infinity })
    },
    forgetAccount,
    forgetNumber(number) {
      tellings++
      unsettled.add(readNumber(number, 'e164'))
      numbers.delete(readNumber(number, 'e164'))
    },
    noteCall: (accountId, id) => void payers.set(id, accountId),
    payerOf: (id) => payers.get(id),
    forgetCall(accountId, id) {
      payers.delete(id)
      const account = accounts.get(accountId)
      const call = account?.live.get(id)
      if (account === undefined) return
      if (call !== undefined) account.use.ended.push(call)
      account.live.delete(id)
      account.allowancesAtMs = 0
      noteDrawn(accountId)
    },
    forgetReseller(resellerId) {
      for (const account of accounts.values()) if (account.resellerId === resellerId) forgetAccount(account.id)
    },
  }
}

function keyOf(plan: PlanInForce, cycleFromMs: number): string {
  return `${plan.planVersionId}/${cycleFromMs}`
}

/** The calls that go on: those the database has, as they were known where they were. */
function sameCalls(
  known = new Map<bigint, LiveCall>(),
  heldBefore: ReadonlySet<bigint>,
  rows: readonly OpenReservation[],
): Map<bigint, LiveCall> {
  const ids = new Set(rows.map(({ id }) => id))
  // One that came to be held while the rows were read is not among them.
  for (const id of heldBefore) if (!ids.has(id)) known.delete(id)
  for (const row of rows) {
    const call = known.get(row.id)
    if (call === undefined) known.set(row.id, toLiveCall(row))
    else learnHeld(call, row)
  }
  return known
}

/** Another process may have held more for a call; what is held only grows, so the greater of two pictures is the later. */
export function learnHeld(call: LiveCall, held: HeldNow): void {
  if (held.seconds > call.seconds) Object.assign(call, { seconds: held.seconds, expiresAt: held.expiresAt })
  call.reservedMicros = Math.max(call.reservedMicros, held.reservedMicros)
  call.heldExMicros = exGst(call.reservedMicros)
  call.costMicros = Math.max(call.costMicros, held.wholesaleMicros)
}

function toLiveCall({ fromNumber, toNumber, wholesaleMicros, ...row }: OpenReservation): LiveCall {
  const [a, b] = [readNumber(fromNumber, 'e164'), readNumber(toNumber, 'e164')]
  return { ...row, a, b, isHeld: true, costMicros: wholesaleMicros, heldExMicros: exGst(row.reservedMicros) }
}

function exGst(gross: number): number {
  return (gross * 10) / 11
}
