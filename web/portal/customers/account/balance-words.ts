import { amountOf } from '../../../shared/format/money.ts'

/** What an amount above or below zero is to a customer who pays before or after: `prepaid credit`, `owing`. */
export function balanceWords(balance: string, paymentMode: 'prepaid' | 'postpaid'): string {
  const amount = amountOf(balance)
  if (amount < 0n) return 'owing'
  if (paymentMode === 'prepaid') return 'prepaid credit'
  return amount === 0n ? 'nothing owing' : 'in credit'
}
