import { negate, type Micros } from '#domain/money.ts'
import type { Control } from './controls.ts'

/** Whether a control is watched, and its limit: micro-dollars, calls or failures, as its unit is. */
export interface ControlSetting {
  readonly isOn: boolean
  readonly limit: bigint
}

export type ControlSettings = Readonly<Record<Control, ControlSetting>>

const POSTPAID_LIMIT = 500_000_000n

/** What an account has until somebody says more. An IOU is credit: it is given where the plan or a person allows it. */
export function defaultControls(paymentMode: 'prepaid' | 'postpaid'): ControlSettings {
  return {
    'credit-limit': { isOn: true, limit: paymentMode === 'postpaid' ? POSTPAID_LIMIT : 0n },
    'fraud-spend-day': { isOn: true, limit: 100_000_000n },
    'fraud-spend-hour': { isOn: false, limit: 50_000_000n },
    'overseas-calls': { isOn: true, limit: 50n },
    iou: { isOn: false, limit: 20_000_000n },
    'card-failures': { isOn: true, limit: 3n },
  }
}

/** What counts against the limits of an account now. */
export interface ControlUse {
  /** Above zero: credit; with GST. */
  readonly balanceMicros: Micros
  /** Calls out of the last 24 hours, ex GST; those since a release where there was one. Never emergency calls. */
  readonly spendDayMicros: Micros
  /** The dearest 60 minutes of them. */
  readonly spendHourMicros: Micros
  /** The most calls to other countries within 60 minutes of them. */
  readonly overseasCalls: number
  /** What an IOU that is open has lent, ex GST. */
  readonly iouMicros: Micros
  /** Refusals in a row of what is stored to be charged by itself. */
  readonly cardRefusals: number
  /** That is switched off because of them. */
  readonly isChargingStopped: boolean
}

/** What counts against one control, in its unit. */
export function usedOf(control: Control, use: ControlUse): bigint {
  switch (control) {
    case 'credit-limit':
      return use.balanceMicros < 0n ? negate(use.balanceMicros) : 0n
    case 'fraud-spend-day':
      return use.spendDayMicros
    case 'fraud-spend-hour':
      return use.spendHourMicros
    case 'overseas-calls':
      return BigInt(use.overseasCalls)
    case 'iou':
      return use.iouMicros
    case 'card-failures':
      return BigInt(use.cardRefusals)
  }
}

/** Whether the limit of a control is reached. Where nothing counts against it, only credit that has run out is. */
export function isReached(control: Control, limit: bigint, use: ControlUse): boolean {
  if (control === 'credit-limit') return use.balanceMicros <= -limit
  // A card that is stolen is refused once and for all.
  if (control === 'card-failures') return use.isChargingStopped
  const used = usedOf(control, use)
  return used > 0n && used >= limit
}
