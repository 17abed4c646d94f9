import type { Brand } from '#domain/branding/brand.ts'
import { micros, negate, type Micros } from '#domain/money.ts'
import type { Correction } from '#domain/ledger/office-postings.ts'
import type { CallServiceType, ServiceType } from '#domain/usage/service-type.ts'
import { totalDocument, type DocumentTotals } from './document-amounts.ts'
import { serviceSection, usageSection } from './document-sections.ts'
import { addDays, cents, withLastDay } from './document-words.ts'
import type { DocumentAllowance, DocumentPeriod, StatementDocument } from './statement-document.ts'

/** Whom a document is for, as the account stands when it is issued. */
export interface Buyer {
  readonly accountNumber: string
  readonly name: string
  readonly legalName: string
  readonly tradingName: string
  readonly abn: string | null
  readonly addressLines: readonly string[]
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly termsDays: number
}

/** Calls of one service type and cycle, summed. Exact, ex GST. */
export interface UsageItem {
  readonly serviceType: CallServiceType
  readonly calls: number
  readonly durationSeconds: number
  readonly chargeMicros: Micros
  /** As it was posted with the calls. */
  readonly gstMicros: Micros
  /** The cycle they were made in, where that is not the statement's; the last day included. */
  readonly late: DocumentPeriod | null
}

/** A charge or credit. Exact, ex GST; `periodTo` is the day after the last. */
export interface ChargeItem {
  readonly serviceType: ServiceType
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly amountMicros: Micros
  readonly gstMicros: Micros
  readonly periodFrom: string | null
  readonly periodTo: string | null
  readonly chargedOn: string
  readonly isTaxed: boolean
}

export interface PaymentItem {
  readonly receivedOn: string
  readonly method: string
  readonly reference: string
  readonly receipt: string | null
  readonly amountMicros: Micros
}

export interface AdjustmentItem {
  readonly number: string
  readonly issuedOn: string
  readonly refersTo: string
  /** With GST, as the note says: below zero is a credit. */
  readonly totalMicros: Micros
}

export interface EarlierStatement {
  readonly number: string
  readonly periodFrom: string
  /** The day after the last. */
  readonly periodTo: string
  readonly totalMicros: Micros
}

/** All that a statement says, loaded. Dates in the account's zone. */
export interface StatementBasis {
  readonly buyer: Buyer
  readonly brand: Brand
  /** `to` is the day after the last. */
  readonly period: { readonly from: string; readonly to: string }
  readonly issuedOn: string
  readonly isFinal: boolean
  readonly openingMicros: Micros
  readonly usage: readonly UsageItem[]
  readonly charges: readonly ChargeItem[]
  readonly payments: readonly PaymentItem[]
  readonly adjustments: readonly AdjustmentItem[]
  readonly plans: readonly { name: string; type: 'bundle' | 'payg'; from: string; to: string }[]
  readonly allowances: readonly DocumentAllowance[]
  /** The later first. */
  readonly earlier: readonly EarlierStatement[]
}

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
  /** All but its number, which is given out last. */
  readonly document: Omit<StatementDocument, 'number'>
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
