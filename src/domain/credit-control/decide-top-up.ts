import { divideHalfUp, micros, type Micros } from '#domain/money.ts'
import type { Charging } from '#domain/payments/refusals.ts'
import { TOP_UP_LIMITS, type AutoTopUp } from './top-up.ts'

/** A top-up that was charged, or sent and not refused. */
export interface TopUpCharge {
  readonly amountMicros: Micros
  /** When it was sent. */
  readonly at: Date
}

/** What a top-up is decided by. Amounts with GST. */
export interface TopUpSituation {
  readonly topUp: AutoTopUp
  readonly paymentMode: 'prepaid' | 'postpaid'
  /** The balance, less what calls in progress have reserved. */
  readonly availableMicros: Micros
  /** Charges that were sent and nobody has answered yet, as a bank account's: days may pass. */
  readonly onItsWayMicros: Micros
  /** Top-ups of the last seven days and longer ago, in any order. */
  readonly charged: readonly TopUpCharge[]
  readonly charging: Charging
  /** low: below its threshold; month-end: brought back to the level whatever the threshold is. */
  readonly cause: 'low' | 'month-end'
  readonly now: Date
}

/** What is charged, or why nothing is. */
export type TopUpDecision =
  | { readonly is: 'charge'; readonly amountMicros: Micros }
  | { readonly is: 'off' | 'not-needed' | 'on-its-way' | 'without-method' }
  | { readonly is: 'stopped'; readonly since: Date }
  | { readonly is: 'on-hold'; readonly until: Date }
  /** What of it would fit now, and when all of it does; undefined: it is more than the maximum. */
  | {
      readonly is: 'weekly-maximum'
      readonly neededMicros: Micros
      readonly fitsMicros: Micros
      readonly until: Date | undefined
    }

const WEEK_MS = 7 * 86_400_000
const CENT = 10_000n

/**
 * Whether to top up an account now, and by how much. A fixed amount is charged whole or not at all; a level is restored as far
 * as the weekly maximum lets it. The week is the last seven days to the instant: no seven days ever hold more.
 *
 * Source: the platform's help pages (threshold, amount, maximum a week; a nominated level, also at the end of the billing
 * month); rolling by default.
 */
export function decideTopUp(situation: TopUpSituation): TopUpDecision {
  const { topUp, paymentMode, availableMicros, onItsWayMicros, charging, cause, now } = situation
  if (!topUp.isOn || paymentMode === 'postpaid') return { is: 'off' }
  if (cause === 'month-end' && topUp.mode !== 'restore') return { is: 'off' }
  const below = cause === 'month-end' ? topUp.amountMicros : topUp.thresholdMicros
  if (availableMicros >= below) return { is: 'not-needed' }
  // Also where it will not be enough: nobody is charged twice for one want while the first is under way.
  if (onItsWayMicros > 0n) return { is: 'on-its-way' }
  const needed = topUp.mode === 'fixed' ? topUp.amountMicros : wholeCents(topUp.amountMicros - availableMicros)
  if (needed < TOP_UP_LIMITS.leastMicros) return { is: 'not-needed' }
  if (charging.is !== 'ready') return charging
  const week = situation.charged
    .filter(({ at }) => at.getTime() > now.getTime() - WEEK_MS)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
  const room = topUp.weeklyMaximumMicros - sum(week)
  const fitsMicros = micros(room > 0n ? room : 0n)
  if (needed <= fitsMicros) return { is: 'charge', amountMicros: needed }
  if (topUp.mode === 'restore' && fitsMicros >= TOP_UP_LIMITS.leastMicros)
    return { is: 'charge', amountMicros: fitsMicros }
  const wanted = topUp.mode === 'fixed' ? needed : TOP_UP_LIMITS.leastMicros
  return { is: 'weekly-maximum', neededMicros: needed, fitsMicros, until: roomAgainAt(week, wanted, topUp) }
}

/** When enough of the week's top-ups are seven days old for an amount to fit. */
function roomAgainAt(
  week: readonly TopUpCharge[],
  wanted: bigint,
  { weeklyMaximumMicros }: Pick<AutoTopUp, 'weeklyMaximumMicros'>,
): Date | undefined {
  const first = week.findIndex((_, at) => sum(week.slice(at + 1)) + wanted <= weeklyMaximumMicros)
  const freeing = week[first]
  return freeing === undefined ? undefined : new Date(freeing.at.getTime() + WEEK_MS)
}

/** A card is charged whole cents. */
function wholeCents(amount: bigint): Micros {
  return micros(divideHalfUp(amount, CENT) * CENT)
}

function sum(charges: readonly TopUpCharge[]): bigint {
  return charges.reduce((all, { amountMicros }) => all + amountMicros, 0n)
}
