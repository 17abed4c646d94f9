import { formatDollars, type Micros } from '#domain/money.ts'
import {
  DAYS,
  FACTOR_SCALE,
  type Allowance,
  type Day,
  type Increment,
  type RateTerms,
  type TimeBand,
} from '#domain/plans/calling-plan.ts'
import { SERVICE_TYPE_WORDS } from '#domain/usage/service-type-words.ts'
import { countText, plural } from '../format/counts.ts'
import { priceText } from '../format/money.ts'

export function serviceTypeText(type: string): string {
  return SERVICE_TYPE_WORDS[type] ?? type
}

/** `Local, National and Australian mobile`. */
export function serviceTypesText(types: readonly string[]): string {
  const names = types.map(serviceTypeText)
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** An amount as a form has it: `0.05`, `12.50`; two places at least. */
export function plainAmount(amount: Micros): string {
  return formatDollars(amount, 6).replace(/0{1,4}$/, '')
}

/** An amount as it is read: `$0.05`. */
export function amountText(amount: Micros): string {
  return priceText(plainAmount(amount))
}

/** What a call costs, without its flagfall: `$0.14 a minute`. */
export function pricingText({ pricing }: Pick<RateTerms, 'pricing'>): string {
  switch (pricing.kind) {
    case 'perMinute':
      return pricing.perMinute === 0n && pricing.minimumCharge === 0n
        ? 'Free'
        : `${amountText(pricing.perMinute)} a minute`
    case 'perCall':
      return pricing.perCall === 0n ? 'Free' : `${amountText(pricing.perCall)} a call`
    case 'untimed':
      return `${amountText(pricing.price)} a call, untimed`
    default:
      return pricing satisfies never
  }
}

/** What else belongs to a price: `up to 90 min, then $0.03 a minute`; '' for nothing. */
export function pricingNote({ pricing }: Pick<RateTerms, 'pricing'>): string {
  if (pricing.kind !== 'untimed') return ''
  if (pricing.maxSeconds === undefined) return 'however long'
  return `up to ${minutesText(pricing.maxSeconds)} min, then ${amountText(pricing.overagePerMinute)} a minute`
}

/** Seconds as minutes: `90`, `1.5`. */
export function minutesText(seconds: number): string {
  return countText(Math.round((seconds / 60) * 100) / 100)
}

/** `30 s blocks`, `60 s, then 1 s`. */
export function incrementText({ first, next }: Increment): string {
  return first === next ? `${first} s blocks` : `${first} s, then ${next} s`
}

/** What there is of an allowance a month: `500 minutes`, `100 calls`, `$20.00`. */
export function quantityText({ unit, quantity }: Pick<Allowance, 'unit' | 'quantity'>): string {
  if (unit === 'money') return priceText(formatDollars(quantity))
  if (unit === 'calls') return plural(quantity, 'call')
  return quantity % 60 === 0 ? plural(quantity / 60, 'minute') : plural(quantity, 'second')
}

const DAY_NAMES: Readonly<Record<Day, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
}

export function dayName(day: Day): string {
  return DAY_NAMES[day]
}

/** `Mon–Fri`, `Sat, Sun`, `every day`. */
function daysOfWeekText(days: readonly Day[]): string {
  if (days.length === DAYS.length) return 'every day'
  const places = DAYS.flatMap((day, index) => (days.includes(day) ? [index] : []))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return 'never'
  const isRun = places.length > 2 && last - first === places.length - 1
  const names = places.map((index) => DAY_NAMES[DAYS[index] ?? 'mon'])
  return isRun ? `${names[0] ?? ''}–${names.at(-1) ?? ''}` : names.join(', ')
}

/** `Mon–Fri 7:00 pm – midnight`. */
export function bandText({ days, fromMinute, toMinute }: TimeBand): string {
  if (fromMinute === 0 && toMinute === 1440) return `${daysOfWeekText(days)}, all day`
  return `${daysOfWeekText(days)} ${clockText(fromMinute)} – ${clockText(toMinute)}`
}

function clockText(minute: number): string {
  if (minute % 1440 === 0) return 'midnight'
  const hour = Math.floor(minute / 60)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute % 60).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`
}

/** `60% of the price a minute`. */
export function factorText(factor: number): string {
  return `${countText(Math.round((factor / FACTOR_SCALE) * 10_000) / 100)}% of the price a minute`
}
