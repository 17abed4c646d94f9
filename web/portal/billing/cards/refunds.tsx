import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { StatusBadge, type Tone } from '../../../shared/layout/status-badge.tsx'
import type { ChargeDetails } from './charge-details.ts'

type Refund = ChargeDetails['refunds'][number]

const STATES: Readonly<Record<Refund['state'], { readonly tone: Tone; readonly text: string }>> = {
  planned: { tone: 'neutral', text: 'On its way' },
  pending: { tone: 'carrier', text: 'With the bank' },
  succeeded: { tone: 'good', text: 'Refunded' },
  cancelled: { tone: 'neutral', text: 'Called off' },
  failed: { tone: 'bad', text: 'Came back' },
}

/** What was given back of a charge. */
export function Refunds({ charge: { refunds } }: { readonly charge: ChargeDetails }): ReactNode {
  if (refunds.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={3}>Refunds</Title>
      {refunds.map(({ id, amount, state, reason, failureReason, at, by }) => (
        <div key={id}>
          <Group gap="xs">
            <Text span fw={500} className="figures">
              {moneyText(amount)}
            </Text>
            <StatusBadge tone={STATES[state].tone}>{STATES[state].text}</StatusBadge>
          </Group>
          <Text size="sm">{reason}</Text>
          {failureReason !== null && <Text size="sm">{failureReason}</Text>}
          <Text size="sm" c="dimmed">
            <When at={at} full />
            {by !== null && `, by ${by}`}
          </Text>
        </div>
      ))}
    </Stack>
  )
}
