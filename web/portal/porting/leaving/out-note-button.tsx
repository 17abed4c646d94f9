import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { PortOut } from '../../../shared/porting/port-out-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { NoteDialog } from '../note-dialog.tsx'

/** Adds a note to the timeline, for colleagues or for the customer too. */
export function OutNoteButton({ portOut }: { readonly portOut: PortOut }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const add = useChange('noteOnPortOut', { silent: true, done: 'Note added', onDone: dialog.close })
  if (!may('ports.work')) return null
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => dialog.open('note')}>
        Add a note
      </Button>
      {dialog.name === 'note' && (
        <NoteDialog
          isBusy={add.isPending}
          failure={add.isError ? detailOf(add.error) : undefined}
          onClose={dialog.close}
          onAdd={(body) => add.mutate({ params: { portOutId: portOut.id }, body })}
        />
      )}
    </>
  )
}
