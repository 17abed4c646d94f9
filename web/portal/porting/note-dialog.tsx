import { Checkbox, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { ConfirmDialog } from '../../shared/feedback/confirm-dialog.tsx'

interface NoteDialogProps {
  readonly isBusy: boolean
  /** Why it was refused. */
  readonly failure: string | undefined
  readonly onClose: () => void
  readonly onAdd: (note: { readonly note: string; readonly forCustomer: boolean }) => void
}

/** Asks for a note, for colleagues or for the customer too. */
export function NoteDialog({ isBusy, failure, onClose, onAdd }: NoteDialogProps): ReactNode {
  const [note, setNote] = useState('')
  const [forCustomer, setForCustomer] = useState(false)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Add a note"
      action="Add note"
      isDangerous={false}
      isBusy={isBusy}
      failure={failure}
      onConfirm={() => onAdd({ note, forCustomer })}
    >
      <Textarea
        label="Note"
        autosize
        minRows={3}
        maxLength={2000}
        required
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      <Checkbox
        label="The customer reads it, too"
        checked={forCustomer}
        onChange={(event) => setForCustomer(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  )
}
