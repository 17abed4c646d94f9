import { Box, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { MATCH_WORDS, STATUS_WORDS, type Transfer } from './transfer-words.ts'

export const TRANSFER_COLUMNS: readonly Column<Transfer>[] = [
  {
    key: 'text',
    heading: 'The bank says',
    render: ({ id, text }) => (
      <RowLink patch={{ transfer: id }}>
        <span style={{ overflowWrap: 'anywhere' }}>{text === '' ? 'Nothing' : text}</span>
      </RowLink>
    ),
  },
  {
    key: 'on',
    heading: 'Day',
    from: 'sm',
    render: ({ receivedOn }) => (receivedOn === null ? '–' : dayText(receivedOn)),
  },
  {
    key: 'status',
    heading: 'Status',
    from: 'sm',
    render: ({ status }) => <TransferBadge status={status} />,
  },
  { key: 'whose', heading: 'Whose', render: (transfer) => <Whose transfer={transfer} /> },
  {
    key: 'amount',
    heading: 'Amount',
    align: 'right',
    render: ({ amount, assigned, left, status }) => (
      <>
        <Money value={amount} />
        {amountOf(assigned) > 0n && status !== 'posted' && (
          <Text size="xs" c="dimmed">{`${moneyText(left)} left`}</Text>
        )}
      </>
    ),
  },
]

export function TransferBadge({ status }: Pick<Transfer, 'status'>): ReactNode {
  return <StatusBadge tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].text}</StatusBadge>
}

function Whose({ transfer }: { readonly transfer: Transfer }): ReactNode {
  const { account, matchedBy, parts, problem, reason, status } = transfer
  const standing = parts.filter(({ undoneAt }) => undoneAt === null)
  const why = problem ?? reason
  return (
    <>
      <Box hiddenFrom="sm">
        <TransferBadge status={status} />
      </Box>
      {account !== null && `${account.name}, ${account.accountNumber}`}
      {account === null && standing.length > 0 && `${standing.length} customers`}
      {why !== null ? (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {why}
        </Text>
      ) : (
        matchedBy !== null && (
          <Text size="xs" c="dimmed">
            {MATCH_WORDS[matchedBy]}
          </Text>
        )
      )}
    </>
  )
}
