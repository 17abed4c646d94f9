/** Which notice of a card that ends is due: before its last month, or in it. */
export const EXPIRY_NOTICES = ['next-month', 'this-month'] as const
export type ExpiryNotice = (typeof EXPIRY_NOTICES)[number]

const DAYS_BEFORE = 30

/**
 * The notice that is due on a day: from 30 days before the month a card ends in, and from the first of that month, to whose
 * last day it works. Undefined: none yet, or it is over.
 *
 * @param today `yyyy-mm-dd` in the account's zone.
 */
export function expiryNotice(
  { expMonth, expYear }: { readonly expMonth: number; readonly expYear: number },
  today: string,
): ExpiryNotice | undefined {
  const day = Temporal.PlainDate.from(today)
  const first = Temporal.PlainDate.from({ year: expYear, month: expMonth, day: 1 })
  const isBefore = (date: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(day, date) < 0
  if (isBefore(first.subtract({ days: DAYS_BEFORE })) || !isBefore(first.add({ months: 1 }))) return undefined
  return isBefore(first) ? 'next-month' : 'this-month'
}
