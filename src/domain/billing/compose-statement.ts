import type { Brand } from '#domain/branding/brand.ts'
import { micros, negate, type Micros } from '#domain/money.ts'
import type { Correction } from '#domain/ledger/office-postings.ts'
import { totalDocument, type DocumentTotals } from './document-amounts.ts'
import { serviceSection, usageSection } from './document-sections.ts'
import { addDays, cents, withLastDay } from './document-words.ts'
import type { Buyer, StatementBasis } from './statement-basis.ts'
import type { StatementDocument } from './statement-document.ts'

export interface ComposedStatement {
  readonly totals: DocumentTotals
  readonly paymentsMicros: Micros
  readonly adjustmentsMicros: Micros
  readonly closingMicros: Micros
  readonly usageExact: Correction
  readonly chargesExact: Correction
  /** What has to be posted so that the ledger says what the document says. */
  readonly rounding: Correction
  readonly dueOn: string | null
  /** Its number is given out last: until then it is empty. */
  readonly document: StatementDocument
}

/** Decides what a statement says: its lines, what they come to, and what the ledger must be brought to. */
export function composeStatement(basis: StatementBasis): ComposedStatement {
  const { brand, buyer, usage, charges, payments, adjustments, openingMicros, issuedOn } = basis
  const lines = [
    ...usage.map(({ chargeMicros }) => ({ amountMicros: chargeMicros, isTaxed: brand.gstRegistered })),
    ...charges.map(({ amountMicros, isTaxed }) => ({ amountMicros, isTaxed: isTaxed && brand.gstRegistered })),
  ]
  const totals = totalDocument(lines, brand.gstRounding)
  const usageExact = {
    amountMicros: sum(usage.map(({ chargeMicros }) => chargeMicros)),
    gstMicros: sum(usage.map(({ gstMicros }) => gstMicros)),
  }
  const chargesExact = {
    amountMicros: sum(charges.map(({ amountMicros }) => amountMicros)),
    gstMicros: sum(charges.map(({ gstMicros }) => gstMicros)),
  }
  const paymentsMicros = sum(payments.map(({ amountMicros }) => amountMicros))
  const adjustmentsMicros = sum(adjustments.map(({ totalMicros }) => totalMicros))
  const closingMicros = micros(openingMicros + paymentsMicros - adjustmentsMicros - totals.totalMicros)
  const owed = owedOf(closingMicros)
  const isInvoice = buyer.paymentMode === 'postpaid'
  const dueOn = isInvoice ? addDays(issuedOn, buyer.termsDays) : null
  return {
    totals,
    paymentsMicros,
    adjustmentsMicros,
    closingMicros,
    usageExact,
    chargesExact,
    rounding: {
      amountMicros: micros(totals.subtotalMicros - usageExact.amountMicros - chargesExact.amountMicros),
      gstMicros: micros(totals.gstMicros - usageExact.gstMicros - chargesExact.gstMicros),
    },
    dueOn,
    document: {
      // Names in the order of the canonical text, which is then written as they stand.
      adjustments: adjustments.map(({ totalMicros, ...note }) => ({ amount: cents(negate(totalMicros)), ...note })),
      allowances: basis.allowances,
      ...partiesOf(brand, buyer),
      comparison: basis.earlier.map(({ number, periodFrom, periodTo, totalMicros }) => {
        const { from, to } = withLastDay({ from: periodFrom, to: periodTo })
        return { from, number, to, total: cents(totalMicros) }
      }),
      currency: 'AUD',
      format: 1,
      gst: gstSection(brand, totals),
      isFinal: basis.isFinal,
      issuedOn,
      kind: isInvoice ? 'invoice' : 'statement',
      number: '',
      overview: {
        adjustments: cents(negate(adjustmentsMicros)),
        amountOwed: cents(owed),
        closingBalance: cents(closingMicros),
        newCharges: cents(totals.totalMicros),
        openingBalance: cents(openingMicros),
        payments: cents(paymentsMicros),
      },
      payments: payments.map(({ amountMicros, ...payment }) => ({ amount: cents(amountMicros), ...payment })),
      period: withLastDay(basis.period),
      plans: basis.plans.map(({ name, type, ...period }) => {
        const { from, to } = withLastDay(period)
        return { from, name, to, type }
      }),
      refersTo: null,
      services: serviceSection(charges, brand.gstRegistered),
      terms: dueOn === null ? null : { amountDue: cents(owed), days: buyer.termsDays, dueOn },
      title: titleOf(brand.gstRegistered, isInvoice),
      usage: usageSection(usage),
    },
  }
}

/** Supplier and buyer as every document names them. */
export function partiesOf(brand: Brand, buyer: Buyer): Pick<StatementDocument, 'supplier' | 'buyer'> {
  const { accountNumber, name, legalName, tradingName, abn, addressLines } = buyer
  return {
    buyer: { abn, accountNumber, address: addressLines, legalName, name, tradingName },
    supplier: {
      abn: brand.abn,
      address: brand.address,
      bank: brand.bank,
      complaints: brand.complaintsLine,
      email: brand.supportEmail,
      footer: brand.invoiceFooter,
      legalName: brand.legalName ?? brand.name,
      name: brand.name,
      phone: brand.supportPhone,
      termsUrl: brand.termsUrl,
      url: brand.supportUrl,
    },
  }
}

export function gstSection(brand: Brand, totals: DocumentTotals): StatementDocument['gst'] {
  return {
    amount: cents(totals.gstMicros),
    isRegistered: brand.gstRegistered,
    rate: brand.gstRegistered ? '10' : '0',
    rounding: brand.gstRounding,
    subtotal: cents(totals.subtotalMicros),
    total: cents(totals.totalMicros),
  }
}

/** What a balance says is owed: nothing where there is credit. */
export function owedOf(balance: Micros): Micros {
  return balance < 0n ? negate(balance) : micros(0n)
}

/** One that is not registered for GST must not call a document a tax invoice. */
function titleOf(isRegistered: boolean, isInvoice: boolean): string {
  if (isRegistered) return 'Tax Invoice/Statement'
  return isInvoice ? 'Invoice' : 'Statement'
}

function sum(amounts: readonly Micros[]): Micros {
  return micros(amounts.reduce((all, amount) => all + amount, 0n))
}
