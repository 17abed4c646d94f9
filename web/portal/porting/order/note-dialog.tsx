import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'

/** Adds a note to the timeline, for colleagues or for the customer too. */
export function NoteButton({ port }: { readonly port: Port }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  if (!may('ports.request')) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => dialog.open('note')}>
        Add a note
      </Button>
      {dialog.name === 'note' && <NoteDialog port={port} onClose={dialog.close} />}
    </>
  )
}

function NoteDialog({ port, onClose }: { readonly port: Port; readonly onClose: () => void }): ReactNode {
  const [note, setNote] = useState('')
  const [isForCustomer, setForCustomer] = useState(false)
  const change = useChange('noteOnPort', { silent: true, done: 'Note added', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Add a note"
      action="Add note"
      isDangerous={false}
      isBusy={change.isPending}
      failure={change.isError ? detailOf(change.error) : undefined}
      onConfirm={() => change.mutate({ params: { portId: port.id }, body: { note, forCustomer: isForCustomer } })}
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
        checked={isForCustomer}
        onChange={(event) => setForCustomer(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  )
}
