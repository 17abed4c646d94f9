/** The controls of an account that bar calls or charging when they trip, as paths and rows name them. */
export const CONTROLS = [
  'credit-limit',
  'fraud-spend-day',
  'fraud-spend-hour',
  'overseas-calls',
  'iou',
  'card-failures',
] as const
export type Control = (typeof CONTROLS)[number]

/** What a control's limit and use are counted in. */
export const CONTROL_UNITS = {
  'credit-limit': 'money',
  'fraud-spend-day': 'money',
  'fraud-spend-hour': 'money',
  'overseas-calls': 'calls',
  iou: 'money',
  'card-failures': 'failures',
} as const satisfies Readonly<Record<Control, 'money' | 'calls' | 'failures'>>

/** off: not watched; armed: watched, or released for a while; tripped: its limit is reached. */
export const CONTROL_STATES = ['off', 'armed', 'tripped'] as const
export type ControlState = (typeof CONTROL_STATES)[number]

/** How an account's own limits lie between nothing and this. */
export const CONTROL_LIMITS = {
  /** $1,000,000. */
  moneyMicros: 1_000_000_000_000n,
  calls: 10_000,
  failures: 20,
  /** A release lasts so many days at the most, and a day if nobody says how long. */
  releaseDays: 31,
} as const
