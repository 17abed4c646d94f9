import { dateAt, startOfDate } from '#domain/time/calendar-date.ts'
import type { Control } from './controls.ts'

/** The controls that trip on calls which may be somebody else's. */
export const FRAUD_CONTROLS = [
  'fraud-spend-day',
  'fraud-spend-hour',
  'overseas-calls',
] as const satisfies readonly Control[]
export type FraudControl = (typeof FRAUD_CONTROLS)[number]

export function isFraudControl(control: Control): control is FraudControl {
  return FRAUD_CONTROLS.some((one) => one === control)
}

const DAY_MS = 86_400_000

/** Why a customer may not lift a limit by saying that the calls were its own. */
export type NoAnswer = 'said-within-a-day' | 'denied'

/**
 * Whether a customer may say "it was me" now: once in 24 hours, so that a thief who has the sign-in as well does not lift the
 * limit again and again; and not while calls that somebody denied are with the office.
 */
export function whyNotCustomer(lastAt: Date | undefined, isDenied: boolean, now: Date): NoAnswer | undefined {
  if (isDenied) return 'denied'
  return lastAt !== undefined && lastAt.getTime() > now.getTime() - DAY_MS ? 'said-within-a-day' : undefined
}

/** Until when "it was me" lifts a limit: the end of the day in the account's zone. */
export function endOfDay(timeZone: string, now: Date): Date {
  return new Date(startOfDate(dateAt(now.getTime(), timeZone).add({ days: 1 }), timeZone))
}
