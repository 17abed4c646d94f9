/** What a line of the audit chain is about, for those who look for one kind of change. */
export const ACTIVITY_KINDS = [
  'status',
  'profile',
  'plan',
  'numbers',
  'ports',
  'billing',
  'payments',
  'calls',
  'users',
  'notes',
  'mails',
  'other',
] as const
export type ActivityKind = (typeof ACTIVITY_KINDS)[number]
