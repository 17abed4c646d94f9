import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import { AutomaticStanding } from '../../../../shared/payments/automatic-standing.tsx'
import { HowToPay } from '../../../../shared/payments/how-to-pay.tsx'
import { PaymentSettingsForm } from '../../../../shared/payments/payment-settings-form.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useAccount } from '../../account-context.tsx'
import classes from './payment-settings-page.module.css'

/** How a customer pays, and of what it is warned. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const query = useRead('readPaymentSettings', { params: { accountId: account.id } })
  const isFixed = !may('payment-settings.write') || account.status === 'cancelled'
  return (
    <PageFrame title="Payment settings" width="form">
      <Text size="sm" c="dimmed">
        Credit limit, fraud limits and IOU are on the{' '}
        <Anchor component={AppLink} to={`/customers/${account.id}`} size="sm" underline="always">
          account status
        </Anchor>
        .
      </Text>
      <Loaded query={query} what="the payment settings">
        {(settings) => (
          <>
            <Section title="How to pay">
              <HowToPay howToPay={settings.howToPay} />
            </Section>
            <AutomaticStanding accountId={account.id} standing={settings.automaticCharges} />
            <fieldset disabled={isFixed} className={classes['fields']} aria-label="Payment settings">
              <PaymentSettingsForm
                settings={settings}
                cardsPage={may('card-payments.read') ? `/customers/${account.id}/statements/cards` : undefined}
              />
            </fieldset>
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
