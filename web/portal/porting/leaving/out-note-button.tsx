import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'

/** Adds a note to the timeline, for colleagues or for the customer too. */
export function OutNoteButton({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  if (!may('ports.work')) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => dialog.open('note')}>
        Add a note
      </Button>
      {dialog.name === 'note' && <NoteDialog portOutId={portOut.id} onClose={dialog.close} />}
    </>
  )
}

function NoteDialog({ portOutId, onClose }: { readonly portOutId: string; readonly onClose: () => void }): ReactNode {
  const [note, setNote] = useState('')
  const [forCustomer, setForCustomer] = useState(false)
  const add = useChange('noteOnPortOut', { silent: true, done: 'Note added', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Add a note"
      action="Add note"
      isDangerous={false}
      isBusy={add.isPending}
      failure={add.isError ? detailOf(add.error) : undefined}
      onConfirm={() => add.mutate({ params: { portOutId }, body: { note, forCustomer } })}
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
