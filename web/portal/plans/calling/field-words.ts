import { parseServiceRate } from '#domain/plans/parse-rate.ts'
import { CALL_SERVICE_TYPES, type CallServiceType } from '#domain/usage/service-type.ts'
import { countText } from '../../../shared/format/counts.ts'
import { priceText } from '../../../shared/format/money.ts'
import {
  amountText,
  minutesText,
  pricingNote,
  pricingText,
  quantityText,
  serviceTypesText,
  serviceTypeText,
} from '../../../shared/plans/plan-words.ts'

/** Fields of a plan whose name does not say itself what they are. */
const WORDS: Readonly<Record<string, string>> = {
  monthlyPrice: 'Monthly price',
  setupFee: 'Set-up',
  includedNumbers: 'Bundled numbers included',
  includedChannels: 'Channels included',
  extraChannelPrice: 'Each further channel',
  minimumMonthlySpend: 'Least its calls cost a month',
  deckName: 'Rate deck',
  deck: 'Rate deck',
  deckId: 'Rate deck',
  name: 'Name',
  type: 'Type',
  timeZone: 'Clock',
  numberFormat: 'Numbers written as',
  homeNumbers: 'Own numbers',
  increment: 'Blocks',
  first: 'first',
  next: 'each further',
  perMinute: 'a minute',
  perCall: 'a call',
  flagfall: 'flagfall',
  minimumCharge: 'at least',
  untimed: 'untimed',
  price: 'a call',
  maxSeconds: 'longest',
  overagePerMinute: 'a minute beyond it',
  fromMobile: 'from mobiles',
  bands: 'hours',
  bandRule: 'A call over the edge of an hour',
  days: 'days',
  from: 'from',
  to: 'until',
  factor: 'share of the price',
  serviceTypes: 'for calls to',
  unit: 'unit',
  quantity: 'a month',
  international: 'International',
  deckCovers: 'By the rate deck',
  effectiveFrom: 'In force from',
}

/** What a field of a plan is called: `Australian mobile: a minute` of `rates.Mobile.perMinute`. */
export function fieldText(field: string): string {
  const [head = '', ...rest] = field.split('.')
  if (head === 'rates') {
    const [type = '', ...inner] = rest
    return withInner(CALL_SERVICE_TYPES.some((each) => each === type) ? serviceTypeText(type) : type, inner)
  }
  if (head === 'allowances' && rest.length > 0) return withInner(...named(rest))
  if (head === 'bands' && rest.length > 0) return withInner(...named(rest))
  if (head === 'allowances') return 'Included each month'
  if (head === 'bands') return 'Cheaper and dearer hours'
  return withInner(WORDS[head] ?? head, rest)
}

/** A name may have dots in it: what follows it is the last part, where that is a field. */
function named(rest: readonly string[]): readonly [string, readonly string[]] {
  const last = rest.at(-1) ?? ''
  const isField = rest.length > 1 && last in WORDS
  return isField ? [rest.slice(0, -1).join('.'), [last]] : [rest.join('.'), []]
}

function withInner(head: string, inner: readonly string[]): string {
  return inner.length === 0 ? head : `${head}: ${inner.map((part) => WORDS[part] ?? part).join(', ')}`
}

const COUNTS: readonly string[] = ['includedNumbers', 'includedChannels', 'first', 'next', 'quantity']

/** A field's value as people read it; `–` where there is none. */
export function valueText(field: string, value: unknown): string {
  const [head, ...rest] = field.split('.')
  const last = rest.at(-1) ?? head ?? ''
  if (value === null || value === undefined) return '–'
  if (head === 'rates' && typeof value === 'object') return rateText(rest, value)
  if (head === 'allowances' && isAllowance(value)) return allowanceText(value)
  if (last === 'type') return value === 'payg' ? 'Pay-As-You-Go' : 'Bundle'
  if (last === 'unit') return value === 'money' ? 'dollars' : plain(value)
  if (last === 'bandRule') return value === 'split' ? 'part by part' : 'where it starts'
  if (last === 'international') return 'by the rate deck'
  if (last === 'maxSeconds' && typeof value === 'number') return `${minutesText(value)} min`
  if (last === 'factor' && typeof value === 'string') return `${countText(Number(value) * 100)}%`
  if (last === 'serviceTypes' || last === 'deckCovers')
    return Array.isArray(value) ? serviceTypesText(value as string[]) : 'all'
  if (COUNTS.includes(last) && typeof value === 'number') return countText(value)
  if (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) return priceText(value)
  return plain(value)
}

/** A rate that only one side has, or a part of one, as a whole. */
function rateText([type, part]: readonly string[], value: object): string {
  const whole = part === 'untimed' ? { untimed: value } : value
  const rate = parseServiceRate(whole, '', (type ?? 'Local') as CallServiceType, [])
  if (rate === undefined) return plain(value)
  const flagfall = rate.flagfall === 0n ? '' : `flagfall ${amountText(rate.flagfall)}`
  return [pricingText(rate), pricingNote(rate), flagfall].filter((each) => each !== '').join(', ')
}

interface WrittenAllowance {
  readonly name: string
  readonly serviceTypes: readonly string[]
  readonly unit: 'seconds' | 'calls' | 'money'
  readonly quantity: number | string
}

function isAllowance(value: unknown): value is WrittenAllowance {
  return typeof value === 'object' && value !== null && 'unit' in value && 'serviceTypes' in value
}

function allowanceText({ unit, quantity, serviceTypes }: WrittenAllowance): string {
  const amount = unit === 'money' ? priceText(String(quantity)) : quantityText({ unit, quantity: Number(quantity) })
  return `${amount} to ${serviceTypesText(serviceTypes)}`
}

interface Compared {
  readonly field: string
}

/** A list that only one side has, entry by entry: so that each allowance is a row. */
export function eachEntry<Row extends Compared>(row: Row, sides: readonly (keyof Row)[]): readonly Row[] {
  const list = sides.map((side) => row[side]).find((value) => Array.isArray(value)) as readonly unknown[] | undefined
  const isLone = sides.some((side) => row[side] === null || row[side] === undefined)
  if (row.field !== 'allowances' || list === undefined || !isLone) return [row]
  return list.filter(isAllowance).map((entry) => ({
    ...row,
    field: `allowances.${entry.name}`,
    ...Object.fromEntries(sides.map((side) => [side, Array.isArray(row[side]) ? entry : null])),
  }))
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== undefined)
    .map(([name, inner]) => {
      const said = valueText(name, inner)
      return name === 'name' || typeof inner === 'object' ? said : `${said} ${WORDS[name] ?? name}`
    })
    .join(', ')
}
