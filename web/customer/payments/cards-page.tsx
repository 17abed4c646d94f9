import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { AutomaticPayments } from '../../shared/payments/automatic-payments.tsx'
import { StoredMethods } from '../../shared/payments/stored-methods.tsx'
import { useAddedMethod } from '../../shared/payments/use-added-method.ts'
import { BillsMenu } from '../shared/bills-menu.tsx'
import { useAccountId } from '../shared/use-account-id.ts'
import { useOverview } from '../shared/use-overview.ts'

/** The stored cards and bank accounts, and what they are charged for by themselves. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const { data } = useOverview()
  const isAsking = useAddedMethod(accountId)
  const methods = useRead('listPaymentMethods', { params: { accountId } })
  const settings = useRead('readPaymentSettings', { params: { accountId } })
  return (
    <PageFrame title="Cards and automatic payments" width="form">
      <BillsMenu isPrepaid={data?.paymentMode === 'prepaid'} />
      <Section title="Cards and bank accounts">
        <Loaded query={methods} what="your cards">
          {(stored) => (
            <>
              {isAsking && (
                <Text size="sm" mb="sm" role="status">
                  Asking the payment provider what was stored…
                </Text>
              )}
              <StoredMethods accountId={accountId} methods={stored} page="/payments/cards" whose="your" />
            </>
          )}
        </Loaded>
      </Section>
      <Section title="Automatic payments">
        <Loaded query={settings} what="your automatic payments">
          {(stored) => <AutomaticPayments settings={stored} settingsPage="/settings/payment" />}
        </Loaded>
      </Section>
    </PageFrame>
  )
}
