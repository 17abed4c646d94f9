import type { Item } from '../../../shared/api/wire-types.ts'

/** One line of the palette: where it leads, or what it does. */
export interface Entry {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly detail?: string | undefined
  readonly to?: string
  readonly act?: () => void
}

export type Hit = Item<'search'>

const GROUPS: Record<Hit['kind'], string> = {
  account: 'Customers',
  number: 'Numbers',
  statement: 'Statements',
  payment: 'Payments',
  port: 'Ports',
  'port-out': 'Numbers leaving',
  'number-order': 'Number orders',
  'calling-plan': 'Calling plans',
  'number-plan': 'Number plans',
  'rate-deck': 'Rate decks',
}

/** What the server found, as lines that lead there. */
export function entryOf(hit: Hit): Entry {
  const { kind, id, title, detail, status } = hit
  return {
    id: `${kind} ${id}`,
    group: GROUPS[kind],
    title,
    detail: [detail, status?.replaceAll(/[-_]/g, ' ')].filter((part) => part !== undefined && part !== '').join(' · '),
    to: addressOf(hit),
  }
}

function addressOf({ kind, id, accountId }: Hit): string {
  switch (kind) {
    case 'account':
      return `/customers/${id}`
    case 'number':
      return accountId === null
        ? `/numbers?search=${encodeURIComponent(id)}`
        : `/customers/${accountId}/numbers?search=${encodeURIComponent(id)}`
    case 'statement':
      return accountId === null ? '/billing/statements' : `/customers/${accountId}/statements/${id}`
    case 'payment':
      return accountId === null
        ? '/billing/payments'
        : `/customers/${accountId}/statements/payments?payment=${id}&of=${accountId}`
    case 'port':
      return `/porting/${id}`
    case 'port-out':
      return `/porting/leaving/${id}`
    case 'number-order':
      return `/numbers/orders/${id}`
    case 'calling-plan':
      return `/plans/${id}`
    case 'number-plan':
      return `/plans/numbers/${id}`
    case 'rate-deck':
      return `/plans/decks/${id}`
  }
}
