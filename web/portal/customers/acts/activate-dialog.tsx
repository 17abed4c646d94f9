import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'
import { FirstCharge } from './first-charge.tsx'
import { offerOf, PlanChoice } from './plan-choice.tsx'

/** Puts a New customer on a calling plan: billing begins. */
export function ActivateDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const plans = useRead('listCallingPlans', { query: { status: 'active', limit: 200 } })
  const [planId, setPlanId] = useState<string>()
  const activate = useChange('activateAccount', { done: `${account.name} is active`, onDone: onClose })
  return (
    <Modal opened onClose={onClose} title={`Activate ${account.name}`} size={560}>
      <Loaded query={plans} what="the calling plans">
        {({ items }) => {
          const offers = items.flatMap(offerOf)
          const chosen = offers.find(({ id }) => id === planId)
          if (offers.length === 0) return <NoPlans />
          return (
            <Stack>
              <Text size="sm">
                Billing begins today, and today’s day of the month becomes the bill anniversary. Numbers can be added as
                soon as the account is active.
              </Text>
              <PlanChoice plans={offers} value={planId} onChange={setPlanId} />
              {chosen !== undefined && <FirstCharge plan={chosen} account={account} />}
              <Group>
                <Button
                  disabled={chosen === undefined}
                  loading={activate.isPending}
                  onClick={() =>
                    chosen !== undefined &&
                    activate.mutate({ params: { accountId: account.id }, body: { planId: chosen.id } })
                  }
                >
                  Activate account
                </Button>
                <Button variant="default" onClick={onClose}>
                  Not now
                </Button>
              </Group>
            </Stack>
          )
        }}
      </Loaded>
    </Modal>
  )
}

function NoPlans(): ReactNode {
  return (
    <EmptyState
      title="There is no calling plan yet"
      words="An account is activated on a calling plan: make one first."
      action={
        <Button component={AppLink} to="/plans">
          Go to plans
        </Button>
      }
    />
  )
}
