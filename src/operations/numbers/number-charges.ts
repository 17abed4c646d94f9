import { proRata } from '#domain/billing/pro-rata.ts'
import type { Micros } from '#domain/money.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import type { NewCharge } from '#operations/billing/post-charges.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'

/** How the charges of one number, or of one block, are named: the bill run names a month's the same way. */
export const numberSource = (assignmentId: number, from: string): string => `number ${assignmentId} from ${from}`
export const blockSource = (blockId: number, from: string): string => `block ${blockId} from ${from}`

/** What is priced by the month and begins now: the rest of the cycle by days, today included. Nothing for what is free. */
export function firstCharge(
  account: AccountRow,
  {
    serviceType,
    description,
    quantity = 1,
    unitMicros,
    source,
  }: {
    readonly serviceType: NewCharge['serviceType']
    readonly description: string
    readonly quantity?: number
    /** A month of one, ex GST. */
    readonly unitMicros: Micros
    readonly source: (from: string) => string
  },
  now: Date,
): readonly NewCharge[] {
  const month = partMonthAt(account, now)
  const unit = proRata(unitMicros, month)
  const amountMicros = (unit * BigInt(quantity)) as Micros
  if (amountMicros === 0n) return []
  return [
    {
      accountId: account.id,
      serviceType,
      description,
      quantity,
      unitMicros: unit,
      amountMicros,
      periodFrom: month.from,
      periodTo: month.cycleTo,
      chargedAt: now,
      source: source(month.from),
    },
  ]
}
