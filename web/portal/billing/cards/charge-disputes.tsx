import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { When } from '../../../shared/format/figures.tsx'
import { amountOf, moneyText } from '../../../shared/format/money.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { ChargeDetails } from './charge-details.ts'
import { DISPUTE_STATE_WORDS } from './dispute-words.ts'

/** What the customer's bank took back of a charge, or asks about. */
export function ChargeDisputes({ charge }: { readonly charge: ChargeDetails }): ReactNode {
  const { id, accountId, state } = charge
  const mayRead = useMay()('disputes.read') && state === 'succeeded'
  const { data } = useRead(
    'listAccountDisputes',
    { params: { accountId }, query: { limit: 100 } },
    { enabled: mayRead },
  )
  const disputes = data?.items.filter(({ chargeId }) => chargeId === id) ?? []
  if (disputes.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={3}>Disputed by the bank</Title>
      {disputes.map((dispute) => (
        <div key={dispute.id}>
          <Group gap="xs">
            <Text span fw={500} className="figures">
              {moneyText(dispute.amount)}
            </Text>
            <StatusBadge tone={DISPUTE_STATE_WORDS[dispute.state].tone}>
              {DISPUTE_STATE_WORDS[dispute.state].text}
            </StatusBadge>
          </Group>
          <Text size="sm">{`Why: ${dispute.reason}.`}</Text>
          {dispute.isOpen && dispute.respondBy !== null && (
            <Text size="sm">
              Answer it in Stripe’s dashboard before <When at={dispute.respondBy} full />.
            </Text>
          )}
          {amountOf(dispute.fee) > 0n && (
            <Text size="sm" c="dimmed">{`The payment provider charges you ${moneyText(dispute.fee)} for it.`}</Text>
          )}
          <Text size="sm" c="dimmed">
            Opened <When at={dispute.openedAt} full />
            {dispute.closedAt !== null && (
              <>
                , closed <When at={dispute.closedAt} full />
              </>
            )}
          </Text>
        </div>
      ))}
    </Stack>
  )
}
