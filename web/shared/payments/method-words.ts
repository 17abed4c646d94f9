import type { Answer, Item } from '../api/wire-types.ts'
import type { Tone } from '../layout/status-badge.tsx'

/** A stored card or bank account. */
export type Method = Item<'listPaymentMethods'>

/** What is stored, and what can be. */
export type Methods = Answer<'listPaymentMethods'>

/** `12/27`, as it stands on the card. */
export function expiryText({ expMonth, expYear }: Pick<Method, 'expMonth' | 'expYear'>): string | undefined {
  if (expMonth === null || expYear === null) return undefined
  return `${String(expMonth).padStart(2, '0')}/${String(expYear % 100).padStart(2, '0')}`
}

/** What is wrong with a card, or soon will be: from a month before the one it ends with. Undefined: nothing. */
export function expiryWarning(
  { expMonth, expYear, isExpired }: Pick<Method, 'expMonth' | 'expYear' | 'isExpired'>,
  today: string,
): { readonly tone: Tone; readonly text: string } | undefined {
  if (isExpired) return { tone: 'bad', text: 'Expired' }
  if (expMonth === null || expYear === null) return undefined
  const [year = 0, month = 0] = today.split('-').map(Number)
  const monthsLeft = (expYear - year) * 12 + expMonth - month
  if (monthsLeft > 1) return undefined
  return { tone: 'watch', text: monthsLeft === 0 ? 'Expires this month' : 'Expires next month' }
}

/** `card`, `bank account`, `card or bank account`: what can be added. */
export function kindsText(kinds: Methods['kinds']): string {
  return [...(kinds.includes('card') ? ['card'] : []), ...(kinds.includes('becs') ? ['bank account'] : [])].join(' or ')
}
