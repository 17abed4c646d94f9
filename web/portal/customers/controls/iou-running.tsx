import { Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { useAccount } from '../account-context.tsx'

/** The IOU that runs: until when, how much of it is used, and its end by hand. */
export function IouRunning(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const [isStopping, setStopping] = useState(false)
  const params = { accountId: account.id }
  const { data } = useRead('readIou', { params }, { enabled: account.paymentMode === 'prepaid' })
  const stop = useChange('stopIou', { silent: true, done: 'The IOU is taken back', onDone: () => setStopping(false) })
  if (data === undefined) return null
  if (data.open === null)
    return data.owed ? (
      <Text size="xs" c="dimmed">
        one is not repaid yet; the next top-up repays it
      </Text>
    ) : null
  const { value, expiresAt } = data.open
  return (
    <Stack gap={4} align="flex-start">
      <Text size="xs" c="var(--warning)">
        runs until <When at={expiresAt} timeZone={timeZone} full />
      </Text>
      <Text size="xs" c="dimmed" className="figures">
        {`${moneyText(data.used)} of ${moneyText(value)} used, ex GST`}
      </Text>
      {may('credit-control.write') && (
        <Button size="compact-xs" variant="default" onClick={() => setStopping(true)}>
          Take back
        </Button>
      )}
      {isStopping && (
        <ConfirmDialog
          opened
          onClose={() => setStopping(false)}
          title={`Take the IOU of ${account.name} back?`}
          consequences={[
            'Calls that cost anything are refused until there is credit again.',
            `What is used of it, ${moneyText(data.used)} ex GST, stays owed.`,
          ]}
          action="Take it back"
          isBusy={stop.isPending}
          failure={stop.isError ? detailOf(stop.error) : undefined}
          onConfirm={() => stop.mutate({ params })}
        />
      )}
    </Stack>
  )
}
