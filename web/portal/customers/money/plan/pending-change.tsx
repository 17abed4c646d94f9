import { Alert, Button, Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../../shared/feedback/confirm-dialog.tsx'
import { dayText } from '../../../../shared/format/dates.ts'
import { When } from '../../../../shared/format/figures.tsx'
import { useAccount } from '../../account-context.tsx'

interface PendingChangeProps {
  readonly pending: NonNullable<Answer<'readAccountPlan'>['pending']>
}

/** A change that waits for the anniversary, and the way to give it up. */
export function PendingChange({ pending: { name, dueOn, requestedAt } }: PendingChangeProps): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const withdraw = useChange('withdrawPlanChange', {
    done: `${account.name} stays on its plan`,
    onDone: () => setAsking(false),
  })
  return (
    <Alert color="blue" variant="light" p="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          <b>
            It changes to {name} on {dayText(dueOn)}
          </b>
          , its bill anniversary; asked for on <When at={requestedAt} timeZone={timeZone} />.
        </Text>
        {may('account-plans.write') && (
          <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
            Withdraw the change
          </Button>
        )}
      </Group>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Withdraw the change to ${name}?`}
        action="Withdraw the change"
        isDangerous={false}
        isBusy={withdraw.isPending}
        consequences={[
          `${account.name} stays on its present plan after ${dayText(dueOn)}.`,
          'Nothing was charged for it.',
        ]}
        onConfirm={() => withdraw.mutate({ params: { accountId: account.id } })}
      />
    </Alert>
  )
}
