/** The part of a billing cycle a plan's allowances are for: an upgrade in its middle brings the days that are left. */
export interface AllowanceShare {
  readonly days: number
  readonly cycleDays: number
}

/**
 * What of an allowance (seconds, calls or micro-dollars) a share is: quantity × days / days of the cycle, rounded down.
 * Undefined: all of it.
 */
export function sharedQuantity(quantity: number, share: AllowanceShare | undefined): number {
  return share === undefined ? quantity : Math.floor((quantity * share.days) / share.cycleDays)
}
