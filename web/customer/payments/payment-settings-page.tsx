import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { AutomaticStanding } from '../../shared/payments/automatic-standing.tsx'
import { PaymentSettingsForm } from '../../shared/payments/payment-settings-form.tsx'
import { useAccountId } from '../shared/use-account-id.ts'

/** What is charged by itself, of what one is warned, and who gets the warnings. */
export function Page(): ReactNode {
  const accountId = useAccountId()
  const may = useMay()
  const settings = useRead('readPaymentSettings', { params: { accountId } })
  return (
    <PageFrame title="Payment settings and warnings" width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={settings} what="your payment settings">
        {(data) => (
          <>
            <AutomaticStanding accountId={accountId} standing={data.automaticCharges} />
            <PaymentSettingsForm
              key={data.version}
              settings={data}
              cardsPage={may('card-payments.read') ? '/payments/cards' : undefined}
            />
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
