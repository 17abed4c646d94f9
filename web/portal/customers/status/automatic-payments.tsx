import { Group, Stack, Text, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { AccountLink } from '../account/account-link.tsx'

type Automatic = Answer<'readAccountStatus'>['autoTopUp']

interface AutomaticPaymentsProps {
  readonly autoTopUp: Automatic
  readonly autoDebit: Automatic
}

/** Whether the account is charged by itself, and why not. */
export function AutomaticPayments({ autoTopUp, autoDebit }: AutomaticPaymentsProps): ReactNode {
  const { canCharge, cannotChargeReason } = autoTopUp
  const may = useMay()
  return (
    <section aria-label="Automatic payments">
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          Automatic payments
        </Text>
        <Line name="Auto top-up" payment={autoTopUp} />
        <Line name="Auto debit" payment={autoDebit} />
        {[...new Set([autoTopUp.nextWords, autoDebit.nextWords])].map(
          (words) =>
            words !== null && (
              <Text key={words} size="xs">
                {words}
              </Text>
            ),
        )}
        {!canCharge && cannotChargeReason !== null && (
          <Text size="xs" c="dimmed">
            {cannotChargeReason}
          </Text>
        )}
        <Group gap="md">
          <Text size="sm">
            <AccountLink path="payment-settings">Payment settings</AccountLink>
          </Text>
          {may('card-payments.read') && (
            <Text size="sm">
              <AccountLink path="statements/cards">Cards</AccountLink>
            </Text>
          )}
        </Group>
      </Stack>
    </section>
  )
}

const STATES = {
  off: { tone: 'neutral', word: 'Off' },
  armed: { tone: 'good', word: 'On' },
  tripped: { tone: 'watch', word: 'Stopped' },
} as const

function Line({ name, payment }: { readonly name: string; readonly payment: Automatic }): ReactNode {
  const { tone, word } = STATES[payment.state]
  return (
    <Tooltip label={payment.explanation} multiline maw={320}>
      <Group gap="xs">
        <Text size="sm" w={92}>
          {name}
        </Text>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        {payment.state !== 'off' && payment.value !== null && (
          <Text size="sm" className="figures">
            {moneyText(payment.value)}
          </Text>
        )}
      </Group>
    </Tooltip>
  )
}
