import { randomInt } from 'node:crypto'
import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { isIouCall } from '#domain/credit-control/iou.ts'
import type { CallFacts, RuleRefusal } from '#domain/credit-control/call-rules.ts'
import { affordable } from '#domain/live-calls/affordable.ts'
import { REFUSAL_WORDS, REFUSALS, type RefusalCause, type SipCode } from '#domain/live-calls/refusal.ts'
import { lapsesAt, LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import {
  areaCodeOf,
  formatNumber,
  isEmergency,
  readNumber,
  type NumberCode,
  type NumberFormat,
} from '#domain/phone-number.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { hashCallId, type CallKey } from '#domain/usage/call-key.ts'
import { startIou } from '#operations/credit-control/iou.ts'
import { perform } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { findReservation } from '#storage/queries/call-reservations.ts'
import {
  insertRefusals,
  lapseReservations,
  noteAnswer,
  releaseReservation,
  type Hold,
  type NewRefusal,
} from '#storage/tables/call-reservations.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { recordEvents, type CallEvent } from '../usage/record-events.ts'
import { createAccountBook, type AccountBook } from './account-book.ts'
import { createEndings } from './end-call.ts'
import { factsOf, refusalByRisk } from './call-risk.ts'
import { hearChanges, type Hearing } from './hear-changes.ts'
import { availableMicros, floorFor, type LiveAccount, type LiveCall } from './live-account.ts'
import { askedBefore, isTaken } from './asked-before.ts'
import { watchAway } from './away.ts'
import { createCallSpool } from './call-spool.ts'
import { createOfflineCalls } from './offline-calls.ts'
import { asCall, priceAhead, type CallAhead, type PriceAhead } from './price-ahead.ts'
import { spentThisHour, spentToday } from './recent-use.ts'
import { createReservations } from './reserve-calls.ts'
import { createRiskNotes } from './risk-notes.ts'

/** A call somebody wants to make, or that comes in. Numbers as the source writes them. */
export interface CallAsked {
  readonly resellerId: number
  readonly source: { readonly id: number; readonly numberFormat: NumberFormat }
  /** The switch's own id of the call: its record will have it. */
  readonly callId: string
  readonly from: string
  readonly to: string
  readonly direction: 'out' | 'in'
  /** The account that pays, where the switch knows: the calling number must be one of its own. */
  readonly accountNumber?: string | undefined
  /** Whose line forwards the call: it pays. */
  readonly forwardedBy?: string | undefined
  /** For how long money is to be held at first; more is asked for while the call goes on. */
  readonly seconds?: number | undefined
}

/** What a switch is told. */
export type Decision =
  | {
      readonly allow: true
      readonly id: bigint
      /** Since the answer, at the most. */
      readonly maxSeconds: number
      /** Asked again before the end, there may be more. */
      readonly mayExtend: boolean
      readonly isEmergency: boolean
      /** The database is away: nothing is held for it. */
      readonly isOffline?: true
      readonly accountId: number | undefined
      readonly accountNumber: string | undefined
      readonly serviceType: number
      readonly reservedMicros: number
    }
  | {
      readonly allow: false
      readonly id: bigint
      readonly cause: RefusalCause
      readonly sipCode: SipCode
      /** For the caller's phone. */
      readonly reason: string
      /** For the office. */
      readonly words: string
    }

/** How long a call may go on in all, and whether there may be more. */
interface Extension {
  readonly maxSeconds: number
  readonly mayExtend: boolean
}

export interface LiveCalls {
  /**
   * Whether a call may be made now, and for how long. Asked again for the same call of the same source, the answer is the
   * same. Emergency calls are let through before anything is looked at.
   */
  authorize(asked: CallAsked): Promise<Decision>
  /**
   * Holds money for so many seconds more of a call that goes on.
   *
   * @returns undefined where there is no such call in progress; else how long it may go on in all.
   */
  extend(resellerId: number, id: bigint, moreSeconds: number): Promise<Extension | undefined>
  /** The call a reservation is for, where it is known and goes on. */
  findCall(resellerId: number, id: bigint): Promise<LiveCall | undefined>
  /** The call was answered; false: no such call is in progress. */
  answered(resellerId: number, id: bigint, at: Date): Promise<boolean>
  /**
   * The final record of a call, priced and posted as one of a file; what was held for it is free when this resolves. False: the
   * database is away, and the record is kept on disk for it.
   */
  end(id: bigint, source: CallSourceRow, event: CallEvent): Promise<boolean>
  /** Writes the records that wait on disk: those of the time before this process began. */
  catchUp(): Promise<void>
  /** Whether calls are answered without the database. */
  readonly isAway: boolean
  /** Frees what is held for calls nobody told of in time; how many. */
  lapse(): Promise<number>
  /** Accounts and their calls in progress, as they are known here. */
  readonly book: AccountBook
  close(): Promise<void>
}

export interface LiveTools {
  readonly pool: pg.Pool
  readonly databaseUrl: string
  readonly clock: () => Date
  readonly log: (line: string) => void
  /** Where records of calls wait that cannot be written; undefined: they fail. */
  readonly spoolFolder?: string | undefined
  /** How long the database may take to answer before it is asked whether it is there. */
  readonly patienceMs?: number | undefined
}

/** A stale picture is looked at anew and tried again, so often. */
const MOST_TRIES = 4
const LAPSE_EVERY_MS = 5_000

/**
 * Answers whether calls may be made. What it knows of accounts is kept in memory, what it holds is in the database before
 * it answers, and the database decides: two processes, or two that ask at once, never pass on the same dollar.
 */
export function createLiveCalls(tools: LiveTools): LiveCalls {
  const { pool, clock, log } = tools
  const book = createAccountBook(pool, clock)
  const reservations = createReservations(pool)
  const endings = createEndings(pool, clock)
  const refusals = createRefusalLog(tools)
  const { trips, countries } = createRiskNotes(tools)
  const answering = new Map<string, Promise<Decision>>()
  const offline = createOfflineCalls(pool, book)
  const spool = tools.spoolFolder === undefined ? undefined : createCallSpool(tools.spoolFolder, log)
  /** Calls that were refused while the database was away, and that it may hold money for. */
  const unsure = new Map<string, { readonly sourceId: number; readonly callKey: bigint }>()
  const away = watchAway(tools, () => comeBack())
  const nextId = createIds()
  let hearing: Hearing | undefined
  let lapsing: NodeJS.Timeout | undefined

  /** Begun with the first call: a process that never answers one holds no connection for it. */
  const begin = (): void => {
    if (hearing !== undefined) return
    hearing = hearChanges(tools, book)
    lapsing = setInterval(() => void lapse().catch(() => {}), LAPSE_EVERY_MS)
    lapsing.unref()
  }

  const lapse = async (): Promise<number> => {
    const gone = await withTransaction(pool, (db) => lapseReservations(db, clock()))
    for (const { id, accountId } of gone) book.forgetCall(accountId, id)
    return gone.length
  }

  /** Asks the database; where it is away, answers from what is known, as the reseller said for that case. */
  const askOrAlone = async (
    name: string,
    asked: CallAsked,
    to: NumberCode,
    callKey: bigint,
    now: Date,
  ): Promise<Decision> => {
    let asking: Promise<Decision> | undefined
    const answered = await away.within(async () => {
      await offline.learn()
      asking = decide(asked, to, callKey, now)
      return asking
    })
    if (answered !== undefined) {
      if (answered.answer.allow) unsure.delete(name)
      return answered.answer
    }
    const alone = decideAlone(name, asked, to, now)
    if (alone.allow) unsure.delete(name)
    else {
      // Money may come to be held all the same, for a call that is not made.
      unsure.set(name, { sourceId: asked.source.id, callKey })
      void asking?.then(
        (late) => (late.allow && unsure.delete(name) ? releaseReservation(pool, late.id) : undefined),
        () => undefined,
      )
    }
    return alone
  }

  const decideAlone = (name: string, asked: CallAsked, to: NumberCode, now: Date): Decision => {
    const { source, direction, resellerId } = asked
    const from = readNumber(asked.from, source.numberFormat)
    const leg = DIRECTION[direction]
    const line = asked.forwardedBy === undefined ? from : readNumber(asked.forwardedBy, source.numberFormat)
    const other = direction === 'out' ? book.holderKnown(to) : undefined
    const onnet = other?.resellerId === resellerId
    const call = { leg, a: line, b: to, onnet, startedAtMs: now.getTime() }
    const through = offline.letThrough(
      {
        name,
        resellerId,
        payer: direction === 'in' ? to : line,
        accountNumber: asked.accountNumber,
        call: direction === 'in' ? { ...call, a: from } : call,
        seconds: Math.min(asked.seconds ?? LIVE_LIMITS.sliceSeconds, LIVE_LIMITS.mostSeconds),
      },
      () => nextId(now),
      now,
    )
    if (through === undefined) return refuse({ asked, from, to, leg, now }, 'unavailable', undefined)
    const { id, account, seconds, serviceType } = through
    return {
      allow: true,
      id,
      maxSeconds: seconds,
      mayExtend: false,
      isEmergency: false,
      isOffline: true,
      accountId: account.id,
      accountNumber: account.accountNumber,
      serviceType,
      reservedMicros: 0,
    }
  }

  /** The database is there again: what was held for calls that were refused is free, and what was kept is written. */
  const comeBack = async (): Promise<void> => {
    for (const [name, { sourceId, callKey }] of unsure) {
      const found = await findReservation(pool, { sourceId, callKey })
      if (found?.state === 'open') await releaseReservation(pool, found.id)
      unsure.delete(name)
    }
    await drain()
    book.forgetAll()
    offline.forget()
  }

  const drain = async (): Promise<void> => {
    const drained = await spool?.drain(async (calls) => {
      for (const [, some] of Map.groupBy(calls, ({ source }) => source.id)) {
        const [first] = some
        const events = some.map(({ event }) => event)
        if (first !== undefined) await recordEvents(pool, first.source, events, clock())
      }
    })
    if (drained !== undefined && drained > 0)
      log(`${drained} records of calls that were kept beside the database are in.`)
  }

  const decide = async (asked: CallAsked, to: NumberCode, callKey: bigint, now: Date): Promise<Decision> => {
    const { resellerId, source, direction } = asked
    const leg = DIRECTION[direction]
    const from = readNumber(asked.from, source.numberFormat)
    const payerNumber =
      direction === 'in'
        ? to
        : asked.forwardedBy === undefined
          ? from
          : readNumber(asked.forwardedBy, source.numberFormat)
    const seen = { asked, from, to, leg, now }
    const holder = await book.holderOf(payerNumber, now)
    if (holder === undefined || holder.resellerId !== resellerId) return refuse(seen, 'unknown_number', undefined)
    const known = await book.accountOf(holder.accountId, now)
    if (known === undefined) return refuse(seen, 'unknown_number', undefined)
    if (asked.accountNumber !== undefined && asked.accountNumber !== known.accountNumber)
      return refuse(seen, 'caller_not_allowed', undefined)
    const same = sameCall(known, source.id, callKey)
    if (same !== undefined) return allowed(known, same, true)
    if (known.status !== 'active') return refuse(seen, 'account_not_active', known)
    if (direction === 'out' && known.isRestricted) return refuse(seen, 'restricted', known)
    if (direction === 'out' && to <= 0 && to >= -1) return refuse(seen, 'not_a_number', known)
    const other = direction === 'out' ? await book.holderOf(to, now) : undefined
    const call: CallAhead = {
      leg,
      a: asked.forwardedBy === undefined ? from : payerNumber,
      b: to,
      onnet: other?.resellerId === resellerId,
      startedAtMs: now.getTime(),
    }
    const wanted = Math.min(asked.seconds ?? LIVE_LIMITS.sliceSeconds, LIVE_LIMITS.mostSeconds)
    let isFresh = false
    const lookAnew = async (account: LiveAccount): Promise<void> => {
      await book.refresh(account)
      isFresh = true
    }
    for (let tries = 1; ; tries++) {
      const account = await withAllowances((await book.accountOf(known.id, now)) ?? known, now)
      // Another process may have let it through meanwhile.
      const twin = tries > 1 || isFresh ? sameCall(account, source.id, callKey) : undefined
      if (twin !== undefined) return allowed(account, twin, true)
      const ahead = priceAhead(book, account, call)
      if (ahead.cause !== 0) return refuse(seen, 'no_rate', account, ahead.serviceType)
      const facts = factsOf(call, ahead)
      const barred = refusalByRisk(account, call, facts, now)
      if (barred?.control !== undefined && !isFresh) {
        await lookAnew(account)
        continue
      }
      if (barred !== undefined) {
        if (barred.control !== undefined) trips.note(account, barred.control, now)
        return refuse(seen, causeOf(barred), account, ahead.serviceType, barred)
      }
      const cost = ahead.costMicros(wanted)
      if (account.resellerPaysAhead && Number.isNaN(cost))
        return refuse(seen, 'wholesale_credit', account, ahead.serviceType)
      const byMoney = affordable(totalOf(ahead), availableMicros(account, ahead.serviceType), wanted).seconds
      const seconds = Math.min(byMoney, withinLimits(account, ahead, byMoney, 0, now))
      // What ended a moment ago may not have been heard of: nobody is refused, or cut short, by an old picture.
      if (seconds < wanted && !isFresh) {
        await lookAnew(account)
        continue
      }
      if (byMoney === 0 && leg === DIRECTION.out && (await beginIou(account, facts, now))) continue
      if (seconds === 0) return refuse(seen, 'insufficient_credit', account, ahead.serviceType)
      const live: LiveCall = {
        id: nextId(now),
        accountId: account.id,
        sourceId: source.id,
        callKey,
        callRef: asked.callId,
        leg,
        a: call.a,
        b: to,
        serviceType: ahead.serviceType,
        destination: ahead.destination,
        begunAt: now,
        isHeld: false,
        seconds,
        reservedMicros: 0,
        heldExMicros: 0,
        costMicros: 0,
        expiresAt: lapsesAt(now, seconds),
      }
      const isHeld = await hold(account, live, ahead, seconds, resellerId).catch(async (error: unknown) => {
        if (tries === MOST_TRIES || !isTaken(error)) throw error
        const id = await askedBefore(pool, source.id, callKey)
        if (id === undefined) return 'again'
        book.forgetAccount(account.id)
        return (await book.accountOf(account.id, now))?.live.get(id) ?? 'again'
      })
      if (isHeld === 'again') continue
      // Another process let it through, or this one, and the answer was lost.
      if (typeof isHeld === 'object') return allowed(account, isHeld, true)
      if (isHeld) {
        if (leg === DIRECTION.out) noteBegun(account, facts, now)
        return allowed(account, live, seconds === wanted)
      }
      if (tries === MOST_TRIES) {
        const cause = account.resellerPaysAhead ? 'wholesale_credit' : 'insufficient_credit'
        return refuse(seen, cause, account, ahead.serviceType)
      }
      await lookAnew(account)
    }
  }

  /** Holds what a call comes to for so many seconds in all; false where the database knows of less than was thought. */
  const hold = async (
    account: LiveAccount,
    live: LiveCall,
    ahead: PriceAhead,
    seconds: number,
    freshFor: number | undefined,
  ): Promise<boolean> => {
    const { money } = account
    const moreMicros = Math.max(0, ahead.micros(seconds) - live.reservedMicros)
    const cost = account.resellerPaysAhead ? ahead.costMicros(seconds) : 0
    const moreCostMicros = Math.max(0, cost - live.costMicros)
    const expiresAt = lapsesAt(live.begunAt, seconds)
    const raises = ahead.raises(seconds)
    const holds: Hold[] = [
      {
        id: live.id,
        accountId: account.id,
        fresh: freshFor === undefined ? undefined : freshReservation(live, freshFor),
        moreMicros,
        moreCostMicros,
        seconds,
        expiresAt,
      },
      ...raises.map(({ call, moreMicros: more }) => ({
        id: call.id,
        accountId: account.id,
        fresh: undefined,
        moreMicros: more,
        moreCostMicros: 0,
        seconds: call.seconds,
        expiresAt: call.expiresAt,
      })),
    ]
    const whole = holds.reduce((sum, one) => sum + one.moreMicros, 0)
    const before = { ...live }
    const add = (call: LiveCall, micros: number): void => {
      call.reservedMicros += micros
      call.heldExMicros = (call.reservedMicros * 10) / 11
    }
    // From now on whoever asks counts it, so that two who ask at once do not claim the same minutes or channel.
    money.inFlightMicros += whole
    add(live, moreMicros)
    for (const { call, moreMicros: more } of raises) add(call, more)
    Object.assign(live, { costMicros: live.costMicros + moreCostMicros, seconds, expiresAt })
    account.live.set(live.id, live)
    book.noteCall(account.id, live.id)
    let isHeld = false
    try {
      isHeld = await reservations.do({ account, floorMicros: floorFor(account, live.serviceType), holds })
      return isHeld
    } finally {
      money.inFlightMicros -= whole
      if (isHeld) live.isHeld = true
      else {
        add(live, -moreMicros)
        for (const { call, moreMicros: more } of raises) add(call, -more)
        Object.assign(live, { costMicros: before.costMicros, seconds: before.seconds, expiresAt: before.expiresAt })
        if (!live.isHeld) account.live.delete(live.id)
      }
    }
  }

  const noteBegun = (account: LiveAccount, facts: CallFacts, now: Date): void => {
    account.use.begunMs.push(now.getTime())
    const { country } = facts
    if (country !== undefined && (account.countries.get(country)?.firstCalledAt ?? null) === null)
      countries.note(account, country, now)
  }

  /** Short credit where the account may have it: whoever asked first begins it, and the call is looked at again. */
  const beginIou = async (account: LiveAccount, facts: CallFacts, now: Date): Promise<boolean> => {
    if (account.paymentMode !== 'prepaid' || account.iouFloorMicros !== undefined || !isIouCall(facts.serviceType))
      return false
    const request = {
      actor: systemActor(account.resellerId),
      input: { accountId: account.id, serviceType: facts.serviceType, firstMinuteMicros: facts.firstMinuteMicros },
      now,
      origin: 'a call',
    }
    const iou = await perform(pool, startIou, request, (begun) => begun !== undefined)
    if (iou) book.forgetAccount(account.id)
    return iou
  }

  const refuse = (
    { asked, from, to, leg, now }: Seen,
    cause: RefusalCause,
    account: LiveAccount | undefined,
    serviceType = 0,
    rule?: RuleRefusal,
  ): Decision => {
    const id = nextId(now)
    const words = rule?.words ?? REFUSAL_WORDS[cause]
    refusals.note({
      id,
      resellerId: asked.resellerId,
      accountId: account?.id ?? null,
      sourceId: asked.source.id,
      refusedAt: now,
      leg,
      cause,
      rule: rule?.rule ?? '',
      words,
      fromNumber: formatNumber(from),
      toNumber: formatNumber(to),
      serviceType,
      callRef: asked.callId,
    })
    return { allow: false, id, cause, ...REFUSALS[cause], ...(rule !== undefined && { reason: rule.sipReason }), words }
  }

  /** The account as it is known, its allowances read lately enough to count on them. */
  const withAllowances = async (account: LiveAccount, now: Date): Promise<LiveAccount> => {
    if (!book.mayBeDrawnSince(account, now) || !hasAllowances(account, now)) return account
    await book.refresh(account)
    return book.known.get(account.id) ?? account
  }

  const callOf = async (
    resellerId: number,
    id: bigint,
  ): Promise<{ account: LiveAccount; call: LiveCall } | undefined> => {
    const kept = await findReservation(pool, { id })
    if (kept === undefined || kept.resellerId !== resellerId || kept.state !== 'open') return undefined
    const account = await book.accountOf(kept.accountId, clock())
    if (account === undefined) return undefined
    if (!account.live.has(id)) book.forgetAccount(account.id)
    const again = (await book.accountOf(kept.accountId, clock())) ?? account
    const call = again.live.get(id)
    return call === undefined ? undefined : { account: again, call }
  }

  const extend = async (resellerId: number, id: bigint, moreSeconds: number): Promise<Extension | undefined> => {
    let isFresh = false
    for (let tries = 1; ; tries++) {
      const found = await callOf(resellerId, id)
      if (found === undefined) return undefined
      const { call } = found
      const account = await withAllowances(found.account, clock())
      const wanted = Math.min(call.seconds + moreSeconds, LIVE_LIMITS.mostSeconds)
      const ahead = priceAhead(book, account, asCall(call), call)
      const total = totalOf(ahead)
      const money = availableMicros(account, call.serviceType) + call.reservedMicros
      const byMoney = affordable(total, money, wanted).seconds
      const seconds = Math.min(byMoney, withinLimits(account, ahead, byMoney, call.heldExMicros, clock()))
      if (seconds < wanted && !isFresh) {
        await book.refresh(account)
        isFresh = true
        continue
      }
      if (seconds <= call.seconds) return { maxSeconds: call.seconds, mayExtend: false }
      if (await hold(account, call, ahead, seconds, undefined))
        return { maxSeconds: seconds, mayExtend: seconds === wanted }
      if (tries === MOST_TRIES) return { maxSeconds: call.seconds, mayExtend: false }
      await book.refresh(account)
      isFresh = true
    }
  }

  return {
    book,
    async authorize(asked) {
      const now = clock()
      const { numberFormat } = asked.source
      const to = readNumber(asked.to, numberFormat, areaCodeOf(readNumber(asked.from, numberFormat)))
      if (isEmergency(to)) return emergency(nextId(now))
      begin()
      const callKey = keyOf(asked.source.id, DIRECTION[asked.direction], asked.callId)
      const name = `${asked.source.id}/${callKey}`
      const inHand = answering.get(name)
      if (inHand !== undefined) return inHand
      const answer = askOrAlone(name, asked, to, callKey, now).finally(() => answering.delete(name))
      answering.set(name, answer)
      return answer
    },
    async extend(resellerId, id, moreSeconds) {
      begin()
      const extended = await away.within(() => extend(resellerId, id, moreSeconds))
      if (extended !== undefined) return extended.answer
      // What it has it keeps; there may be more when somebody can be asked.
      const accountId = book.payerOf(id)
      const account = accountId === undefined ? undefined : book.known.get(accountId)
      const call = account?.resellerId === resellerId ? account.live.get(id) : offline.find(resellerId, id)
      return call && { maxSeconds: call.seconds, mayExtend: account !== undefined }
    },
    findCall: async (resellerId, id) => (await callOf(resellerId, id))?.call,
    async answered(resellerId, id, at) {
      const noted = await away.within(async () => {
        const found = await callOf(resellerId, id)
        if (found === undefined) return false
        const { call } = found
        call.expiresAt = lapsesAt(at, call.seconds)
        return noteAnswer(pool, id, at, call.expiresAt)
      })
      // For those who watch: nothing hangs on it while nobody can be told.
      return noted === undefined || noted.answer
    },
    async end(id, source, event) {
      const written = await away.within(() => endings.do({ source, event }))
      if (written === undefined) {
        if (spool === undefined) throw new Error('the database is away, and there is no place to keep a record in')
        await spool.keep({ source, event })
        offline.ended(id)
      }
      const accountId = book.payerOf(id)
      if (accountId !== undefined) book.forgetCall(accountId, id)
      return written !== undefined
    },
    catchUp: drain,
    get isAway() {
      return away.isAway
    },
    lapse,
    async close() {
      clearInterval(lapsing)
      away.close()
      await reservations.idle()
      await endings.idle()
      await refusals.close()
      await hearing?.close()
    },
  }
}

/** How long a call may go on before it reaches the account's limits on spending, which an allowance does not count against. */
function withinLimits(account: LiveAccount, ahead: PriceAhead, most: number, heldEx: number, now: Date): number {
  const { fraudSpendDay, fraudSpendHour } = account.rules
  let left = Infinity
  if (fraudSpendDay !== undefined) left = Number(fraudSpendDay.limit - spentToday(account, now))
  if (fraudSpendHour !== undefined) left = Math.min(left, Number(fraudSpendHour.limit - spentThisHour(account, now)))
  if (left === Infinity || most === 0) return most
  return affordable((seconds) => (ahead.micros(seconds) * 10) / 11, left + heldEx, most).seconds
}

function causeOf({ rule }: RuleRefusal): RefusalCause {
  return rule === 'channels' || rule === 'overseas-channels' || rule === 'velocity' ? 'channels_busy' : 'barred'
}

/** The call in progress that a source asks about again. */
function sameCall({ live }: LiveAccount, sourceId: number, callKey: bigint): LiveCall | undefined {
  for (const call of live.values()) if (call.callKey === callKey && call.sourceId === sourceId) return call
  return undefined
}

interface Seen {
  readonly asked: CallAsked
  readonly from: NumberCode
  readonly to: NumberCode
  readonly leg: number
  readonly now: Date
}

function totalOf(ahead: PriceAhead): (seconds: number) => number {
  return (seconds) => ahead.raises(seconds).reduce((sum, { moreMicros }) => sum + moreMicros, ahead.micros(seconds))
}

function hasAllowances({ book, rated }: LiveAccount, now: Date): boolean {
  return (book.planOf(rated, now.getTime())?.plan.allowanceUnits.length ?? 0) > 0
}

function allowed(account: LiveAccount, call: LiveCall, mayExtend: boolean): Decision {
  return {
    allow: true,
    id: call.id,
    maxSeconds: call.seconds,
    mayExtend: mayExtend && call.seconds < LIVE_LIMITS.mostSeconds,
    isEmergency: false,
    accountId: account.id,
    accountNumber: account.accountNumber,
    serviceType: call.serviceType,
    reservedMicros: call.reservedMicros,
  }
}

function emergency(id: bigint): Decision {
  return {
    allow: true,
    id,
    maxSeconds: EMERGENCY_SECONDS,
    mayExtend: true,
    isEmergency: true,
    accountId: undefined,
    accountNumber: undefined,
    serviceType: 0,
    reservedMicros: 0,
  }
}

/** A day: nobody ends a call for help. */
const EMERGENCY_SECONDS = 86_400

function freshReservation(call: LiveCall, resellerId: number): Hold['fresh'] {
  const { id, accountId, sourceId, leg, callKey, callRef, serviceType, destination, begunAt } = call
  const [fromNumber, toNumber] = [formatNumber(call.a), formatNumber(call.b)]
  return {
    id,
    accountId,
    resellerId,
    sourceId,
    leg,
    callKey,
    callRef,
    fromNumber,
    toNumber,
    serviceType,
    destination,
    begunAt,
  }
}

const encoder = new TextEncoder()

/** The key the record of a call will have. */
function keyOf(sourceId: number, leg: number, callId: string): bigint {
  const key: CallKey = { high: 0, low: 0 }
  const bytes = encoder.encode(callId)
  hashCallId(sourceId, leg, 0, bytes, 0, bytes.length, key)
  return (BigInt(key.high) << 32n) | BigInt(key.low)
}

/** Ids that grow with time, and that two processes do not give out both but by rare chance, which the database refuses. */
function createIds(): (now: Date) => bigint {
  let last = 0n
  return (now) => {
    const id = BigInt(now.getTime()) * 100_000n + BigInt(randomInt(100_000))
    last = id > last ? id : last + 1n
    return last
  }
}

/** What was refused is told in the background: no caller waits for it, and a database that is away costs the line only. */
function createRefusalLog({ pool, log }: LiveTools) {
  let waiting: NewRefusal[] = []
  let writing: Promise<void> | undefined
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await insertRefusals(pool, batch).catch((error: unknown) => {
        log(`${batch.length} refused calls were not noted: ${error instanceof Error ? error.message : String(error)}`)
      })
    }
    writing = undefined
  }
  return {
    note(refusal: NewRefusal): void {
      waiting.push(refusal)
      writing ??= new Promise<void>((begun) => setImmediate(begun)).then(write)
    },
    close: async (): Promise<void> => {
      while (writing !== undefined) await writing
    },
  }
}
