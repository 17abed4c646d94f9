import { z } from 'zod'
import { PLAN_LIMITS } from '#domain/plans/calling-plan.ts'
import { currency, id, instant, money, positiveMoney } from './wire.ts'

/** How deep a definition nests at most: rates, a type, its price from a mobile, its bands, their days. */
const DEEPEST = 12

/** A calling plan's JSON form: what `tollgate rate --plan` reads. Its faults are found and named when it is read. */
export const planDefinition = z
  .looseObject({})
  .refine(isTame, `Use text without control characters, and at most ${DEEPEST} levels.`)
  .meta({
    id: 'PlanDefinition',
    description:
      'name, type ("bundle" or "payg"), timeZone, increment, rates by service type (perMinute, flagfall, minimumCharge, ' +
      'perCall, untimed, bands), bands, bandRule, allowances, minimumMonthlySpend, international, deckCovers. Amounts are ' +
      'decimal strings in dollars ex GST.',
    examples: [{ name: 'Office 500', type: 'bundle', rates: { Mobile: { perMinute: '0.12', flagfall: '0.05' } } }],
  })

function isTame(definition: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: definition, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    if (typeof value === 'string' && !isPlain(value)) return false
    if (typeof value !== 'object' || value === null) continue
    if (depth >= DEEPEST) return false
    for (const [name, inner] of Object.entries(value)) {
      if (!isPlain(name)) return false
      open.push({ value: inner, depth: depth + 1 })
    }
  }
  return true
}

function isPlain(text: string): boolean {
  return text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text)
}

/** A price a month, or once: within what a plan may ask for a call. */
export const price = positiveMoney.refine(
  (amount) => amount <= BigInt(PLAN_LIMITS.amountMicros),
  `Use at most ${PLAN_LIMITS.amountMicros / 1_000_000} dollars.`,
)

const count = z.number().int().min(0).max(100_000)

/** What a version of a plan costs and includes; amounts a month and ex GST. */
const commercialTerms = {
  monthlyPrice: price,
  setupFee: price.meta({ description: 'Once, when an account is activated on the plan' }),
  includedNumbers: count.meta({ description: 'Bundled Line numbers' }),
  includedChannels: count,
  extraChannelPrice: price.meta({ description: 'Of each channel beyond those included' }),
}

/** A version as its author gives it; what is left out is nothing. */
export const planOffer = {
  definition: planDefinition,
  deckId: id.optional().meta({ description: 'The rate deck of the service types the definition leaves to one' }),
  monthlyPrice: commercialTerms.monthlyPrice.optional(),
  setupFee: commercialTerms.setupFee.optional(),
  includedNumbers: commercialTerms.includedNumbers.optional(),
  includedChannels: commercialTerms.includedChannels.optional(),
  extraChannelPrice: commercialTerms.extraChannelPrice.optional(),
}

/** A version's terms without its definition. */
export const planTerms = z
  .object({
    version: z.number().int(),
    effectiveFrom: instant,
    currency,
    monthlyPrice: money,
    setupFee: money,
    includedNumbers: z.number().int(),
    includedChannels: z.number().int(),
    extraChannelPrice: money,
    minimumMonthlySpend: money.nullable().meta({ description: 'The least its calls cost a month; null: no minimum' }),
  })
  .meta({ id: 'PlanTerms' })

export const planType = z.enum(['bundle', 'payg'])

/** How far an allowance is used in a cycle. */
export const allowanceUse = z.object({
  name: z.string(),
  unit: z.enum(['seconds', 'calls', 'money']),
  included: z.string().meta({ description: 'Seconds, calls or decimal dollars' }),
  used: z.string(),
  remaining: z.string(),
})
