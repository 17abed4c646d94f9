import type { ReactNode } from 'react'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Money } from '../../../../shared/format/figures.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { List } from '../../../../shared/list/list-page.tsx'
import { OWN_PAYMENTS, PAYMENT_FILTERS, returnWords } from '../../../billing/payments/payment-columns.tsx'
import { PaymentPanel } from '../../../billing/payments/payment-panel.tsx'
import { useAccount } from '../../account-context.tsx'
import { MoneyActs } from '../money-acts.tsx'
import { MoneyHead } from '../money-head.tsx'

/** What a customer has paid. */
export function Page(): ReactNode {
  const { account } = useAccount()
  return (
    <PageFrame title="Statements and payments" actions={<MoneyActs />}>
      <MoneyHead />
      <List
        endpoint="listAccountPayments"
        label="Payments"
        params={{ accountId: account.id }}
        columns={OWN_PAYMENTS}
        filters={PAYMENT_FILTERS}
        withTotal
        exportBy="exportAccountPayments"
        idOf={({ id }) => id}
        nameOf={(payment) => payment.receipt ?? returnWords(payment)}
        foot={footOf}
        empty={
          <EmptyState
            title="No payments yet"
            words={`A bank transfer is known by its reference, the account number ${account.accountNumber}.`}
          />
        }
      />
      <PaymentPanel />
    </PageFrame>
  )
}

function footOf({ sums }: Answer<'listAccountPayments'>): Readonly<Record<string, ReactNode>> | undefined {
  return sums === null ? undefined : { receipt: 'In all', amount: <Money value={sums.amount} /> }
}
