import { lapsesAt } from '#domain/live-calls/reservation.ts'
import { formatNumber } from '#domain/phone-number.ts'
import type { Hold } from '#storage/tables/call-reservations.ts'
import type { AccountBook } from './account-book.ts'
import type { GroupCommit } from './group-commit.ts'
import { floorFor, type LiveAccount, type LiveCall } from './live-account.ts'
import type { PriceAhead } from './price-ahead.ts'
import type { ReservationAsked } from './reserve-calls.ts'

export type HoldCall = (
  account: LiveAccount,
  live: LiveCall,
  ahead: PriceAhead,
  seconds: number,
  /** The reseller of a call that holds nothing yet. */
  freshFor: number | undefined,
) => Promise<boolean>

/** Holds money for calls, and keeps the picture of their accounts as it will be once it is held. */
export function createHoldCall(book: AccountBook, reservations: GroupCommit<ReservationAsked, boolean>): HoldCall {
  /** Holds what a call comes to for so many seconds in all; false where the database knows of less than was thought. */
  return async (
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
      isHeld = await reservations.do({
        account,
        floorMicros: floorFor(account, live.serviceType),
        holds,
        picture: money.picture,
      })
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
}

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
