import type { Brand } from '#domain/branding/brand.ts'
import type { Micros } from '#domain/money.ts'
import type { CallServiceType, ServiceType } from '#domain/usage/service-type.ts'
import type { DocumentAllowance, DocumentPeriod } from './statement-document.ts'

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
