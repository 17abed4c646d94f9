import { z } from 'zod'
import { businessNumberFault, type BusinessNumberKind } from '#domain/accounts/business-number.ts'
import { addressFault } from '#domain/accounts/postal-address.ts'
import { email, phoneNumber, words } from './wire.ts'

/** What says who a customer is: addresses, contacts, business numbers. */

const line = (maximum: number) => z.union([z.literal(''), words(maximum)])

const country = z
  .string()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Write the country as two letters, like AU.')
  .refine(isCountry, 'Write the country as two letters, like AU.')
  .meta({ description: 'ISO 3166-1 alpha-2', examples: ['AU'] })

function isCountry(code: string): boolean {
  // This runs on what the pattern refused, too. ZZ has the name of no country: "Unknown Region".
  if (!/^[A-Z]{2}$/.test(code) || code === 'ZZ') return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}

export const postalAddress = z
  .object({
    lines: z.array(words(100)).min(1, 'Write the street, or the post office box.').max(3),
    suburb: words(60).meta({ description: 'Suburb, town or city' }),
    state: line(60).default('').meta({ description: 'In Australia: ACT, NSW, NT, QLD, SA, TAS, VIC or WA' }),
    postcode: line(12)
      .default('')
      .meta({ examples: ['2000'] }),
    country: country.default('AU'),
  })
  .strict()
  .superRefine((address, context) => {
    const fault = addressFault(address)
    if (fault !== undefined) context.addIssue({ code: 'custom', path: [fault.part], message: fault.message })
  })
  .meta({ id: 'PostalAddress' })

export const contact = z
  .object({ name: words(100), email, phone: phoneNumber.nullable().default(null) })
  .strict()
  .meta({ id: 'Contact' })

/** Spaces may stand between the digits; they are kept without. */
export const businessNumber = (kind: BusinessNumberKind, example: string) =>
  z
    .string()
    .max(30)
    .overwrite((text) => text.replaceAll(/\s/g, ''))
    .superRefine((digits, context) => {
      const message = businessNumberFault(kind, digits)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .meta({ examples: [example] })

/** Whether the body of an edit has any field. */
export function saysSomething(body: object): boolean {
  return Object.keys(body).length > 0
}
