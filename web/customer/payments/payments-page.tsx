import { Anchor, Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressOf } from '../../shared/api/client.ts'
import type { Item } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { dayText } from '../../shared/format/dates.ts'
import { Money } from '../../shared/format/figures.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { METHOD_WORDS } from '../../shared/statements/statement-words.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

type Payment = Item<'listAccountPayments'>

/** What was paid, with its receipts. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const { data: overview } = useOverview()
  const isPrepaid = overview?.paymentMode === 'prepaid'
  return (
    <PageFrame title="Payments">
      <BillsMenu isPrepaid={isPrepaid} />
      <List
        endpoint="listAccountPayments"
        label="Payments"
        params={{ accountId }}
        columns={COLUMNS}
        filters={[{ kind: 'days', field: 'from', toField: 'to', label: 'Received' }]}
        idOf={({ id }) => id}
        withTotal
        empty={
          <EmptyState
            title="Nothing was paid yet"
            words="What you pay shows here as soon as it has arrived, with its receipt."
            action={
              <Button component={AppLink} to="/pay" variant="default">
                {isPrepaid ? 'How to add credit' : 'How to pay'}
              </Button>
            }
          />
        }
      />
    </PageFrame>
  )
}

const COLUMNS: readonly Column<Payment>[] = [
  {
    key: 'received',
    heading: 'Received',
    render: ({ receivedOn, method, reverses, reversedBy }) => (
      <>
        {dayText(receivedOn)}
        <Text size="sm" c="dimmed">
          {reverses === null ? METHOD_WORDS[method] : 'Taken back'}
          {reversedBy !== null && ', was taken back later'}
        </Text>
      </>
    ),
  },
  { key: 'reference', heading: 'Reference', from: 'sm', render: ({ reference }) => reference },
  { key: 'amount', heading: 'Amount', align: 'right', render: ({ amount }) => <Money value={amount} /> },
  {
    key: 'receipt',
    heading: 'Receipt',
    align: 'right',
    render: ({ id, accountId, receipt }) =>
      receipt !== null && (
        <Anchor href={addressOf('receiptPdf', { params: { accountId, paymentId: id } })} target="_blank" fz="inherit">
          {receipt}
        </Anchor>
      ),
  },
]
