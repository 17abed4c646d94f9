import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { plural } from '../../../shared/format/counts.ts'

interface DismissDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly calls: number
  /** A whole group … */
  readonly group?: string
  /** … or some of them. */
  readonly ids?: readonly string[]
  readonly onDone: (words: string) => void
}

/** Gives suspended calls up for good, with the reason. */
export function DismissDialog({ opened, onClose, calls, group, ids, onDone }: DismissDialogProps): ReactNode {
  const [reason, setReason] = useState('')
  const dismiss = useChange('dismissSuspense', {
    silent: true,
    onDone: ({ dismissed }) => {
      setReason('')
      onDone(`${plural(dismissed, 'call')} given up`)
    },
  })
  const isGiven = reason.trim() !== ''
  const [isMissing, setMissing] = useState(false)
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Give up ${plural(calls, 'call')}?`}
      consequences={[
        'Nobody is ever charged for them.',
        'They leave suspense for good; the list of those given up keeps them, with your reason.',
      ]}
      action={`Give up ${plural(calls, 'call')}`}
      isBusy={dismiss.isPending}
      failure={dismiss.error === null ? undefined : detailOf(dismiss.error)}
      onConfirm={() => {
        setMissing(!isGiven)
        if (isGiven)
          dismiss.mutate({ body: { ...(group === undefined ? { ids: [...(ids ?? [])] } : { group }), reason } })
      }}
    >
      <TextInput
        label="Reason"
        placeholder="Test calls of the switch"
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isMissing && !isGiven ? 'Say why: it is kept with the calls.' : undefined}
        data-autofocus
      />
    </ConfirmDialog>
  )
}
