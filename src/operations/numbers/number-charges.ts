import { proRata } from '#domain/billing/pro-rata.ts'
import type { Micros } from '#domain/money.ts'
import { partMonthAt } from '#domain/plans/part-month.ts'
import type { NewCharge } from '#operations/billing/post-charges.ts'
import type { AccountRow } from '#storage/queries/accounts.ts'

/** A charge is named alike whether it is the first or one of a bill run's. */
export { blockSource, numberSource } from '#domain/billing/monthly-charges.ts'

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
