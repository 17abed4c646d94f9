/**
 * An amount of money in whole micro-dollars: 1,000,000 is one dollar. Ex GST unless a name says otherwise.
 * Arithmetic gives back a plain bigint; {@link micros} says that the result is money again.
 */
export type Micros = bigint & { readonly [unit]: 'micro-dollars' }

declare const unit: unique symbol

/** The rate of GST as the Australian law has it, in hundredths of a per cent. */
const GST_BASIS_POINTS = 1000n

export function micros(amount: bigint): Micros {
  return amount as Micros
}

/** The same amount the other way. */
export function negate(amount: Micros): Micros {
  return micros(0n - amount)
}

/** The amount whichever way it goes. */
export function absolute(amount: Micros): Micros {
  return amount < 0n ? negate(amount) : amount
}

const DECIMAL_DOLLARS = /^([+-]?)(\d{1,12})(?:\.(\d{1,6}))?$/

/**
 * Reads decimal dollars exactly: an optional sign, up to 12 digits, up to 6 decimal places.
 * Anything else (`.5`, `5.`, `1,000`, `$5`, `1e3`, a seventh place) is undefined: refused, never rounded.
 */
export function parseDollars(text: string): Micros | undefined {
  const [, sign, dollars, fraction = ''] = DECIMAL_DOLLARS.exec(text) ?? []
  if (dollars === undefined) return undefined
  const amount = BigInt(dollars + fraction.padEnd(6, '0'))
  return micros(sign === '-' ? -amount : amount)
}

/**
 * Writes an amount in decimal dollars with that many places (0 to 6). Fewer than six places round half up,
 * away from zero, so that a charge and its reversal read alike. Never writes a negative zero.
 */
export function formatDollars(amount: Micros | number, places = 6): string {
  const unitSize = 10n ** BigInt(6 - places)
  const units = divideHalfUp(BigInt(amount), unitSize)
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = places === 0 ? '' : `.${digits.slice(-places)}`
  return `${units < 0n ? '-' : ''}${whole}${fraction}`
}

/** Divides and rounds half up, away from zero: 5/2 is 3, −5/2 is −3. Throws a RangeError unless the denominator is above 0. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError(`divideHalfUp: the denominator must be above 0, not ${denominator}`)
  return numerator < 0n
    ? -((-numerator * 2n + denominator) / (denominator * 2n))
    : (numerator * 2n + denominator) / (denominator * 2n)
}

/**
 * Shares a total in proportion to weights without losing or making a micro: every share is its exact part rounded down,
 * and the micros left over go one each to the largest remainders, the earlier first. A negative total is shared as its
 * opposite. Throws a RangeError for a negative weight and for weights that sum to 0.
 */
export function shareMicros(total: Micros, weights: readonly bigint[]): Micros[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n)
  if (sum === 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('shareMicros: weights must be 0 or more, and one of them above 0')
  }
  if (total < 0n) return shareMicros(micros(0n - total), weights).map((share) => micros(0n - share))
  const parts = weights.map((weight, index) => ({
    index,
    share: (total * weight) / sum,
    remainder: (total * weight) % sum,
  }))
  const left = total - parts.reduce((all, part) => all + part.share, 0n)
  const luckyFirst = parts.toSorted(
    (one, other) => Number(other.remainder > one.remainder) - Number(other.remainder < one.remainder),
  )
  const lucky = new Set(luckyFirst.slice(0, Number(left)).map((part) => part.index))
  return parts.map((part) => micros(lucky.has(part.index) ? part.share + 1n : part.share))
}

/** GST on an amount ex GST, rounded half up to the micro. */
export function gstOf(amount: Micros, basisPoints: bigint = GST_BASIS_POINTS): Micros {
  return micros(divideHalfUp(amount * basisPoints, 10_000n))
}

/** {@link gstOf} at 10 % for the hot path: a charge of 0 or more whole micros, a safe integer. */
export function gstMicros(charge: number): number {
  return Math.floor((charge + 5) / 10)
}
