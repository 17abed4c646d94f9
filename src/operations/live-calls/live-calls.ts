import { systemActor } from '#domain/access/actor.ts'
import { isIouCall } from '#domain/credit-control/iou.ts'
import type { CallFacts, RuleRefusal } from '#domain/credit-control/call-rules.ts'
import { affordable } from '#domain/live-calls/affordable.ts'
import type { RefusalCause } from '#domain/live-calls/refusal.ts'
import { lapsesAt, LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import { areaCodeOf, isEmergency, readNumber, type NumberCode } from '#domain/phone-number.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { startIou } from '#operations/credit-control/iou.ts'
import { perform } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { findReservation } from '#storage/queries/call-reservations.ts'
import { lapseReservations, noteAnswer } from '#storage/tables/call-reservations.ts'
import { createAccountBook, learnHeld } from './account-book.ts'
import { createAnswerAlone } from './answer-alone.ts'
import { askedBefore, isTaken } from './asked-before.ts'
import {
  allowed,
  emergency,
  type CallAsked,
  type Decision,
  type Extension,
  type LiveCalls,
  type LiveTools,
} from './call-decisions.ts'
import { createIds, keyOf } from './call-ids.ts'
import { createCallListeners } from './call-listeners.ts'
import { factsOf, refusalByRisk } from './call-risk.ts'
import { createEndings } from './end-call.ts'
import { hearChanges, type Hearing } from './hear-changes.ts'
import { createHoldCall } from './hold-call.ts'
import { availableMicros, type LiveAccount, type LiveCall } from './live-account.ts'
import { asCall, priceAhead, type CallAhead, type PriceAhead } from './price-ahead.ts'
import { spentThisHour, spentToday } from './recent-use.ts'
import { createRefusals } from './refused-calls.ts'
import { createReservations } from './reserve-calls.ts'
import { createRiskNotes } from './risk-notes.ts'

/** A stale picture is looked at anew and tried again, so often. */
const MOST_TRIES = 8
const LAPSE_EVERY_MS = 5_000

/**
 * Answers whether calls may be made. What it knows of accounts is kept in memory, what it holds is in the database before
 * it answers, and the database decides: two processes, or two that ask at once, never pass on the same dollar.
 */
export function createLiveCalls(tools: LiveTools): LiveCalls {
  const { pool, clock } = tools
  const book = createAccountBook(pool, clock)
  const listeners = createCallListeners()
  const reservations = createReservations(pool, listeners)
  const endings = createEndings(pool, clock)
  const nextId = createIds()
  const { refuse, ...refusals } = createRefusals(tools, nextId, listeners)
  const hold = createHoldCall(book, reservations)
  const { trips, countries } = createRiskNotes(tools)
  const answering = new Map<string, Promise<Decision>>()
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

  const noteBegun = (account: LiveAccount, facts: CallFacts, now: Date): void => {
    account.use.begunMs.push(now.getTime())
    const { country } = facts
    if (country === undefined) return
    const known = account.countries.get(country)
    if (known !== undefined && known.firstCalledAt !== null) return
    account.countries.set(country, {
      accountId: account.id,
      country,
      firstCalledAt: now,
      confirmedAt: known?.confirmedAt ?? null,
    })
    countries.note({ accountId: account.id, resellerId: account.resellerId, country, at: now })
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
    if (call === undefined) return undefined
    learnHeld(call, kept)
    return { account: again, call }
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

  const { away, offline, spool, askOrAlone, drain } = createAnswerAlone(tools, book, nextId, refuse, decide)

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
    listen: (listener) => listeners.add(listener),
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
      await countries.close()
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

function totalOf(ahead: PriceAhead): (seconds: number) => number {
  return (seconds) => ahead.raises(seconds).reduce((sum, { moreMicros }) => sum + moreMicros, ahead.micros(seconds))
}

function hasAllowances({ book, rated }: LiveAccount, now: Date): boolean {
  return (book.planOf(rated, now.getTime())?.plan.allowanceUnits.length ?? 0) > 0
}
