import { Group, Text } from '@mantine/core'
import type { Item } from '../../../shared/api/wire-types.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { AccountStatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'

/** What a list of customers shows of each. */
export const COLUMNS: readonly Column<Item<'listAccounts'>>[] = [
  {
    key: 'name',
    heading: 'Name',
    sort: 'name',
    render: ({ id, name }) => <RowLink to={`/customers/${id}`}>{name}</RowLink>,
  },
  {
    key: 'number',
    heading: 'Account',
    sort: 'accountNumber',
    from: 'sm',
    render: ({ accountNumber }) => accountNumber,
  },
  {
    key: 'status',
    heading: 'Status',
    sort: 'status',
    render: ({ status, cancelOn }) => (
      <Group gap={6}>
        <AccountStatusBadge status={status} />
        {cancelOn !== null && (
          <Text size="xs" c="dimmed" visibleFrom="md">
            ends {dayText(cancelOn)}
          </Text>
        )}
      </Group>
    ),
  },
  { key: 'plan', heading: 'Plan', from: 'md', render: ({ plan }) => plan?.name ?? '–' },
  {
    key: 'pays',
    heading: 'Pays',
    from: 'lg',
    render: ({ paymentMode }) => (paymentMode === 'prepaid' ? 'Prepaid' : 'Postpaid'),
  },
  { key: 'billDay', heading: 'Bill day', align: 'right', from: 'lg', render: ({ billDay }) => billDay },
  { key: 'since', heading: 'Since', sort: 'createdAt', from: 'lg', render: ({ createdAt }) => <When at={createdAt} /> },
  {
    key: 'balance',
    heading: 'Balance',
    sort: 'balance',
    align: 'right',
    render: ({ balance }) => <Money value={balance} />,
  },
]
