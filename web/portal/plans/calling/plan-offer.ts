import type { z } from 'zod'
import type { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { FACTOR_SCALE } from '#domain/plans/calling-plan.ts'
import { readPlanOffer } from '#domain/plans/plan-offer.ts'
import { startOf } from '../../../shared/form/start-field.tsx'
import {
  PRICED_TYPES,
  type AllowanceForm,
  type BandForm,
  type BlocksForm,
  type PlanForm,
  type RateForm,
  type TermsForm,
} from './plan-form.ts'

/** A version as the API takes it, without when it begins. */
export function offerOf(form: PlanForm) {
  return {
    definition: definitionOf(form),
    ...(usesDeck(form) && form.deckId !== '' && { deckId: form.deckId }),
    monthlyPrice: orNothing(form.monthlyPrice),
    setupFee: orNothing(form.setupFee),
    includedNumbers: wholeOf(form.includedNumbers),
    includedChannels: wholeOf(form.includedChannels),
    extraChannelPrice: orNothing(form.extraChannelPrice),
  }
}

/** A new plan as the API takes it. */
export function newPlanOf(form: PlanForm, timeZone: string) {
  return { ...offerOf(form), description: form.description, ...startIn(form, timeZone) }
}

/** A further version as the API takes it. */
export function newVersionOf(form: PlanForm, timeZone: string) {
  return { ...offerOf(form), ...startIn(form, timeZone), ...(form.allowBackdating && { allowBackdating: true }) }
}

function startIn({ effectiveFrom }: PlanForm, timeZone: string) {
  const from = startOf(effectiveFrom, timeZone)
  return from === undefined ? {} : { effectiveFrom: from }
}

export function usesDeck({ rates }: PlanForm): boolean {
  return PRICED_TYPES.some((type) => rates[type].how === 'deck')
}

/** A plan's JSON form, as `tollgate rate --plan` reads it. */
export function definitionOf(form: PlanForm): Record<string, unknown> {
  const onDeck = PRICED_TYPES.filter((type) => form.rates[type].how === 'deck')
  const others = onDeck.filter((type) => type !== 'International')
  return {
    ...form.kept,
    name: form.name.trim(),
    type: form.type,
    timeZone: form.timeZone,
    increment: blocksOf(form.increment),
    rates: Object.fromEntries(
      PRICED_TYPES.flatMap((type) => {
        const rate = rateOf(form.rates[type])
        return rate === undefined ? [] : [[type, rate]]
      }),
    ),
    ...(onDeck.includes('International') && { international: 'deck' }),
    ...(others.length > 0 && { deckCovers: others }),
    ...(form.bands.length > 0 && { bands: form.bands.map(bandOf) }),
    ...(form.bandRule === 'split' && { bandRule: form.bandRule }),
    ...(form.allowances.length > 0 && { allowances: form.allowances.map(allowanceOf) }),
    ...(form.minimumMonthlySpend.trim() !== '' && { minimumMonthlySpend: form.minimumMonthlySpend.trim() }),
  }
}

function rateOf(rate: RateForm): Record<string, unknown> | undefined {
  const terms = termsOf(rate)
  if (terms === undefined) return undefined
  return { ...terms, ...(rate.fromMobile !== null && { fromMobile: termsOf(rate.fromMobile) }) }
}

function termsOf(terms: TermsForm): Record<string, unknown> | undefined {
  if (terms.how === 'none' || terms.how === 'deck') return undefined
  return {
    ...pricingOf(terms),
    ...given('flagfall', terms.flagfall),
    ...(terms.increment.first + terms.increment.next !== '' && { increment: blocksOf(terms.increment) }),
    ...(terms.how === 'perMinute' && terms.bands.length > 0 && { bands: terms.bands.map(bandOf) }),
  }
}

function pricingOf({ how, perMinute, minimumCharge, perCall, untimed }: TermsForm): Record<string, unknown> {
  if (how === 'perMinute') return { perMinute: perMinute.trim(), ...given('minimumCharge', minimumCharge) }
  if (how === 'perCall') return { perCall: perCall.trim() }
  const limit = untimed.maxSeconds.trim()
  return {
    untimed: {
      price: untimed.price.trim(),
      ...(limit !== '' && {
        maxSeconds: Math.round(numberOf(limit) * 60),
        overagePerMinute: untimed.overagePerMinute.trim(),
      }),
    },
  }
}

function given(name: string, amount: string): Record<string, string> {
  return amount.trim() === '' ? {} : { [name]: amount.trim() }
}

function blocksOf({ first, next }: BlocksForm): Record<string, number> {
  return { first: wholeOf(first), next: wholeOf(next) }
}

function bandOf({ name, days, from, to, factor }: BandForm): Record<string, unknown> {
  const units = Math.round((numberOf(factor) * FACTOR_SCALE) / 100)
  const places = String(units % FACTOR_SCALE)
    .padStart(4, '0')
    .replace(/0+$/, '')
  const whole = Math.floor(units / FACTOR_SCALE)
  const written = Number.isNaN(units) ? '' : `${whole}${places === '' ? '' : `.${places}`}`
  return { name: name.trim(), days, from, to: to === '00:00' ? '24:00' : to, factor: written }
}

function allowanceOf({ name, serviceTypes, unit, quantity }: AllowanceForm): Record<string, unknown> {
  const text = quantity.trim()
  const of = { name: name.trim(), serviceTypes }
  if (unit === 'money') return { ...of, unit, quantity: text }
  if (unit === 'calls') return { ...of, unit, quantity: numberOf(text) }
  return { ...of, unit: 'seconds', quantity: Math.round(numberOf(text) * 60) }
}

/** What is no number is found by the reader of plans, which names the field. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text.trim())
}

/** An empty count is none. */
function wholeOf(text: string): number {
  return text.trim() === '' ? 0 : numberOf(text)
}

function orNothing(amount: string): string {
  return amount.trim() === '' ? '0' : amount.trim()
}

/** What the contract and the reader of plans have against an offer, each at its field. */
export function checked(body: z.ZodType): z.ZodType {
  return body.superRefine((offer, context) => {
    const { definition, deckId, monthlyPrice, includedNumbers, includedChannels } = offer as Offer
    const faults = readPlanOffer({
      definition,
      deckId,
      monthlyPriceMicros: monthlyPrice,
      setupFeeMicros: monthlyPrice,
      channelPriceMicros: monthlyPrice,
      includedNumbers,
      includedChannels,
    })
    if (!Array.isArray(faults)) return
    for (const { field = 'definition', message } of faults as readonly { field?: string; message: string }[]) {
      context.addIssue({ code: 'custom', path: [field], message: plainly(message) })
    }
  })
}

type Offer = z.output<typeof callingPlansEndpoints.publishPlanVersion.body> & {
  readonly monthlyPrice: Parameters<typeof readPlanOffer>[0]['monthlyPriceMicros']
  readonly includedNumbers: number
  readonly includedChannels: number
}

/** A fault in the words of a form: the reader's are for those who write JSON. */
export function plainly(message: string): string {
  if (message.startsWith('must be dollars')) return 'Write an amount like 0.05, with at most 6 decimal places.'
  if (message.startsWith('must be a text')) return 'Write 1 to 200 characters.'
  if (message.startsWith('must be a time of day')) return 'Write a time of day.'
  const whole = /^must be a whole number from (\d+) to (\d+)/.exec(message)
  if (whole !== null) return `Write a whole number from ${whole[1] ?? ''} to ${whole[2] ?? ''}.`
  const words = message.replace(/; it is .*$/, '')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`
}

/** The form's name of a field of the body: `definition.allowances[0].quantity` is `allowances.0.quantity`. */
export function fieldOfOffer(path: string): string {
  const field = path.replace(/^definition\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1')
  if (/^rates\.[^.]+(\.fromMobile)?$/.test(field)) return `${field}.how`
  return field === '' ? 'name' : field
}
