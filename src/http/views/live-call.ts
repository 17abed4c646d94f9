import { z } from 'zod'
import { liveCall, liveSums } from '#contract/live-calls.ts'
import { micros } from '#domain/money.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { describeCall } from '#domain/usage/describe-call.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import type { LiveFrame, PricedCall } from '#operations/live-calls/watch-live-calls.ts'

/** Which calls somebody sees, and how. */
export interface Sight {
  readonly accountId: number | undefined
  /** A customer's user sees those of its own numbers. */
  readonly numbers: readonly string[] | undefined
  readonly withCost: boolean
  /** So many in all, the dearest where there are more. */
  readonly most: number
}

/** Those calls of a frame somebody sees, and those of them that are shown. */
export interface Seen {
  readonly at: Date
  readonly all: readonly PricedCall[]
  readonly shown: readonly PricedCall[]
}

export function seen({ at, calls }: LiveFrame, { accountId, numbers, most }: Sight): Seen {
  const all = calls.filter(
    (call) =>
      (accountId === undefined || call.accountId === accountId) &&
      (numbers === undefined || numbers.includes(ownNumber(call))),
  )
  return { at, all, shown: all.length <= most ? all : dearest(all, most) }
}

function ownNumber({ leg, fromNumber, toNumber }: PricedCall): string {
  return leg === DIRECTION.out ? fromNumber : toNumber
}

/** Still in their order. */
function dearest(calls: readonly PricedCall[], most: number): readonly PricedCall[] {
  const kept = new Set(
    calls.toSorted((one, other) => (other.chargeMicros ?? 0) - (one.chargeMicros ?? 0)).slice(0, most),
  )
  return calls.filter((call) => kept.has(call))
}

function viewLiveCall(call: PricedCall, withCost: boolean): z.output<typeof liveCall> {
  const { leg, fromNumber, toNumber, chargeMicros: charge, gstMicros: gst, costMicros: cost, answeredAt } = call
  const isOut = leg === DIRECTION.out
  const since = call.state === 'ringing' ? null : (answeredAt ?? call.begunAt)
  return {
    id: call.id,
    accountId: call.accountId,
    accountNumber: call.accountNumber,
    accountName: call.accountName,
    direction: isOut ? 'out' : 'in',
    from: fromNumber,
    to: toNumber,
    description: describeCall(
      call.serviceType,
      isOut ? toNumber : fromNumber,
      call.destination === '' ? null : call.destination,
    ),
    serviceType: serviceTypeName(call.serviceType),
    state: call.state,
    begunAt: call.begunAt,
    answeredAt,
    until: since === null ? null : new Date(since.getTime() + call.seconds * 1000),
    maxSeconds: call.seconds,
    charge: moneyOf(charge),
    gst: moneyOf(gst),
    total: charge === null || gst === null ? null : moneyOf(charge + gst),
    held: micros(BigInt(call.heldMicros)),
    ...(withCost && {
      cost: moneyOf(cost),
      margin: charge === null || cost === null ? null : moneyOf(charge - cost),
    }),
    currency: 'AUD',
  }
}

const sums = z.object(liveSums)

/** What all calls come to that somebody sees. */
export function viewSums({ at, all }: Seen): z.output<typeof sums> {
  let top: PricedCall | undefined
  let total = 0
  let held = 0
  let ringing = 0
  for (const call of all) {
    total += (call.chargeMicros ?? 0) + (call.gstMicros ?? 0)
    held += call.heldMicros
    if (call.state === 'ringing') ringing++
    if ((call.chargeMicros ?? 0) > (top?.chargeMicros ?? 0)) top = call
  }
  return {
    now: at,
    count: all.length,
    ringing,
    total: micros(BigInt(total)),
    held: micros(BigInt(held)),
    dearest: top?.id ?? null,
    currency: 'AUD',
  }
}

export function viewSeen(what: Seen, withCost: boolean) {
  return { ...viewSums(what), items: what.shown.map((call) => viewLiveCall(call, withCost)) }
}

/** Calls in their outer form, each made once however many watch: by cost seen, and not. */
const written = [new WeakMap<PricedCall, string>(), new WeakMap<PricedCall, string>()]

export function writeSums(what: Seen): string {
  return JSON.stringify(z.encode(sums, viewSums(what))).slice(0, -1)
}

/** As JSON. */
export function writeCalls(calls: readonly PricedCall[], withCost: boolean): string {
  const known = written[withCost ? 1 : 0]
  const texts = calls.map((call) => {
    const text = known?.get(call) ?? JSON.stringify(z.encode(liveCall, viewLiveCall(call, withCost)))
    known?.set(call, text)
    return text
  })
  return `[${texts.join(',')}]`
}

function moneyOf(amount: number | null) {
  return amount === null ? null : micros(BigInt(amount))
}
