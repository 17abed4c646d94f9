import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { copyText } from '../../../shared/feedback/copy-text.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { kindsText } from '../../../shared/payments/method-words.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'

type Gateway = Answer<'readPaymentGateway'>

interface GatewayStandingProps {
  readonly gateway: Gateway
  readonly account: NonNullable<Gateway['account']>
}

/** Whether the payment provider is connected and tells its news, and a test that asks it. */
export function GatewayStanding({ gateway, account }: GatewayStandingProps): ReactNode {
  const { isOn, webhookUrl, webhookEvents, webhookSecretEnd, webhookSeenAt } = gateway
  const { name, isLive } = account
  const mayTest = useMay()('payment-gateway.write')
  const test = useChange('testPaymentGateway')
  return (
    <Section
      title="Connection"
      actions={
        mayTest && (
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
            Test the connection
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Facts
          facts={[
            {
              label: 'Stripe account',
              value: name,
            },
            {
              label: 'State',
              value: (
                <Group gap="xs" component="span">
                  <StatusBadge tone={isOn ? 'good' : 'neutral'}>{isOn ? 'On' : 'Off'}</StatusBadge>
                  {!isLive && <StatusBadge tone="watch">Test mode</StatusBadge>}
                </Group>
              ),
            },
            {
              label: 'Last webhook',
              value:
                webhookSeenAt === null ? (
                  webhookSecretEnd === null ? (
                    'No signing secret yet'
                  ) : (
                    'None yet'
                  )
                ) : (
                  <Ago at={webhookSeenAt} />
                ),
            },
          ]}
        />
        {test.data !== undefined && (
          <Alert color={test.data.isWorking ? 'green' : 'red'} variant="light" role="status">
            {testWords(test.data)}
          </Alert>
        )}
        {!isLive && (
          <Text size="sm" c="dimmed">
            The keys are of the test mode: only test cards work, and no money moves.
          </Text>
        )}
        {webhookUrl !== null && (
          <div>
            <Text size="sm" fw={500}>
              Webhook address
            </Text>
            <Text size="sm" c="dimmed">
              Add it in Stripe’s dashboard, Developers, Webhooks, for the events below; then write its signing secret
              under Settings.
            </Text>
            <Group gap="xs" my="xs" wrap="nowrap">
              <Code style={{ overflowWrap: 'anywhere' }}>{webhookUrl}</Code>
              <Button
                variant="default"
                size="compact-md"
                style={{ flexShrink: 0 }}
                leftSection={<IconCopy size={16} aria-hidden />}
                onClick={() => void copyText(webhookUrl, 'Webhook address copied')}
              >
                Copy
              </Button>
            </Group>
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {webhookEvents.join(', ')}
            </Text>
          </div>
        )}
      </Stack>
    </Section>
  )
}

/** What the payment provider said of the kept keys. */
function testWords({ isWorking, fault, name, canCharge, methods }: Answer<'testPaymentGateway'>): string {
  if (!isWorking) return fault ?? 'The payment provider does not accept the kept keys.'
  const takes = methods.length === 0 ? 'nothing yet' : kindsText(methods).replace(' or ', 's and ').replace(/$/, 's')
  const charges = canCharge === false ? ' It cannot charge yet: finish its set-up at Stripe.' : ''
  return `Stripe answers: the keys are of ${name ?? 'your account'}, which takes ${takes}.${charges}`
}
