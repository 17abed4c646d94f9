import type { Brand } from '#domain/branding/brand.ts'
import { micros, negate, parseDollars, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { gstSection, partiesOf } from './compose-statement.ts'
import type { Buyer, ChargeItem } from './statement-basis.ts'
import { toCents, totalDocument, type DocumentTotals } from './document-amounts.ts'
import { serviceSection } from './document-sections.ts'
import { cents } from './document-words.ts'
import type { StatementDocument } from './statement-document.ts'

/** A line of an adjustment note: above zero the customer owes more, below zero less. Ex GST. */
export interface NoteLine {
  readonly description: string
  readonly amountMicros: Micros
}

export interface NoteBasis {
  readonly brand: Brand
  readonly buyer: Buyer
  /** The document it adjusts. */
  readonly original: StatementDocument
  readonly lines: readonly NoteLine[]
  readonly reason: string
  readonly issuedOn: string
  /** Takes the whole document back, its GST to the cent. */
  readonly isVoid: boolean
  /** What earlier notes on the same document came to, with GST: below zero where they gave back. */
  readonly earlierMicros: Micros
}

export interface ComposedNote {
  readonly totals: DocumentTotals
  readonly charges: readonly ChargeItem[]
  readonly document: Omit<StatementDocument, 'number'>
}

/**
 * An adjustment note: a document of its own that says what changes about another, and by how much GST. A document that
 * was issued is never changed; voided, every line of it is taken back.
 */
export function composeAdjustmentNote(basis: NoteBasis): ComposedNote | Problem {
  const { brand, buyer, original, reason, issuedOn, isVoid, earlierMicros } = basis
  const billed = parseDollars(original.gst.total) ?? micros(0n)
  const isTaxed = original.gst.isRegistered
  const lines = isVoid ? takenBack(original) : basis.lines
  const charges = lines.map(({ description, amountMicros }): ChargeItem => ({
    serviceType: 'Manual',
    description,
    quantity: 1,
    unitMicros: toCents(amountMicros),
    amountMicros: toCents(amountMicros),
    gstMicros: micros(0n),
    periodFrom: null,
    periodTo: null,
    chargedOn: issuedOn,
    isTaxed,
  }))
  const added = totalDocument(charges, original.gst.rounding)
  const totals = isVoid ? opposite(original) : added
  if (totals.totalMicros === 0n) {
    return problem('invalid_value', 'This note would change nothing; write lines that come to something.', {
      field: 'lines',
    })
  }
  const left = billed + earlierMicros
  if (left + totals.totalMicros < 0n && totals.totalMicros < 0n) {
    const most = cents(micros(left > 0n ? left : 0n))
    return problem(
      'invalid_value',
      `${original.number} comes to $${cents(billed)} and $${most} of it is left to give back, with GST; credit the account ` +
        'for more than that.',
      { field: isVoid ? 'void' : 'lines' },
    )
  }
  const settled = '0.00'
  return {
    totals,
    charges,
    document: {
      format: 1,
      kind: 'adjustment-note',
      title: isTaxed ? 'Adjustment Note' : 'Adjustment',
      issuedOn,
      currency: 'AUD',
      isFinal: false,
      period: original.period,
      ...partiesOf(brand, buyer),
      overview: {
        openingBalance: settled,
        payments: settled,
        adjustments: settled,
        newCharges: cents(totals.totalMicros),
        closingBalance: settled,
        amountOwed: settled,
      },
      terms: null,
      plans: [],
      usage: { summary: [], lines: [] },
      services: serviceSection(charges, isTaxed),
      allowances: [],
      payments: [],
      adjustments: [],
      comparison: [],
      gst: {
        ...gstSection(brand, totals),
        isRegistered: isTaxed,
        rate: original.gst.rate,
        rounding: original.gst.rounding,
      },
      refersTo: { number: original.number, issuedOn: original.issuedOn, reason },
    },
  }
}

function takenBack({ usage, services }: StatementDocument): readonly NoteLine[] {
  return [...usage.lines, ...services.lines]
    .map(({ description, amount }) => ({ description, amountMicros: negative(amount) }))
    .filter(({ amountMicros }) => amountMicros !== 0n)
}

function opposite({ gst }: StatementDocument): DocumentTotals {
  return {
    subtotalMicros: negative(gst.subtotal),
    gstMicros: negative(gst.amount),
    totalMicros: negative(gst.total),
  }
}

function negative(dollars: string): Micros {
  return negate(parseDollars(dollars) ?? micros(0n))
}
