import { micros, type Micros } from '#domain/money.ts'

/**
 * Why nothing is done about an overdue amount for a while. dispute: an amount is contested, and left out of what is chased;
 * hardship: an arrangement to pay by instalments; disaster: the customer is where one is; promise: it said when it pays;
 * pause: staff said so.
 */
export const HOLD_KINDS = ['dispute', 'hardship', 'disaster', 'promise', 'pause'] as const
export type HoldKind = (typeof HOLD_KINDS)[number]

/** Part of what was arranged. With GST. */
export interface Instalment {
  /** `yyyy-mm-dd`: by the end of that day. */
  readonly on: string
  readonly amountMicros: Micros
}

export interface DunningHold {
  readonly id: number
  readonly kind: HoldKind
  /** Days in the account's zone, both included. */
  readonly from: string
  readonly until: string
  /** Of a dispute: what of the account is contested; null: all of it. */
  readonly amountMicros: Micros | null
  /** Of a hardship arrangement; [] otherwise. */
  readonly instalments: readonly Instalment[]
  /** Paid since it was made. */
  readonly paidMicros: Micros
  /** The day it was ended before its time; null: it was not. */
  readonly endedOn: string | null
}

/** An instalment may come so many days late before its arrangement is broken: transfers take that long. */
const DAYS_OF_GRACE = 3

/** How a hold stands on a day. broken: an instalment did not come. */
export type HoldStanding = 'to-come' | 'holds' | 'broken' | 'over'

export function holdOn(hold: DunningHold, today: string): HoldStanding {
  if (hold.endedOn !== null || hold.until < today) return 'over'
  if (hold.from > today) return 'to-come'
  const lastDue = Temporal.PlainDate.from(today).subtract({ days: DAYS_OF_GRACE }).toString()
  const due = hold.instalments
    .filter(({ on }) => on < lastDue)
    .reduce((sum, { amountMicros }) => sum + amountMicros, 0n)
  return hold.kind === 'hardship' && hold.paidMicros < due ? 'broken' : 'holds'
}

/** Whether a hold that is over now was in force after a day. */
export function wasHeldAfter(hold: DunningHold, day: string, today: string): boolean {
  const end = hold.endedOn ?? hold.until
  return holdOn(hold, today) !== 'holds' && hold.from <= today && hold.from <= end && end > day
}

/** What of an overdue amount is contested, by the disputes in force. */
export function disputedOf(overdueMicros: Micros, holds: readonly DunningHold[], today: string): Micros {
  const disputes = holds.filter((hold) => hold.kind === 'dispute' && holdOn(hold, today) === 'holds')
  if (disputes.some(({ amountMicros }) => amountMicros === null)) return overdueMicros
  const sum = disputes.reduce((all, { amountMicros }) => all + (amountMicros ?? 0n), 0n)
  return micros(sum > overdueMicros ? overdueMicros : sum)
}

/** The hold that stops every step on a day, where there is one: all but a dispute over a part. */
export function stoppingHold(holds: readonly DunningHold[], today: string): DunningHold | undefined {
  return holds.find((hold) => hold.kind !== 'dispute' && holdOn(hold, today) === 'holds')
}

/** Holds under which not even what was done before stays: the customer is not to be without service for it. */
export function liftsService(kind: HoldKind): boolean {
  return kind === 'dispute' || kind === 'hardship' || kind === 'disaster'
}
