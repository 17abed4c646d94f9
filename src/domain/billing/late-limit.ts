import { parseDate } from '#domain/time/calendar-date.ts'

/**
 * How old usage may be when it is billed, in days: calls of consumers and small businesses are not billed after 160
 * (Telecommunications Consumer Protections Code), of others not after 190 (the usual term of business contracts).
 */
const LATE_LIMIT_DAYS = { consumer: 160, business: 190 } as const

/** The first day whose usage may still be billed on a document issued on a day; dates in the account's zone. */
export function oldestBillableDay(issuedOn: string, isConsumer: boolean): string {
  const date = parseDate(issuedOn)
  if (date === undefined) throw new RangeError(`oldestBillableDay: "${issuedOn}" is no date`)
  return date.subtract({ days: isConsumer ? LATE_LIMIT_DAYS.consumer : LATE_LIMIT_DAYS.business }).toString()
}
