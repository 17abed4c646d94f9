import { divideHalfUp, micros, type Micros } from '#domain/money.ts'

/** One line of a document: its exact amount ex GST, and whether GST is on it. */
export interface AmountLine {
  readonly amountMicros: Micros
  readonly isTaxed: boolean
}

/** What a document comes to, in whole cents. */
export interface DocumentTotals {
  /** Ex GST: the sum of the lines as they are written. */
  readonly subtotalMicros: Micros
  readonly gstMicros: Micros
  readonly totalMicros: Micros
}

const CENT = 10_000n

/** To the cent, half up (away from zero, so that a charge and its credit are alike). */
export function toCents(amount: Micros): Micros {
  return micros(divideHalfUp(amount, CENT) * CENT)
}

/**
 * Adds up a document. Each line ex GST is rounded to the cent and the subtotal is the sum of what is written. GST is 10 %
 * of the taxed lines before they are rounded, rounded half up to the cent: once for the document, or once for each line
 * where the reseller chose so. Source: GST Act, s 9-90, which leaves the supplier the choice.
 */
export function totalDocument(lines: readonly AmountLine[], rounding: 'document' | 'line'): DocumentTotals {
  let subtotal = 0n
  let taxed = 0n
  let lineGst = 0n
  for (const { amountMicros, isTaxed } of lines) {
    subtotal += toCents(amountMicros)
    if (!isTaxed) continue
    taxed += amountMicros
    lineGst += tenthInCents(amountMicros)
  }
  const gst = rounding === 'line' ? lineGst : tenthInCents(taxed)
  return { subtotalMicros: micros(subtotal), gstMicros: micros(gst), totalMicros: micros(subtotal + gst) }
}

/** Rounded once: a tenth rounded to the micro first could tip a half cent over. */
function tenthInCents(amount: bigint): bigint {
  return divideHalfUp(amount, 10n * CENT) * CENT
}
