import { Checkbox, Group, PasswordInput, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { paymentGatewayEndpoints } from '#contract/payment-gateway.ts'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { withRequired } from '../../../shared/form/required-words.ts'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import classes from './gateway.module.css'

interface GatewayFormProps {
  readonly gateway: Answer<'readPaymentGateway'>
}

/** What a reseller says of its account at the payment provider. Keys are written here and never read back. */
export function GatewayForm({ gateway }: GatewayFormProps): ReactNode {
  const mayWrite = useMay()('payment-gateway.write')
  const { account, isOn, secretKeyEnd, webhookSecretEnd, methods, statementSuffix, least, most, version } = gateway
  const isConnected = account !== null
  const { form, ...frame } = useApiForm('writePaymentGateway', {
    initial: {
      isOn: isConnected ? isOn : true,
      secretKey: '',
      webhookSecret: '',
      takesCards: !isConnected || methods.includes('card'),
      takesDebits: methods.includes('becs'),
      statementSuffix,
      least,
      most,
    },
    schema: withRequired(paymentGatewayEndpoints.writePaymentGateway.body, {
      least: 'Write the least one payment may be.',
      most: 'Write the most one payment may be.',
    }),
    toBody: ({ secretKey, webhookSecret, takesCards, takesDebits, ...rest }) => ({
      ...rest,
      ...(secretKey.trim() !== '' && { secretKey: secretKey.trim() }),
      ...(webhookSecret.trim() !== '' && { webhookSecret: webhookSecret.trim() }),
      methods: [...(takesCards ? ['card'] : []), ...(takesDebits ? ['becs'] : [])],
    }),
    toAsk: (body) => ({ body, ifVersion: version }),
    fieldOf: (path) => (path.startsWith('methods') ? 'takesCards' : path),
    done: isConnected ? 'Saved: the payment provider has answered' : 'Stripe is connected',
  })
  return (
    <fieldset disabled={!mayWrite} className={classes['fields']} aria-label="Payment provider">
      <FormFrame {...frame} action={isConnected ? 'Save settings' : 'Connect Stripe'}>
        <Switch
          label="Customers can pay through it"
          description="Off: nothing new is charged, and what is under way comes to its end."
          {...form.getInputProps('isOn', { type: 'checkbox' })}
        />
        <PasswordInput
          label="Secret key"
          description={`From Stripe’s dashboard, Developers, API keys: sk_… or a restricted rk_….${kept(secretKeyEnd)}`}
          autoComplete="off"
          {...form.getInputProps('secretKey')}
        />
        <PasswordInput
          label="Signing secret of the webhook"
          description={`whsec_…, shown by Stripe once the webhook address is added there.${kept(webhookSecretEnd)} Without it the news comes by asking, some minutes later.`}
          autoComplete="off"
          {...form.getInputProps('webhookSecret')}
        />
        <Stack gap="xs" role="group" aria-label="Customers pay by">
          <Text size="sm" fw={500}>
            Customers pay by
          </Text>
          <Group gap="lg">
            <Checkbox label="Cards" {...form.getInputProps('takesCards', { type: 'checkbox' })} />
            <Checkbox
              label="Direct debit of Australian bank accounts (BECS)"
              {...form.getInputProps('takesDebits', { type: 'checkbox' })}
            />
          </Group>
        </Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <MoneyInput label="The least one payment may be" {...form.getInputProps('least')} />
          <MoneyInput label="The most one payment may be" {...form.getInputProps('most')} />
        </SimpleGrid>
        <TextInput
          label="On the customer’s card statement"
          description="Stands behind your name there: up to 12 letters and digits."
          maxLength={12}
          maw={320}
          {...form.getInputProps('statementSuffix')}
        />
      </FormFrame>
    </fieldset>
  )
}

function kept(last4: string | null): string {
  return last4 === null || last4 === '' ? '' : ` One ending ${last4} is kept; leave it empty to keep that.`
}
