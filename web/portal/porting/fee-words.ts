import { moneyText } from '../../shared/format/money.ts'
import type { Port } from '../../shared/porting/port-words.ts'

type Fee = NonNullable<Port['nextFee']>

/** `$20.00 ex GST ($22.00 inc. GST)`. */
export function feeText({ amount, total }: Fee): string {
  return `${moneyText(amount)} ex GST (${moneyText(total)} inc. GST)`
}

/** When the fee of an attempt is charged; what submission is called there, is given. */
export function whenCharged({ chargedOn }: Fee, onSubmission: string): string {
  return chargedOn === 'submission' ? onSubmission : 'once the losing carrier accepts'
}
