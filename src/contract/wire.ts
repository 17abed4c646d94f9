import { z } from 'zod'
import { formatDollars, parseDollars, type Micros } from '#domain/money.ts'

/**
 * The values that travel, each in one form: money as decimal dollars in a string, instants as ISO 8601 in UTC, dates as
 * yyyy-mm-dd, ids as strings of digits. A schema decodes what comes in and encodes what goes out.
 */

/** Money: `"12.50"` outside, micro-dollars inside; two places at least, six at most. Negative where a credit may be. */
export const money = z
  .codec(
    z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'Write dollars with at most 6 decimal places, like "12.50".')
      .meta({ description: 'Decimal dollars, AUD', examples: ['12.50'] }),
    z.custom<Micros>((value) => typeof value === 'bigint'),
    {
      decode: (text) => parseDollars(text) ?? (0n as Micros),
      encode: (amount) => moneyText(amount),
    },
  )
  .meta({ id: 'Money' })

/** `12.50`, `0.000345`: as many places as it takes, two at least. */
function moneyText(amount: Micros): string {
  return formatDollars(amount, 6).replace(/0{1,4}$/, '')
}

/** Money that must not be below zero. */
export const positiveMoney = money.refine((amount) => amount >= 0n, 'This amount cannot be below zero.')

export const currency = z.literal('AUD')

/** Ids are opaque strings outside and positive int4 inside. */
export const id = z
  .codec(
    z
      .string()
      .regex(/^[1-9]\d{0,9}$/, 'An id is a string of digits.')
      .refine((text) => Number(text) <= 2_147_483_647, 'There is no id so high.')
      .meta({ examples: ['1042'] }),
    z.number().int(),
    { decode: Number, encode: String },
  )
  .meta({ id: 'Id' })

/** An id of the larger kind. */
export const longId = z
  .codec(
    z.string().regex(/^[1-9]\d{0,17}$/, 'An id is a string of digits.'),
    z.custom<bigint>((value) => typeof value === 'bigint'),
    { decode: BigInt, encode: String },
  )
  .meta({ id: 'LongId' })

export const instant = z
  .codec(
    z.iso.datetime({ offset: true }).meta({ examples: ['2026-11-20T00:05:00.000Z'] }),
    z.custom<Date>((value) => value instanceof Date),
    { decode: (text) => new Date(text), encode: (date) => date.toISOString() },
  )
  .refine(isOfOurTime, 'Write an instant from 1900 to 9998.')
  .meta({ id: 'Instant' })

/** Later or earlier ones are slips, and those of other than four-digit years cannot be written as ISO 8601. */
function isOfOurTime(date: Date): boolean {
  const year = date.getUTCFullYear()
  return year >= 1900 && year <= 9998
}

/** A day, `2026-11-20`; the zone is the account's unless said. */
export const date = z.iso.date().meta({ id: 'Date', examples: ['2026-11-20'] })

/** An IANA zone this installation knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Name an IANA time zone, like Australia/Sydney.')
  .meta({ id: 'TimeZone', examples: ['Australia/Sydney'] })

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Z][A-Za-z_]+(\/[A-Za-z_+-]+)*$/.test(name)
  } catch {
    return false
  }
}

/** E.164 digits without +, as numbers are kept. */
export const phoneNumber = z
  .string()
  .regex(/^\d{5,15}$/, 'Write the number as E.164 digits without +, like 61370101234.')
  .meta({ id: 'PhoneNumber', examples: ['61370101234'] })

// No control characters: they cannot be stored (NUL) or seen, and nobody means them.
const SINGLE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u
const SEVERAL_LINES = /^(?:\P{Cc}|[\t\n\r])*$/u

/** One line of words people wrote, trimmed, not empty. */
export const words = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1, 'This cannot be empty.')
    .max(maximum, `Use at most ${maximum} characters.`)
    .regex(SINGLE_LINE, 'Control characters and line breaks are not allowed here.')
    .refine((text) => text.isWellFormed(), 'This is not well-formed text.')

/** Several lines, trimmed; may be empty. */
export const prose = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum, `Use at most ${maximum} characters.`)
    .regex(SEVERAL_LINES, 'Control characters are not allowed here.')
    .refine((text) => text.isWellFormed(), 'This is not well-formed text.')

export const email = z
  .email('This is not an e-mail address.')
  .max(254)
  .toLowerCase()
  .meta({ id: 'Email', examples: ['mia@example.com'] })

/** Yes or no in a query: `true` or `false`, in words. */
export const flag = z.codec(z.enum(['true', 'false']), z.boolean(), {
  decode: (text) => text === 'true',
  encode: (value): 'true' | 'false' => (value ? 'true' : 'false'),
})

/** The query every list takes. */
export const paging = {
  cursor: z.string().max(500).optional().meta({ description: 'From `nextCursor` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** The answer every list gives. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'null: this is the last page' }),
  })
}

/** The query of a list that can say how many rows its filters leave. */
export const counting = {
  withTotal: flag.default(false).meta({ description: 'true: also how many there are in all, and what they come to' }),
}

/** The answer of such a list. */
export function pageWithTotal<Item extends z.ZodType>(item: Item) {
  return page(item).extend({
    total: z.number().int().nullable().meta({ description: 'All that the filters leave; null: not asked for' }),
  })
}

/** The same, where there is money to add up. */
export function pageWithSums<Item extends z.ZodType, Sums extends z.ZodRawShape>(item: Item, sums: Sums) {
  return pageWithTotal(item).extend({
    sums: z
      .object({ ...sums, currency })
      .nullable()
      .meta({ description: 'Of all that the filters leave; null: not asked for' }),
  })
}
