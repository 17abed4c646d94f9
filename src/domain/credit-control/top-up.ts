/** fixed: the same amount each time; restore: what brings the balance back to a level. */
export const TOP_UP_MODES = ['fixed', 'restore'] as const
export type TopUpMode = (typeof TOP_UP_MODES)[number]

export const TOP_UP_LIMITS = {
  /** The platform's help pages: a balance threshold cannot be under $2.00. */
  thresholdMicros: 2_000_000n,
  /** $100,000. */
  amountMicros: 100_000_000_000n,
} as const
