import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { CHARGE_STATE_WORDS, chargeWord } from '../../../shared/payments/charge-words.ts'
import { PURPOSE_WORDS } from '../../../shared/payments/purpose-words.ts'

export type Charge = Item<'listGatewayCharges'>

const PURPOSE: Column<Charge> = {
  key: 'purpose',
  heading: 'For',
  render: ({ id, accountId, purpose }) => (
    <RowLink patch={{ charge: id, of: accountId }}>{PURPOSE_WORDS[purpose]}</RowLink>
  ),
}

const CUSTOMER: Column<Charge> = {
  key: 'customer',
  heading: 'Customer',
  render: ({ accountName, accountNumber }) => (
    <Text span inherit truncate display="block" maw={220} title={`${accountName}, ${accountNumber}`}>
      {accountName}
    </Text>
  ),
}

const REST: readonly Column<Charge>[] = [
  { key: 'begun', heading: 'Begun', from: 'sm', render: ({ startedAt }) => <When at={startedAt} /> },
  { key: 'by', heading: 'Paid by', from: 'md', render: ({ paidBy }) => (paidBy === '' ? '–' : paidBy) },
  {
    key: 'why',
    heading: 'What the bank said',
    from: 'xl',
    render: ({ failureReason }) => (
      <Text span inherit truncate display="block" maw={260} title={failureReason ?? ''}>
        {failureReason ?? '–'}
      </Text>
    ),
  },
  { key: 'state', heading: 'State', render: (charge) => <ChargeBadge charge={charge} /> },
  { key: 'amount', heading: 'Inc. GST', align: 'right', render: ({ amount }) => <Money value={amount} /> },
]

/** Charges of all customers. */
export const ALL_CHARGES: readonly Column<Charge>[] = [PURPOSE, CUSTOMER, ...REST]

/** Those of one customer. */
export const OWN_CHARGES: readonly Column<Charge>[] = [PURPOSE, ...REST]

/** How far a charge is. */
export function ChargeBadge({ charge }: { readonly charge: Charge }): ReactNode {
  const { tone, text } = chargeWord(charge)
  return <StatusBadge tone={tone}>{text}</StatusBadge>
}

export const CHARGE_FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'state',
    label: 'State',
    several: true,
    options: Object.entries(CHARGE_STATE_WORDS)
      .filter(([state]) => state !== 'planned')
      .map(([value, { text }]) => ({ value, label: text })),
  },
  {
    kind: 'choice',
    field: 'purpose',
    label: 'For',
    several: true,
    options: Object.entries(PURPOSE_WORDS).map(([value, label]) => ({ value, label })),
  },
]
