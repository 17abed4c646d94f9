import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { NoteDialog } from '../note-dialog.tsx'

/** Adds a note to the timeline, for colleagues or for the customer too. */
export function NoteButton({ port }: { readonly port: Port }): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const add = useChange('noteOnPort', { silent: true, done: 'Note added', onDone: dialog.close })
  if (!may('ports.request')) return null
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
          onAdd={(body) => add.mutate({ params: { portId: port.id }, body })}
        />
      )}
    </>
  )
}
