import type { UseFormReturnType } from '@mantine/form'
import { micros } from '#domain/money.ts'
import {
  DAYS,
  FACTOR_SCALE,
  type Allowance,
  type CallingPlan,
  type Increment,
  type RateTerms,
  type ServiceRate,
  type TimeBand,
} from '#domain/plans/calling-plan.ts'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import { CALL_SERVICE_TYPES, type CallServiceType } from '#domain/usage/service-type.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { plainAmount } from '../../../shared/plans/plan-words.ts'

export type PlanVersion = Answer<'readCallingPlan'>['versions'][number]

/** How calls of a kind are charged: not at all (they are suspended), by the deck, or by a price of the plan. */
export type How = 'none' | 'deck' | 'perMinute' | 'perCall' | 'untimed'

export type BlocksForm = Readonly<Record<'first' | 'next', string>>

/** A price as its fields have it: texts. Its fields are called as in a plan's JSON form. */
export interface TermsForm {
  readonly how: How
  readonly perMinute: string
  readonly flagfall: string
  readonly minimumCharge: string
  readonly perCall: string
  /** The limit in minutes; '' for none. */
  readonly untimed: { readonly price: string; readonly maxSeconds: string; readonly overagePerMinute: string }
  readonly increment: BlocksForm
  readonly bands: readonly BandForm[]
}

export interface RateForm extends TermsForm {
  readonly fromMobile: TermsForm | null
}

export interface BandForm {
  readonly key: string
  readonly name: string
  readonly days: readonly string[]
  readonly from: string
  readonly to: string
  readonly factor: string
}

export interface AllowanceForm {
  readonly key: string
  readonly name: string
  readonly serviceTypes: readonly string[]
  readonly unit: 'minutes' | 'calls' | 'money'
  readonly quantity: string
}

/** The service types a plan may price: all but Emergency, which is always free. */
export const PRICED_TYPES = CALL_SERVICE_TYPES.filter((type) => type !== 'Emergency')
export type PricedType = Exclude<CallServiceType, 'Emergency'>

export type PlanFormState = UseFormReturnType<PlanForm>

/** A version of a plan as the editor has it. */
export interface PlanForm extends Record<string, unknown> {
  readonly name: string
  readonly description: string
  readonly type: 'bundle' | 'payg'
  readonly timeZone: string
  readonly monthlyPrice: string
  readonly setupFee: string
  readonly includedNumbers: string
  readonly includedChannels: string
  readonly extraChannelPrice: string
  readonly minimumMonthlySpend: string
  readonly increment: BlocksForm
  readonly rates: Readonly<Record<PricedType, RateForm>>
  readonly bands: readonly BandForm[]
  readonly bandRule: 'start' | 'split'
  readonly allowances: readonly AllowanceForm[]
  readonly deckId: string
  /** What the editor does not show and gives back as it was. */
  readonly kept: Readonly<Record<string, unknown>>
  readonly effectiveFrom: string | null
  readonly allowBackdating: boolean
}

/** What goes with a plan beside its definition, as it travels. */
export interface WrittenTerms {
  readonly monthlyPrice: string
  readonly setupFee: string
  readonly includedNumbers: number
  readonly includedChannels: number
  readonly extraChannelPrice: string
  readonly deckId: string | null
}

/** The form of a version there is; undefined where its definition cannot be read. */
export function formOfVersion(version: PlanVersion): PlanForm | undefined {
  const plan = parseCallingPlan(version.definition)
  return isCallingPlan(plan) ? formOf(plan, version.definition, version) : undefined
}

/** The form of a plan and what it costs beside its rates. */
export function formOf(
  plan: CallingPlan,
  definition: Readonly<Record<string, unknown>>,
  terms: WrittenTerms,
): PlanForm {
  const kept = Object.fromEntries(Object.entries(definition).filter(([name]) => KEPT.includes(name)))
  return {
    name: plan.name,
    description: '',
    type: plan.type,
    timeZone: plan.timeZone,
    monthlyPrice: terms.monthlyPrice,
    setupFee: terms.setupFee,
    includedNumbers: String(terms.includedNumbers),
    includedChannels: String(terms.includedChannels),
    extraChannelPrice: terms.extraChannelPrice,
    minimumMonthlySpend: plan.minimumMonthlySpend === undefined ? '' : plainAmount(plan.minimumMonthlySpend),
    increment: formOfBlocks(plan.increment),
    rates: Object.fromEntries(PRICED_TYPES.map((type) => [type, formOfRate(plan, type)])) as PlanForm['rates'],
    bands: plan.bands.map(formOfBand),
    bandRule: plan.bandRule,
    allowances: plan.allowances.map(formOfAllowance),
    deckId: terms.deckId ?? '',
    kept,
    effectiveFrom: null,
    allowBackdating: false,
  }
}

const KEPT: readonly string[] = ['numberFormat', 'homeNumbers']

/** A plan to begin with: what a small office's usually has; prices are the author's to fill in. */
export function emptyPlanForm(timeZone: string): PlanForm {
  const metered: RateForm = { ...NO_RATE, how: 'perMinute' }
  const free: RateForm = { ...NO_RATE, how: 'perCall', perCall: '0.00' }
  return {
    name: '',
    description: '',
    type: 'bundle',
    timeZone,
    monthlyPrice: '',
    setupFee: '',
    includedNumbers: '1',
    includedChannels: '2',
    extraChannelPrice: '',
    minimumMonthlySpend: '',
    increment: { first: '30', next: '30' },
    rates: {
      Local: { ...NO_RATE, how: 'untimed', untimed: { price: '', maxSeconds: '90', overagePerMinute: '' } },
      National: metered,
      Mobile: metered,
      International: { ...NO_RATE, how: 'deck' },
      '6113': { ...NO_RATE, how: 'perCall' },
      TollFree: free,
      Directory: { ...NO_RATE, how: 'perCall' },
      Onnet: free,
      Inbound: free,
      'Inbound 6113': metered,
      'Inbound 611800': metered,
      Premium: NO_RATE,
    },
    bands: [],
    bandRule: 'start',
    allowances: [],
    deckId: '',
    kept: {},
    effectiveFrom: null,
    allowBackdating: false,
  }
}

export const NO_TERMS: TermsForm = {
  how: 'perMinute',
  perMinute: '',
  flagfall: '',
  minimumCharge: '',
  perCall: '',
  untimed: { price: '', maxSeconds: '90', overagePerMinute: '' },
  increment: { first: '', next: '' },
  bands: [],
}

const NO_RATE: RateForm = { ...NO_TERMS, how: 'none', fromMobile: null }

let keys = 0

/** A name for a row that stays with it while rows come and go. */
function rowKey(): string {
  keys += 1
  return `row-${keys}`
}

export function emptyBand(): BandForm {
  return { key: rowKey(), name: '', days: DAYS.slice(0, 5), from: '19:00', to: '24:00', factor: '' }
}

export function emptyAllowance(): AllowanceForm {
  return { key: rowKey(), name: '', serviceTypes: [], unit: 'minutes', quantity: '' }
}

function formOfRate(plan: CallingPlan, type: PricedType): RateForm {
  const rate: ServiceRate | undefined = plan.rates[type]
  if (plan.deckCovers.includes(type)) return { ...NO_RATE, how: 'deck' }
  if (rate === undefined) return NO_RATE
  return { ...formOfTerms(rate), fromMobile: rate.fromMobile === undefined ? null : formOfTerms(rate.fromMobile) }
}

function formOfTerms({ pricing, flagfall, increment, bands }: RateTerms): TermsForm {
  const common = {
    ...NO_TERMS,
    how: pricing.kind,
    flagfall: flagfall === 0n ? '' : plainAmount(flagfall),
    increment: increment === undefined ? NO_TERMS.increment : formOfBlocks(increment),
    bands: bands.map(formOfBand),
  }
  switch (pricing.kind) {
    case 'perMinute':
      return {
        ...common,
        perMinute: plainAmount(pricing.perMinute),
        minimumCharge: pricing.minimumCharge === 0n ? '' : plainAmount(pricing.minimumCharge),
      }
    case 'perCall':
      return { ...common, perCall: plainAmount(pricing.perCall) }
    case 'untimed':
      return {
        ...common,
        untimed: {
          price: plainAmount(pricing.price),
          maxSeconds: pricing.maxSeconds === undefined ? '' : String(pricing.maxSeconds / 60),
          overagePerMinute: pricing.maxSeconds === undefined ? '' : plainAmount(pricing.overagePerMinute),
        },
      }
    default:
      return pricing satisfies never
  }
}

function formOfBlocks({ first, next }: Increment): BlocksForm {
  return { first: String(first), next: String(next) }
}

function formOfBand({ name, days, fromMinute, toMinute, factor }: TimeBand): BandForm {
  return {
    key: rowKey(),
    name,
    days,
    from: clock(fromMinute),
    to: clock(toMinute),
    factor: String((factor * 100) / FACTOR_SCALE),
  }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function formOfAllowance({ name, serviceTypes, unit, quantity }: Allowance): AllowanceForm {
  const shared = { key: rowKey(), name, serviceTypes }
  if (unit === 'seconds') return { ...shared, unit: 'minutes', quantity: String(quantity / 60) }
  if (unit === 'calls') return { ...shared, unit, quantity: String(quantity) }
  return { ...shared, unit, quantity: plainAmount(micros(BigInt(quantity))) }
}
