import { countText, plural } from '../format/counts.ts'
import { amountOf, moneyText } from '../format/money.ts'

export type AllowanceUnit = 'seconds' | 'calls' | 'money'

/** `1,250 minutes`, `40 calls`, `$20.00`. */
export function quantityText(quantity: string, unit: AllowanceUnit): string {
  if (unit === 'money') return moneyText(quantity)
  if (unit === 'calls') return plural(Number(quantity), 'call')
  const minutes = Math.floor(Number(quantity) / 60)
  return minutes === 1 ? '1 minute' : `${countText(minutes)} minutes`
}

/** What part a quantity is of another, in whole per cent rounded down; of nothing, all of it. */
export function shareOf(part: string, whole: string): number {
  const [units, all] = [amountOf(part), amountOf(whole)]
  return all <= 0n ? 100 : Number((units * 100n) / all)
}
