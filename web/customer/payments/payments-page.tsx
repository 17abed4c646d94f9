import { Anchor, Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { addressOf } from '../../shared/api/client.ts'
import type { Item } from '../../shared/api/wire-types.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { dayText } from '../../shared/format/dates.ts'
import { Money } from '../../shared/format/figures.tsx'
import { amountOf } from '../../shared/format/money.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import type { Column } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { OpenCharges } from '../../shared/payments/open-charges.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { isMethodName, paidByText } from '../../shared/statements/statement-words.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'
import { BalanceHead } from './balance-head.tsx'

type Payment = Item<'listAccountPayments'>

/** What was paid, with its receipts. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const { data: overview } = useOverview()
  const may = useMay()
  const isPrepaid = overview?.paymentMode === 'prepaid'
  return (
    <PageFrame title="Payments">
      <BillsMenu isPrepaid={isPrepaid} />
      {overview !== undefined && (
        <>
          <BalanceHead overview={overview} />
          {overview.status !== 'cancelled' && (
            <Group gap="sm">
              <Button component={AppLink} to="/pay">
                {isPrepaid ? 'Add credit' : 'Pay'}
              </Button>
              {may('card-payments.read') && (
                <Button component={AppLink} to="/payments/cards" variant="default">
                  Cards and automatic payments
                </Button>
              )}
            </Group>
          )}
        </>
      )}
      {may('card-payments.read') && <OpenCharges accountId={accountId} donePage="/pay/done" />}
      <Section title="What was paid">
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
      </Section>
    </PageFrame>
  )
}

/** `Visa ending 4242`, `Bank transfer`; and what went back. */
function wordsOf(payment: Payment): string {
  const { amount, reverses, reversedBy } = payment
  if (reverses !== null) return 'Taken back'
  const way = paidByText(payment)
  if (amountOf(amount) < 0n) return `Back to ${way}`
  return reversedBy === null ? way : `${way}, was taken back later`
}

const COLUMNS: readonly Column<Payment>[] = [
  {
    key: 'received',
    heading: 'Received',
    render: (payment) => (
      <>
        {dayText(payment.receivedOn)}
        <Text size="sm" c="dimmed">
          {wordsOf(payment)}
        </Text>
      </>
    ),
  },
  {
    key: 'reference',
    heading: 'Reference',
    from: 'sm',
    render: ({ reference }) => (isMethodName(reference) ? '' : reference),
  },
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
