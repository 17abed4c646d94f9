import { Anchor, Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { FindAndPayDialog } from './find-and-pay-dialog.tsx'
import { ALL_PAYMENTS, PAYMENT_FILTERS, returnWords } from './payment-columns.tsx'
import { PaymentPanel } from './payment-panel.tsx'

/** What all customers have paid. */
export function Page(): ReactNode {
  const may = useMay()
  const { name, open, close } = useDialog()
  const record = may('billing.write') && <Button onClick={() => open('pay')}>Record payment</Button>
  return (
    <PageFrame title="Payments" actions={record}>
      <Unallocated />
      <List
        endpoint="listPayments"
        label="Payments"
        columns={ALL_PAYMENTS}
        filters={PAYMENT_FILTERS}
        withTotal
        exportBy="exportPayments"
        savedViews="payments"
        idOf={({ id }) => id}
        nameOf={(payment) => payment.receipt ?? returnWords(payment)}
        foot={footOf}
        empty={
          <EmptyState
            title="No payments yet"
            words="Record what came in by its bank reference: the account number is in it, whatever stands around it."
            action={record}
          />
        }
      />
      <PaymentPanel />
      {name === 'pay' && record !== false && <FindAndPayDialog onClose={close} />}
    </PageFrame>
  )
}

/** Money no invoice has used up: it settles the next ones. */
function Unallocated(): ReactNode {
  const may = useMay()
  const { data } = useRead('reportAgedReceivables', {}, { enabled: may('reports.read') })
  if (data === undefined || amountOf(data.totals.credit) === 0n) return null
  const customers = data.rows.filter(({ credit }) => amountOf(credit) > 0n)
  return (
    <Text size="sm">
      {`${moneyText(data.totals.credit)} of ${plural(customers.length, 'postpaid customer')} is not allocated to an invoice: it settles their next ones. `}
      <Anchor
        component={AppLink}
        to="/billing/receivables"
        search={{ show: 'credit' } as never}
        size="sm"
        underline="always"
      >
        Who it is
      </Anchor>
    </Text>
  )
}

function footOf({ sums }: Answer<'listPayments'>): Readonly<Record<string, ReactNode>> | undefined {
  return sums === null ? undefined : { receipt: 'In all', amount: <Money value={sums.amount} /> }
}
