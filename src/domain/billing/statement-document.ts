import type { BankDetails } from '#domain/branding/brand.ts'
import type { CallServiceType, ServiceType } from '#domain/usage/service-type.ts'

/**
 * A statement, invoice or adjustment note as it was issued: everything that stands on it and nothing else, so that it can
 * be shown again from this alone. Amounts are decimal dollars with two places (`"12.50"`), ex GST unless they say
 * otherwise; dates are `yyyy-mm-dd` in the account's zone, and a period's `to` is its last day.
 * Contents: the platform's help pages on the statement, and what an Australian tax invoice and a telephone bill must hold.
 */
export interface StatementDocument {
  readonly format: 1
  /** A statement of a prepaid account has been paid from its credit; an invoice is to be paid. */
  readonly kind: 'statement' | 'invoice' | 'adjustment-note'
  /** `Tax Invoice/Statement`; of a supplier that is not registered for GST, without those words. */
  readonly title: string
  readonly number: string
  readonly issuedOn: string
  readonly currency: 'AUD'
  /** The account is closed: there is none after this. */
  readonly isFinal: boolean
  readonly period: DocumentPeriod
  readonly supplier: DocumentSupplier
  readonly buyer: DocumentBuyer
  readonly overview: DocumentOverview
  /** Of invoices; null: nothing falls due. */
  readonly terms: DocumentTerms | null
  /** The calling plans of the period, in order. */
  readonly plans: readonly DocumentPlan[]
  readonly usage: {
    readonly summary: readonly DocumentUsageSummary[]
    readonly lines: readonly DocumentUsageLine[]
  }
  readonly services: {
    readonly summary: readonly DocumentServiceSummary[]
    readonly lines: readonly DocumentServiceLine[]
  }
  readonly allowances: readonly DocumentAllowance[]
  readonly payments: readonly DocumentPayment[]
  /** Adjustment notes issued since the last statement: in the balance, not in this document's total. */
  readonly adjustments: readonly DocumentAdjustment[]
  /** The last two before it, the later first. */
  readonly comparison: readonly DocumentComparison[]
  readonly gst: DocumentGst
  /** Of an adjustment note. */
  readonly refersTo: { readonly number: string; readonly issuedOn: string; readonly reason: string } | null
}

export interface DocumentPeriod {
  readonly from: string
  /** The last day. */
  readonly to: string
}

export interface DocumentSupplier {
  readonly name: string
  readonly legalName: string
  readonly abn: string | null
  readonly address: string | null
  readonly email: string
  readonly phone: string | null
  readonly url: string | null
  readonly termsUrl: string | null
  readonly bank: BankDetails | null
  readonly complaints: string
  readonly footer: string
}

export interface DocumentBuyer {
  /** Also the reference of a bank transfer. */
  readonly accountNumber: string
  readonly name: string
  readonly legalName: string
  readonly tradingName: string
  readonly abn: string | null
  /** Line by line. */
  readonly address: readonly string[]
}

/** A balance above zero is credit of the customer, below zero is owed. All amounts with GST. */
export interface DocumentOverview {
  readonly openingBalance: string
  readonly payments: string
  /** Of adjustment notes: above zero in the customer's favour. */
  readonly adjustments: string
  readonly newCharges: string
  readonly closingBalance: string
  /** What is owed, as an amount above zero; `0.00` where there is credit. */
  readonly amountOwed: string
}

export interface DocumentTerms {
  readonly days: number
  readonly dueOn: string
  /** With GST: all that is owed on the day of issue. */
  readonly amountDue: string
}

export interface DocumentPlan extends DocumentPeriod {
  readonly name: string
  readonly type: 'bundle' | 'payg'
}

export type UsageDirection = 'outbound' | 'inbound' | 'on-net'

export interface DocumentUsageSummary {
  readonly direction: UsageDirection
  readonly calls: number
  readonly durationSeconds: number
  readonly amount: string
}

export interface DocumentUsageLine {
  readonly direction: UsageDirection
  readonly serviceType: CallServiceType
  /** `Mobile`; of late calls `Mobile, made from 20 July to 19 August 2026`. */
  readonly description: string
  readonly calls: number
  /** Answered. */
  readonly durationSeconds: number
  readonly amount: string
  /** Set where the calls were made before the period and came in late. */
  readonly late: DocumentPeriod | null
}

export interface DocumentServiceSummary {
  readonly serviceType: ServiceType
  readonly items: number
  readonly amount: string
}

export interface DocumentServiceLine {
  readonly serviceType: ServiceType
  readonly description: string
  readonly quantity: number
  /** As many places as it takes, two at least. */
  readonly unitPrice: string
  /** Below zero: a credit. */
  readonly amount: string
  readonly from: string | null
  /** The last day. */
  readonly to: string | null
  /** The day it was charged. */
  readonly chargedOn: string
  readonly taxable: boolean
}

export interface DocumentAllowance {
  readonly name: string
  readonly unit: 'seconds' | 'calls' | 'money'
  /** Seconds, calls, or dollars with two places. */
  readonly included: string
  readonly used: string
  readonly remaining: string
}

export interface DocumentPayment {
  readonly receivedOn: string
  readonly method: string
  readonly reference: string
  readonly receipt: string | null
  /** Below zero: taken back. */
  readonly amount: string
}

export interface DocumentAdjustment {
  readonly number: string
  readonly issuedOn: string
  readonly refersTo: string
  /** With GST; above zero in the customer's favour. */
  readonly amount: string
}

export interface DocumentComparison extends DocumentPeriod {
  readonly number: string
  /** With GST. */
  readonly total: string
}

export interface DocumentGst {
  /** Whether the supplier is registered: one that is not charges none. */
  readonly isRegistered: boolean
  /** Per cent. */
  readonly rate: string
  /** Whether GST was rounded once for the document or for each line. */
  readonly rounding: 'document' | 'line'
  /** Ex GST. */
  readonly subtotal: string
  readonly amount: string
  /** With GST. */
  readonly total: string
}
