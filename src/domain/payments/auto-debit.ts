import { divideHalfUp, micros, type Micros } from '#domain/money.ts'
import { addBusinessDays, type BusinessCalendar } from '#domain/time/business-days.ts'

/** A statement or invoice as an auto debit looks at it. Dates `yyyy-mm-dd` in the account's zone. */
export interface DebitedBill {
  readonly kind: 'statement' | 'invoice'
  readonly issuedOn: string
  /** Of an invoice. */
  readonly dueOn: string | null
  /** What the month ahead costs: plan, numbers, channels and what recurs, with GST. */
  readonly monthlyMicros: Micros
  /** What is still to be paid of it, earlier months included; with GST. */
  readonly owedMicros: Micros
}

export interface AutoDebit {
  /** In whole cents, above zero. */
  readonly amountMicros: Micros
  /** The day it is charged. */
  readonly on: string
}

/** How long before a direct debit its details are with the customer, by the Telecommunications Consumer Protections Code. */
const NOTICE_BUSINESS_DAYS = 10
const CENT = 10_000n

/**
 * What is charged by itself for a bill, and when. Of a prepaid account's statement the month ahead, at once: it is agreed on and
 * the credit is left for calls. Of an invoice what is still owed, on its due day, but not before a consumer has had it for ten
 * business days. Undefined: nothing is.
 *
 * @param calendar business days where the customer is, of a consumer; undefined: it is a business.
 * Source: the platform's help pages on auto pay; the consumer code on direct debits.
 */
export function decideAutoDebit(
  { kind, issuedOn, dueOn, monthlyMicros, owedMicros }: DebitedBill,
  calendar: BusinessCalendar | undefined,
): AutoDebit | undefined {
  const amountMicros = wholeCents(kind === 'invoice' ? owedMicros : monthlyMicros)
  if (amountMicros <= 0n) return undefined
  if (kind === 'statement') return { amountMicros, on: issuedOn }
  const earliest = calendar === undefined ? issuedOn : addBusinessDays(calendar, issuedOn, NOTICE_BUSINESS_DAYS)
  return { amountMicros, on: dueOn !== null && dueOn > earliest ? dueOn : earliest }
}

function wholeCents(amount: Micros): Micros {
  return micros(divideHalfUp(amount, CENT) * CENT)
}
