import { LIVE_LIMITS } from '#domain/live-calls/reservation.ts'
import { readNumber, type NumberCode } from '#domain/phone-number.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { recordEvents } from '#operations/usage/record-events.ts'
import { findReservation } from '#storage/queries/call-reservations.ts'
import { releaseReservation } from '#storage/tables/call-reservations.ts'
import type { AccountBook } from './account-book.ts'
import { watchAway, type Away } from './away.ts'
import type { CallAsked, Decision, LiveTools } from './call-decisions.ts'
import { createCallSpool, type CallSpool } from './call-spool.ts'
import { createOfflineCalls, type OfflineCalls } from './offline-calls.ts'
import type { Refuse } from './refused-calls.ts'

type Decide = (asked: CallAsked, to: NumberCode, callKey: bigint, now: Date) => Promise<Decision>

/** Answers while the database is away, and what is to be done when it is back. */
export interface AnswerAlone {
  readonly away: Away
  readonly offline: OfflineCalls
  readonly spool: CallSpool | undefined
  readonly askOrAlone: (name: string, asked: CallAsked, to: NumberCode, callKey: bigint, now: Date) => Promise<Decision>
  /** Writes the records that wait on disk. */
  readonly drain: () => Promise<void>
}

export function createAnswerAlone(
  tools: LiveTools,
  book: AccountBook,
  nextId: (now: Date) => bigint,
  refuse: Refuse,
  decide: Decide,
): AnswerAlone {
  const { pool, clock, log } = tools
  const offline = createOfflineCalls(pool, book)
  const spool = tools.spoolFolder === undefined ? undefined : createCallSpool(tools.spoolFolder, log)
  /** Calls that were refused while the database was away, and that it may hold money for. */
  const unsure = new Map<string, { readonly sourceId: number; readonly callKey: bigint }>()
  const away = watchAway(tools, () => comeBack())

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

  return { away, offline, spool, askOrAlone, drain }
}
