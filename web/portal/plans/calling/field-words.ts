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

/** What two plans, or two versions of one, say of something; null or undefined: nothing. */
export interface ComparedField {
  readonly field: string
  readonly a: unknown
  readonly b: unknown
  readonly isSame: boolean
}

/** The fields with each allowance as one row, whatever of it differs: half an allowance says nothing. */
export function withWholeAllowances(fields: readonly ComparedField[]): readonly ComparedField[] {
  const rows = new Map<string, ComparedField>()
  for (const part of fields.flatMap(allowanceParts)) {
    const before = rows.get(part.field)
    rows.set(part.field, before === undefined ? part : joined(before, part))
  }
  return [...rows.values()]
}

/** A field of an allowance as a part of its row; a list of allowances entry by entry; anything else as it is. */
function allowanceParts(row: ComparedField): readonly ComparedField[] {
  const [head, ...rest] = row.field.split('.')
  if (head !== 'allowances') return [row]
  if (rest.length > 1) {
    const leaf = rest.at(-1) ?? ''
    const part = (value: unknown): unknown => (value === null || value === undefined ? null : { [leaf]: value })
    return [{ ...row, field: `allowances.${rest.slice(0, -1).join('.')}`, a: part(row.a), b: part(row.b) }]
  }
  const [one, other] = [entriesOf(row.a), entriesOf(row.b)]
  return [...new Set([...one.keys(), ...other.keys()])].map((name) => ({
    field: `allowances.${name}`,
    a: one.get(name) ?? null,
    b: other.get(name) ?? null,
    isSame: row.isSame,
  }))
}

function entriesOf(value: unknown): ReadonlyMap<string, WrittenAllowance> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return new Map(entries.filter(isAllowance).map((entry) => [entry.name, entry]))
}

function joined(one: ComparedField, other: ComparedField): ComparedField {
  const both = (first: unknown, second: unknown): unknown =>
    first === null && second === null ? null : { ...(first as object | null), ...(second as object | null) }
  return { ...one, a: both(one.a, other.a), b: both(one.b, other.b), isSame: one.isSame && other.isSame }
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
