import { phoneText } from '#domain/phone-text.ts'
import { micros, type Micros } from '#domain/money.ts'
import type { ServiceType } from '#domain/usage/service-type.ts'
import { proRata } from './pro-rata.ts'

/** A month that begins: dates in the account's zone, `to` the day after the last. */
export interface Month {
  readonly from: string
  readonly to: string
}

/** What an account has at the beginning of a month, with the prices in force then. Ex GST, a month. */
export interface MonthlyServices {
  readonly plan: {
    readonly planId: number
    readonly name: string
    readonly monthlyPriceMicros: Micros
    readonly channelPriceMicros: Micros
  }
  readonly numbers: readonly ServiceNumber[]
  /** Channels beyond the plan's. */
  readonly extraChannels: number
  readonly recurring: readonly RecurringItem[]
}

export interface ServiceNumber {
  /** Of the time the account holds it: added again, a number is charged again. */
  readonly assignmentId: number
  readonly number: string
  readonly planName: string
  /** What the number plan prices: one number, or a whole 100-number block. */
  readonly unit: 'number' | 'block'
  readonly monthlyPriceMicros: Micros
  readonly block: { readonly id: number; readonly firstNumber: string } | null
}

export interface RecurringItem {
  readonly id: number
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly fromDate: string
  /** The day after the last; null: until further notice. */
  readonly toDate: string | null
}

export interface MonthlyCharge {
  readonly serviceType: ServiceType
  readonly description: string
  readonly quantity: number
  readonly unitMicros: Micros
  readonly amountMicros: Micros
  readonly periodFrom: string
  /** The day after the last. */
  readonly periodTo: string
  /** The same words whenever it is for the same: the same thing is charged once. */
  readonly source: string
}

/**
 * What a month costs in advance: the plan, every number (a block once), channels beyond the plan's, and what recurs. A
 * number that costs nothing has its line all the same: it stands on the statement as included.
 */
export function monthlyCharges(
  { plan, numbers, extraChannels, recurring }: MonthlyServices,
  month: Month,
): MonthlyCharge[] {
  const whole = { periodFrom: month.from, periodTo: month.to }
  const charges: MonthlyCharge[] = []
  if (plan.monthlyPriceMicros > 0n) {
    const { planId, name, monthlyPriceMicros: price } = plan
    const source = `plan ${planId} from ${month.from}`
    charges.push({ serviceType: 'CallingPlan', description: name, ...once(price), ...whole, source })
  }
  const blocks = new Set<number>()
  for (const { assignmentId, number, planName, unit, monthlyPriceMicros, block } of numbers) {
    const isBlock = unit === 'block' && block !== null
    if (isBlock && blocks.has(block.id)) continue
    if (isBlock) blocks.add(block.id)
    charges.push({
      serviceType: 'Number',
      description: isBlock
        ? `${planName} ${phoneText(block.firstNumber)} to ${phoneText(lastOfBlock(block.firstNumber))}`
        : `${planName} ${phoneText(number)}`,
      ...once(monthlyPriceMicros),
      ...whole,
      source: isBlock ? blockSource(block.id, month.from) : numberSource(assignmentId, month.from),
    })
  }
  if (extraChannels > 0 && plan.channelPriceMicros > 0n) {
    charges.push({
      serviceType: 'Channel',
      description: 'Additional channels',
      quantity: extraChannels,
      unitMicros: plan.channelPriceMicros,
      amountMicros: micros(plan.channelPriceMicros * BigInt(extraChannels)),
      ...whole,
      source: `channels from ${month.from}`,
    })
  }
  for (const item of recurring) {
    const charge = recurringCharge(item, { cycleFrom: month.from, cycleTo: month.to, from: month.from })
    if (charge !== undefined) charges.push(charge)
  }
  return charges
}

/**
 * What a recurring item costs in the rest of a cycle from a day on: by days where it begins or ends within. Undefined: it
 * does not run then.
 */
export function recurringCharge(
  { id, description, quantity, unitMicros, fromDate, toDate }: RecurringItem,
  { cycleFrom, cycleTo, from }: { readonly cycleFrom: string; readonly cycleTo: string; readonly from: string },
): MonthlyCharge | undefined {
  const first = fromDate > from ? fromDate : from
  const end = toDate !== null && toDate < cycleTo ? toDate : cycleTo
  if (first >= end) return undefined
  return {
    serviceType: 'BillingRecord',
    description,
    quantity,
    unitMicros,
    amountMicros: proRata(micros(unitMicros * BigInt(quantity)), { cycleFrom, cycleTo, from: first, to: end }),
    periodFrom: first,
    periodTo: end,
    source: `recurring item ${id} from ${first}`,
  }
}

/** The source of a number's charge for the month, or the part of one, that begins on a day. */
export function numberSource(assignmentId: number, from: string): string {
  return `number ${assignmentId} from ${from}`
}

export function blockSource(blockId: number, from: string): string {
  return `block ${blockId} from ${from}`
}

function once(price: Micros): Pick<MonthlyCharge, 'quantity' | 'unitMicros' | 'amountMicros'> {
  return { quantity: 1, unitMicros: price, amountMicros: price }
}

function lastOfBlock(firstNumber: string): string {
  return `${firstNumber.slice(0, -2)}99`
}
