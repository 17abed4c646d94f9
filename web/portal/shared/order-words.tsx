import type { ReactNode } from 'react'
import type { Item } from '../../shared/api/wire-types.ts'
import { plural } from '../../shared/format/counts.ts'
import { StatusBadge, type Tone } from '../../shared/layout/status-badge.tsx'
import { placeText } from '../../shared/numbers/number-words.ts'

type Order = Item<'listNumberOrders'>

/** What can be ordered. */
export const ORDER_KIND_WORDS: Readonly<Record<Order['kind'], { readonly label: string; readonly help: string }>> = {
  'prefix-range': { label: 'Numbers of a prefix', help: '10 or more geographic numbers of a region that begin alike' },
  block: { label: 'A 100-number block', help: 'A hundred geographic numbers in a row, priced as one' },
  '1300': { label: 'A 1300 number', help: 'Callers pay a local call; the customer pays for what it receives' },
  '1800': { label: 'An 1800 number', help: 'Free for callers; the customer pays for what it receives' },
}

export const ORDER_STATUS_WORDS: Readonly<Record<Order['status'], { readonly words: string; readonly tone: Tone }>> = {
  submitted: { words: 'Submitted', tone: 'neutral' },
  'with-carrier': { words: 'With carrier', tone: 'carrier' },
  allocated: { words: 'Allocated', tone: 'accepted' },
  completed: { words: 'Completed', tone: 'good' },
  rejected: { words: 'Rejected', tone: 'bad' },
  withdrawn: { words: 'Withdrawn', tone: 'neutral' },
}

export function OrderStatusBadge({ status }: Pick<Order, 'status'>): ReactNode {
  const { words, tone } = ORDER_STATUS_WORDS[status]
  return <StatusBadge tone={tone}>{words}</StatusBadge>
}

/** `20 numbers in Melbourne, VIC`, `1300 number, 1300 FLOWER`. */
export function wishText(
  order: Pick<Order, 'kind' | 'quantity' | 'region' | 'state' | 'smartNumber' | 'pattern'>,
): string {
  const place = placeText(order)
  if (order.kind === 'block') return `100-number block in ${place}`
  if (order.kind === 'prefix-range') return `${plural(order.quantity, 'number')} in ${place}`
  const named = order.smartNumber ?? order.pattern
  return `${order.kind} number${named === '' ? '' : `, ${named}`}`
}
