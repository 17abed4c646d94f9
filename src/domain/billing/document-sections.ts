import { formatDollars, micros, type Micros } from '#domain/money.ts'
import type { CallServiceType, ServiceType } from '#domain/usage/service-type.ts'
import { SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import { toCents } from './document-amounts.ts'
import { addDays, cents } from './document-words.ts'
import type { ChargeItem, UsageItem } from './statement-basis.ts'
import type {
  DocumentServiceLine,
  DocumentServiceSummary,
  DocumentUsageLine,
  DocumentUsageSummary,
  StatementDocument,
  UsageDirection,
} from './statement-document.ts'

const DIRECTIONS: readonly UsageDirection[] = ['outbound', 'inbound', 'on-net']

function directionOf(serviceType: CallServiceType): UsageDirection {
  if (serviceType === 'Onnet') return 'on-net'
  return serviceType.startsWith('Inbound') ? 'inbound' : 'outbound'
}

/**
 * The calling usage: a line for each service type, late calls after those of the period; summed by direction. Emergency
 * calls are not on it: they are free, and whom somebody called for help is nobody's to read on a bill.
 */
export function usageSection(items: readonly UsageItem[]): StatementDocument['usage'] {
  const ordered = items
    .filter(({ serviceType }) => serviceType !== 'Emergency')
    .toSorted(
      (one, other) =>
        compareText(one.late?.from ?? '', other.late?.from ?? '') ||
        SERVICE_TYPE_CODES[one.serviceType] - SERVICE_TYPE_CODES[other.serviceType],
    )
  const lines = ordered.map(({ serviceType, calls, durationSeconds, chargeMicros, late }): DocumentUsageLine => ({
    amount: cents(chargeMicros),
    calls,
    description: late === null ? serviceType : `${serviceType}, calls of an earlier period`,
    direction: directionOf(serviceType),
    durationSeconds,
    late,
    serviceType,
  }))
  const summary = DIRECTIONS.map((direction): DocumentUsageSummary => {
    const own = ordered.filter(({ serviceType }) => directionOf(serviceType) === direction)
    return {
      amount: sumOfLines(own.map(({ chargeMicros }) => chargeMicros)),
      calls: total(own.map(({ calls }) => calls)),
      direction,
      durationSeconds: total(own.map(({ durationSeconds }) => durationSeconds)),
    }
  })
  return { lines, summary }
}

/** Everything that is no call, in the order in which it was charged; summed by what it is. */
export function serviceSection(
  charges: readonly ChargeItem[],
  isSupplierRegistered: boolean,
): StatementDocument['services'] {
  const lines = charges.map((charge): DocumentServiceLine => ({
    amount: cents(charge.amountMicros),
    chargedOn: charge.chargedOn,
    description: charge.description,
    from: charge.periodFrom,
    quantity: charge.quantity,
    serviceType: charge.serviceType,
    taxable: charge.isTaxed && isSupplierRegistered,
    to: charge.periodTo === null ? null : addDays(charge.periodTo, -1),
    unitPrice: formatDollars(charge.unitMicros).replace(/0{1,4}$/, ''),
  }))
  const types = [...new Set(charges.map(({ serviceType }) => serviceType))]
  const summary = types.map((serviceType: ServiceType): DocumentServiceSummary => {
    const own = charges.filter((charge) => charge.serviceType === serviceType)
    return {
      amount: sumOfLines(own.map(({ amountMicros }) => amountMicros)),
      items: total(own.map(({ quantity }) => quantity)),
      serviceType,
    }
  })
  return { lines, summary }
}

function sumOfLines(amounts: readonly Micros[]): string {
  return cents(micros(amounts.reduce((all, amount) => all + toCents(amount), 0n)))
}

function total(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
