import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ConfirmationMethod } from '#domain/porting/port-out-check.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { METHOD_OPTIONS } from './out-steps.ts'

interface ConfirmationDialogProps {
  readonly portOut: PortOut
  readonly onClose: () => void
}

/** Records how the customer confirmed the move: who, by what, under which reference. */
export function ConfirmationDialog({ portOut, onClose }: ConfirmationDialogProps): ReactNode {
  const [method, setMethod] = useState<ConfirmationMethod>(portOut.kind === 'mobile' ? 'code-to-number' : 'call-back')
  const [person, setPerson] = useState('')
  const [reference, setReference] = useState('')
  const [missing, setMissing] = useState<string>()
  const record = useChange('confirmPortOut', { silent: true, done: 'Confirmation recorded', onDone: onClose })
  const act = (): void => {
    if (person.trim() === '' || reference.trim() === '') return setMissing('Say who confirmed it, and a reference.')
    record.mutate({ params: { portOutId: portOut.id }, body: { method, person, reference } })
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Record a confirmation"
      consequences={['Kept for good: who confirmed it, how, when, and who wrote it down.']}
      action="Record confirmation"
      isDangerous={false}
      isBusy={record.isPending}
      failure={missing ?? (record.isError ? detailOf(record.error) : undefined)}
      onConfirm={act}
    >
      <NativeSelect
        label="How the customer confirmed it"
        data={METHOD_OPTIONS}
        value={method}
        onChange={(event) => setMethod(event.currentTarget.value as ConfirmationMethod)}
      />
      <TextInput
        label="Who confirmed it"
        required
        maxLength={120}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label="Reference"
        description="Of the message, the call or the document."
        required
        maxLength={120}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
