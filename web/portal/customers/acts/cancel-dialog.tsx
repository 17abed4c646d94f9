import { Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useAccount } from '../account-context.tsx'
import type { ActDialogProps } from './acts.ts'

/** Ends an account: at its anniversary, or now and for good. */
export function CancelDialog({ onClose }: ActDialogProps): ReactNode {
  const { account } = useAccount()
  const preview = useRead('previewCancellation', { params: { accountId: account.id } })
  if (preview.data !== undefined) return <CancelForm preview={preview.data} onClose={onClose} />
  return (
    <Modal opened onClose={onClose} title={`Cancel ${account.name}?`} size={520}>
      <Loaded query={preview} what="what a cancellation takes away">
        {() => null}
      </Loaded>
    </Modal>
  )
}

interface CancelFormProps extends ActDialogProps {
  readonly preview: Answer<'previewCancellation'>
}

function CancelForm({ preview, onClose }: CancelFormProps): ReactNode {
  const { account } = useAccount()
  const { confirm, anniversary, consequences } = preview
  const canWait = anniversary !== null && account.allowedSteps.includes('schedule-cancellation')
  const canEnd = account.allowedSteps.includes('cancel')
  const [mode, setMode] = useState<string>(canWait ? 'anniversary' : 'now')
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState<string>()
  const cancel = useChange('cancelAccount', {
    silent: true,
    onDone: onClose,
    done: ({ status, cancelOn }) =>
      status === 'cancelled' || cancelOn === null
        ? `${account.name} is cancelled`
        : `${account.name} is cancelled on ${dayText(cancelOn)}`,
  })
  const act = (): void => {
    if (reason.trim() === '') return setMissing('Write why, in a few words: it stays in the history.')
    cancel.mutate({
      params: { accountId: account.id },
      body: { mode: mode === 'now' ? 'now' : 'anniversary', confirm, reason: reason.trim() },
    })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Cancel ${account.name}?`}
      action={mode === 'now' ? 'Cancel account now' : 'Schedule cancellation'}
      typed={confirm}
      isBusy={cancel.isPending}
      failure={cancel.error === null ? undefined : detailOf(cancel.error)}
      consequences={mode === 'now' ? consequences : consequencesOnTheDay(consequences, anniversary)}
      onConfirm={act}
    >
      {canWait && canEnd && (
        <Radio.Group label="When" value={mode} onChange={(value) => setMode(value)}>
          <Stack gap={6} mt={4}>
            <Radio
              value="anniversary"
              label={`At its bill anniversary, ${dayText(anniversary)}`}
              description="Until then everything works, and it can be withdrawn."
            />
            <Radio value="now" label="Now" description="Services stop at once." />
          </Stack>
        </Radio.Group>
      )}
      <Textarea
        label="Why"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={missing}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setMissing(undefined)
        }}
      />
    </ConfirmDialog>
  )
}

/** What happens at the anniversary can be withdrawn before it, and is counted then. */
function consequencesOnTheDay(consequences: readonly string[], anniversary: string | null): readonly string[] {
  const [, ...others] = consequences
  const day = anniversary === null ? 'its anniversary' : dayText(anniversary)
  return [`On ${day} the account ends and can never be activated again; until then it can be withdrawn.`, ...others]
}
