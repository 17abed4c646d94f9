import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { GatewayForm } from './gateway-form.tsx'
import { GatewayStanding } from './gateway-standing.tsx'

/** The account at the payment provider by which customers pay: its keys, what it takes, and whether it answers. */
export function Page(): ReactNode {
  const query = useRead('readPaymentGateway', {})
  return (
    <PageFrame title="Payments" width="form" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <Loaded query={query} what="the payment provider">
        {(gateway) => (
          <Stack gap="lg">
            {gateway.account !== null ? (
              <GatewayStanding gateway={gateway} account={gateway.account} />
            ) : (
              <Text>
                Connect your account at Stripe, and customers pay by card and direct debit: at once when they want to,
                and by themselves with auto top-up and auto debit. Card numbers are typed on its pages and never come
                here.
              </Text>
            )}
            <Section title={gateway.account !== null ? 'Settings' : 'Connect Stripe'}>
              <GatewayForm key={gateway.version} gateway={gateway} />
            </Section>
          </Stack>
        )}
      </Loaded>
    </PageFrame>
  )
}
