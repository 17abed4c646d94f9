import { numbersText } from '#domain/porting/read-numbers.ts'
import { attemptFee, type PortFee } from '#domain/porting/port-fees.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { Micros } from '#domain/money.ts'
import { postCharges } from '#operations/billing/post-charges.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readPortFeeList } from '#storage/queries/port-fees.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import type { ChargeRow } from '#storage/tables/charges.ts'

/** What a port is charged for, as it stands on the statement. */
const WORDS = {
  attempt: 'Port of',
  validation: 'Validation of',
  reject: 'Port rejected:',
  'date change': 'Cut-over moved:',
  'out of hours': 'Cut-over out of hours:',
  withdrawal: 'Port withdrawn:',
  return: 'Emergency return:',
} as const

export type ChargedFor = keyof typeof WORDS

/**
 * Charges the account of a port: once for the same thing of the same attempt, whoever asks again. A fee of nothing is no
 * charge.
 *
 * @param distinct tells two of a kind apart: the second change of a date from the first.
 */
export async function chargePort(
  context: WriteContext,
  port: PortRow,
  attempt: number,
  { fee, what, distinct = '' }: { readonly fee: PortFee; readonly what: ChargedFor; readonly distinct?: string },
): Promise<readonly ChargeRow[]> {
  const fees = await readPortFeeList(context.db)
  const amountMicros = fees[fee]
  if (amountMicros === 0n) return []
  const again = attempt > 1 ? `, attempt ${attempt}` : ''
  const suffix = what === 'attempt' ? '' : ` ${what}${distinct === '' ? '' : ` ${distinct}`}`
  return postCharges(context, [
    {
      accountId: port.accountId,
      serviceType: 'BillingRecord',
      description: `${WORDS[what]} ${numbersText(port.numbers.map(({ number }) => number))}${again}`,
      quantity: 1,
      unitMicros: amountMicros,
      amountMicros,
      chargedAt: context.now,
      source: `port ${port.id} attempt ${attempt}${suffix}`,
    },
  ])
}

/** What an attempt costs now, ex GST. */
export async function attemptPrice(
  { db }: Pick<WriteContext, 'db'>,
  kind: PortKind,
  numberCount: number,
): Promise<Micros> {
  return (await readPortFeeList(db))[attemptFee(kind, numberCount)]
}
