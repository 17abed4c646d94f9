import { absolute, formatDollars, micros, negate, parseDollars, type Micros } from '#domain/money.ts'

/** Reads money as it travels: decimal dollars in a string. What cannot be read is no amount at all. */
export function amountOf(wire: string): Micros {
  return parseDollars(wire) ?? micros(0n)
}

/** `$1,234.50`, `−$3.20`; cents, unless fewer would hide a price per minute: then up to six places. */
export function moneyText(wire: string, { places = 2 }: { readonly places?: number } = {}): string {
  const amount = amountOf(wire)
  const digits = formatDollars(absolute(amount), places)
  const [whole = '0', cents] = digits.split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const isZero = /^[0.]*$/.test(digits)
  return `${amount < 0n && !isZero ? '−' : ''}$${grouped}${cents === undefined ? '' : `.${cents}`}`
}

/** A price per minute or call: as many places as it has, two at least. */
export function priceText(wire: string): string {
  const places = /\.(\d*?)0*$/.exec(wire)?.[1]?.length ?? 0
  return moneyText(wire, { places: Math.min(6, Math.max(2, places)) })
}

/** The sum of amounts as they travel, as it travels. */
export function sumOf(amounts: readonly string[]): string {
  return formatDollars(micros(amounts.reduce((sum, amount) => sum + amountOf(amount), 0n)))
}

/** The same amount the other way, as it travels. */
export function negated(wire: string): string {
  return formatDollars(negate(amountOf(wire)))
}
