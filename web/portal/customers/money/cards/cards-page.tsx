import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { List } from '../../../../shared/list/list-page.tsx'
import { AutomaticPayments } from '../../../../shared/payments/automatic-payments.tsx'
import { StoredMethods } from '../../../../shared/payments/stored-methods.tsx'
import { useAddedMethod } from '../../../../shared/payments/use-added-method.ts'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { CHARGE_FILTERS, OWN_CHARGES } from '../../../billing/cards/charge-columns.tsx'
import { ChargePanel } from '../../../billing/cards/charge-panel.tsx'
import { useAccount } from '../../account-context.tsx'
import { MoneyHead } from '../money-head.tsx'
import { TakePaymentDialog } from './take-payment-dialog.tsx'

/** A customer's stored cards, what they are charged for by themselves, and every charge with what came of it. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const accountId = account.id
  const may = useMay()
  const dialog = useDialog()
  const isAsking = useAddedMethod(accountId)
  const methods = useRead('listPaymentMethods', { params: { accountId } })
  const settings = useRead('readPaymentSettings', { params: { accountId } })
  const isTaken = methods.data !== undefined && methods.data.least !== null
  const mayTake = isTaken && may('card-payments.write') && account.status !== 'cancelled'
  return (
    <PageFrame
      title="Statements and payments"
      actions={
        mayTake && (
          <Button variant="default" onClick={() => dialog.open('take')}>
            Take a payment
          </Button>
        )
      }
    >
      <MoneyHead />
      <Section title="Cards and bank accounts">
        <Loaded query={methods} what="the cards">
          {(stored) => (
            <>
              {isAsking && (
                <Text size="sm" mb="sm" role="status">
                  Asking the payment provider what was stored…
                </Text>
              )}
              <StoredMethods
                accountId={accountId}
                methods={stored}
                page={`/customers/${accountId}/statements/cards`}
                whose="the customer’s"
              />
            </>
          )}
        </Loaded>
      </Section>
      <Section title="Automatic payments">
        <Loaded query={settings} what="the automatic payments">
          {(data) => <AutomaticPayments settings={data} settingsPage={`/customers/${accountId}/payment-settings`} />}
        </Loaded>
      </Section>
      <Section title="Charges" words="What cards and bank accounts were asked for, and what came of it.">
        <List
          endpoint="listAccountCharges"
          label="Charges"
          params={{ accountId }}
          columns={OWN_CHARGES}
          filters={CHARGE_FILTERS}
          idOf={({ id }) => id}
          withTotal
          empty={
            <EmptyState
              title="No card was charged yet"
              words="What is paid by card or direct debit, by the customer, by you or by itself, shows here."
            />
          }
        />
      </Section>
      <ChargePanel />
      {dialog.name === 'take' && methods.data !== undefined && mayTake && (
        <TakePaymentDialog methods={methods.data} onClose={dialog.close} />
      )}
    </PageFrame>
  )
}
