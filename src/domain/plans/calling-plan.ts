import type { Micros } from '#domain/money.ts'
import type { NumberCode, NumberFormat } from '#domain/phone-number.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'

/**
 * The terms of one version of a calling plan: what a call costs. Amounts are ex GST.
 * Each account is on one; its monthly charge and its life are the account's business, not pricing's.
 */
export interface CallingPlan {
  readonly name: string
  /** A bundle sells a set amount of services for its monthly price; pay-as-you-go takes each call off the balance. */
  readonly type: 'bundle' | 'payg'
  /** IANA zone in which time bands and dates without a time are read. */
  readonly timeZone: string
  /** How the numbers of a calls file are written. */
  readonly numberFormat: NumberFormat
  /** The plan holder's own numbers: a call to one of them is Onnet. */
  readonly homeNumbers: readonly NumberCode[]
  /** Billing blocks where a rate or a deck row says nothing else. */
  readonly increment: Increment
  readonly rates: Readonly<Partial<Record<CallServiceType, ServiceRate>>>
  /** Bands for every rate; a rate's own are looked at first. */
  readonly bands: readonly TimeBand[]
  /** `start`: the band in which the call starts; `split`: each increment in the band in which it starts. */
  readonly bandRule: 'start' | 'split'
  /** In the order in which they are drawn on. */
  readonly allowances: readonly Allowance[]
  /** Calls only, not numbers or sundries; a shortfall is charged when the period ends. */
  readonly minimumMonthlySpend: Micros | undefined
  /** Service types priced by the rate deck instead of {@link rates}. */
  readonly deckCovers: readonly CallServiceType[]
}

/** Whole seconds: the first block of a call and every block after it. */
export interface Increment {
  readonly first: number
  readonly next: number
}

export interface RateTerms {
  readonly pricing: PerMinutePricing | PerCallPricing | UntimedPricing
  /** Charged once on an answered call that draws on no allowance. */
  readonly flagfall: Micros
  readonly increment: Increment | undefined
  readonly bands: readonly TimeBand[]
}

export interface ServiceRate extends RateTerms {
  /** The price when the caller is a mobile: inbound 13, 1300 and 1800 calls are billed by origin. */
  readonly fromMobile: RateTerms | undefined
}

export interface PerMinutePricing {
  readonly kind: 'perMinute'
  readonly perMinute: Micros
  readonly minimumCharge: Micros
}

export interface PerCallPricing {
  readonly kind: 'perCall'
  readonly perCall: Micros
}

/** One price however long the call, up to a limit; beyond it by the minute. */
export interface UntimedPricing {
  readonly kind: 'untimed'
  readonly price: Micros
  /** `undefined`: no limit. */
  readonly maxSeconds: number | undefined
  readonly overagePerMinute: Micros
}

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]

/** A part of the week in which the per-minute price is multiplied. */
export interface TimeBand {
  readonly name: string
  readonly days: readonly Day[]
  /** Minutes since local midnight, inclusive. */
  readonly fromMinute: number
  /** Minutes since local midnight, exclusive; 1440 is the day's end. */
  readonly toMinute: number
  /** In units of 1/{@link FACTOR_SCALE}: 8000 is 0.8. */
  readonly factor: number
}

export const FACTOR_SCALE = 10_000

/** A pool of seconds, calls or money that calls draw on before they are charged. */
export interface Allowance {
  readonly name: string
  readonly serviceTypes: readonly CallServiceType[]
  readonly unit: 'seconds' | 'calls' | 'money'
  /** Seconds, calls or micro-dollars per bill period. */
  readonly quantity: number
}

/** Limits within which every charge of a plausible call stays exact in a safe integer: under 1.2 × 10¹⁵ micros. */
export const PLAN_LIMITS = {
  /** $1,000 a minute; the dearest satellite and premium destinations are under $50. */
  perMinuteMicros: 1_000_000_000,
  /** $1,000,000 for an amount per call or per month. */
  amountMicros: 1_000_000_000_000,
  /** A band may multiply a price by 100 at most. */
  factor: 100 * FACTOR_SCALE,
  /** One day. */
  incrementSeconds: 86_400,
  bands: 100,
  allowances: 100,
  homeNumbers: 100_000,
} as const
