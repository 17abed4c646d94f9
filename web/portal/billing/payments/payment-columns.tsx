import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { amountOf } from '../../../shared/format/money.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { METHOD_WORDS } from '../../../shared/statements/statement-words.ts'

export type Payment = Item<'listPayments'>

const RECEIPT: Column<Payment> = {
  key: 'receipt',
  heading: 'Receipt',
  render: (payment) => (
    <RowLink patch={{ payment: payment.id, of: payment.accountId }}>{payment.receipt ?? returnWords(payment)}</RowLink>
  ),
}

const CUSTOMER: Column<Payment> = {
  key: 'customer',
  heading: 'Customer',
  render: ({ accountName, accountNumber }) => (
    <Text span inherit truncate display="block" maw={220} title={`${accountName}, ${accountNumber}`}>
      {accountName}
    </Text>
  ),
}

const REST: readonly Column<Payment>[] = [
  { key: 'received', heading: 'Received', from: 'sm', render: ({ receivedOn }) => dayText(receivedOn) },
  { key: 'method', heading: 'Method', from: 'md', render: ({ method }) => METHOD_WORDS[method] },
  {
    key: 'reference',
    heading: 'Reference',
    from: 'sm',
    render: ({ reference }) => (
      <Text span inherit truncate display="block" maw={200} title={reference}>
        {reference === '' ? '–' : reference}
      </Text>
    ),
  },
  { key: 'by', heading: 'Recorded by', from: 'lg', render: ({ recordedBy }) => recordedBy ?? '–' },
  { key: 'state', heading: 'State', from: 'md', render: (payment) => <PaymentState payment={payment} /> },
  { key: 'amount', heading: 'Inc. GST', align: 'right', render: ({ amount }) => <Money value={amount} /> },
]

/** Payments of all customers. */
export const ALL_PAYMENTS: readonly Column<Payment>[] = [RECEIPT, CUSTOMER, ...REST]

/** Those of one customer. */
export const OWN_PAYMENTS: readonly Column<Payment>[] = [RECEIPT, ...REST]

/** What a payment without a receipt is: one that takes another back, or a part of it, or undoes that. */
export function returnWords({ reverses, amount }: Pick<Payment, 'reverses' | 'amount'>): string {
  if (reverses !== null) return 'Reversal'
  return amountOf(amount) < 0n ? 'Went back' : 'Came again'
}

/** Whether the money stayed. */
export function PaymentState({ payment }: { readonly payment: Payment }): ReactNode {
  const { reversedBy, reverses, returns, returned, amount } = payment
  if (reverses !== null) return <StatusBadge tone="neutral">Takes one back</StatusBadge>
  if (returns !== null) return <StatusBadge tone="neutral">{returnWords(payment)}</StatusBadge>
  if (reversedBy !== null) return <StatusBadge tone="bad">Taken back</StatusBadge>
  if (amountOf(returned) <= 0n) return <StatusBadge tone="good">Received</StatusBadge>
  return <StatusBadge tone="watch">{returned === amount ? 'Given back' : 'Part given back'}</StatusBadge>
}

export const PAYMENT_FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Reference or receipt' },
  {
    kind: 'choice',
    field: 'method',
    label: 'Method',
    several: true,
    options: Object.entries(METHOD_WORDS).map(([value, label]) => ({ value, label })),
  },
  { kind: 'days', field: 'from', toField: 'to', label: 'Received' },
  {
    kind: 'choice',
    field: 'state',
    label: 'State',
    several: true,
    options: [
      { value: 'standing', label: 'Received' },
      { value: 'reversed', label: 'Taken back' },
      { value: 'reversal', label: 'Takes one back' },
    ],
  },
]
