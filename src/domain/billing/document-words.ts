import type { PostalAddress } from '#domain/accounts/postal-address.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import type { DocumentPeriod } from './statement-document.ts'

/** From a period that ends before a day to one that ends with the day before it. */
export function withLastDay({ from, to }: { readonly from: string; readonly to: string }): DocumentPeriod {
  return { from, to: addDays(to, -1) }
}

const nextDays = new Map<string, string>()

/** Calendar arithmetic is slow and a bill run asks for the same few days: they are kept. */
export function addDays(date: string, days: number): string {
  const key = `${date} ${days}`
  const known = nextDays.get(key)
  if (known !== undefined) return known
  if (nextDays.size > 1000) nextDays.clear()
  const found = Temporal.PlainDate.from(date).add({ days }).toString()
  nextDays.set(key, found)
  return found
}

/** `12.50`. */
export function cents(amount: Micros): string {
  return formatDollars(amount, 2)
}

/** The address as it stands on an envelope, line by line. */
export function addressLines(address: PostalAddress | null): readonly string[] {
  if (address === null) return []
  const { lines, suburb, state, postcode, country } = address
  const place = [suburb, state, postcode].filter((part) => part !== '').join(' ')
  return [...lines, place, country === 'AU' ? '' : country].filter((line) => line !== '')
}
