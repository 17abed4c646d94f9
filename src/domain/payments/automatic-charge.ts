import type { ChargePurpose } from './charge.ts'

/** What is charged by itself. */
export type AutomaticPurpose = Exclude<ChargePurpose, 'add-credit'>

/** `planned`: waits for its time or for another try. `sent`: a try is under way. The last three are ends. */
export const AUTOMATIC_CHARGE_STATES = ['planned', 'sent', 'paid', 'given-up', 'withdrawn'] as const
export type AutomaticChargeState = (typeof AUTOMATIC_CHARGE_STATES)[number]

/** What came of a try. `not-sent`: the gateway was never asked, or said it did nothing; nobody's card is at fault. */
export type TryOutcome = 'paid' | 'refused' | 'not-sent'

export function isTopUp(purpose: AutomaticPurpose): boolean {
  return purpose === 'auto-top-up' || purpose === 'top-up-to-level'
}

const DAY_MS = 86_400_000

/** An auto debit that does not go through within its month is not tried for ever: the next bill has what is owed. */
const GIVEN_UP_AFTER_DAYS = 31

export function isTooOld(
  { purpose, dueAt }: { readonly purpose: AutomaticPurpose; readonly dueAt: Date },
  now: Date,
): boolean {
  return !isTopUp(purpose) && now.getTime() > dueAt.getTime() + GIVEN_UP_AFTER_DAYS * DAY_MS
}
