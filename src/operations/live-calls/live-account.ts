import type { AllowanceState } from '#domain/rating/compile-plan.ts'
import { isIouCall } from '#domain/credit-control/iou.ts'
import type { CallRules } from '#domain/credit-control/call-rules.ts'
import type { KnownCountry, MinuteOfUse } from '#storage/queries/recent-use.ts'
import type { LegPricer } from '#operations/usage/leg-pricer.ts'
import type { RatedAccount, UsageBook } from '#operations/usage/rating-book.ts'

/** A call in progress, as the process that answers calls knows it. */
export interface LiveCall {
  readonly id: bigint
  readonly accountId: number
  readonly sourceId: number
  readonly callKey: bigint
  readonly callRef: string
  readonly leg: number
  /** Number codes. */
  readonly a: number
  readonly b: number
  readonly serviceType: number
  readonly destination: string
  readonly begunAt: Date
  /** Whether it is in the database: until then it is asked for, and counts as if it were. */
  isHeld: boolean
  seconds: number
  /** With GST. */
  reservedMicros: number
  /** The same ex GST: what limits on spending count. */
  heldExMicros: number
  costMicros: number
  expiresAt: Date
}

/** What an account's calls out came to of late, by minutes. */
export interface RecentUse {
  /** Of the last day, as the database had them. */
  minutes: readonly MinuteOfUse[]
  /** Calls that ended since those were read: what they held, until it is known what they cost. */
  ended: LiveCall[]
  /** When calls out began within the last minute, epoch milliseconds. */
  begunMs: number[]
}

/** What an account has left: micro-dollars with GST. One object, however often the account is read again. */
export interface LiveMoneyState {
  balanceMicros: number
  reservedMicros: number
  /** Up to where the account's calls are known, those of other processes too. */
  epoch: number
  /** Asked for and not yet in the database. */
  inFlightMicros: number
  /** Goes on where somebody else held or drew meanwhile: what was worked out before counts no more. */
  picture: number
}

/** An account as the process that answers calls knows it. What counts is in the database; this says what to ask it for. */
export interface LiveAccount {
  readonly id: number
  readonly resellerId: number
  readonly accountNumber: string
  readonly name: string
  readonly status: string
  /** Calls out are barred until what is overdue is paid. */
  readonly isRestricted: boolean
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly resellerPaysAhead: boolean
  readonly rated: RatedAccount
  readonly book: UsageBook
  readonly pricer: LegPricer
  /** How far the balance may go: its credit limit below zero; -Infinity: as far as it likes. */
  readonly floorMicros: number
  /** How far it may go for calls within Australia, while an IOU is open. */
  readonly iouFloorMicros: number | undefined
  readonly rules: CallRules
  readonly use: RecentUse
  readonly countries: Map<string, KnownCountry>
  readonly money: LiveMoneyState
  /** Left of the plan version's allowances as the database has it, by `version/cycle`. */
  readonly allowances: Map<string, AllowanceState>
  allowancesAtMs: number
  readonly live: Map<bigint, LiveCall>
  readonly loadedAtMs: number
}

/** How far the balance may go for a call of a service type. */
export function floorFor({ floorMicros, iouFloorMicros }: LiveAccount, serviceType: number): number {
  return iouFloorMicros !== undefined && isIouCall(serviceType) ? Math.min(floorMicros, iouFloorMicros) : floorMicros
}

/** What there is for another call of a service type. */
export function availableMicros(account: LiveAccount, serviceType: number): number {
  const { balanceMicros, reservedMicros, inFlightMicros } = account.money
  return balanceMicros - reservedMicros - inFlightMicros - floorFor(account, serviceType)
}
