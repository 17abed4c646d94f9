import { Checkbox, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { accountNotesEndpoints } from '#contract/account-notes.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { useAccount } from '../account-context.tsx'

interface NoteFormProps {
  /** Left out: a new one. */
  readonly note?: Item<'listNotes'>
  readonly onClose: () => void
}

/** Writes a note, or edits one of one's own. */
export function NoteForm({ note, onClose }: NoteFormProps): ReactNode {
  return note === undefined ? <NewNote onClose={onClose} /> : <EditedNote note={note} onClose={onClose} />
}

function NewNote({ onClose }: Pick<NoteFormProps, 'onClose'>): ReactNode {
  const { account } = useAccount()
  const { form, ...frame } = useApiForm('writeNote', {
    initial: { body: '', isPinned: false },
    schema: accountNotesEndpoints.writeNote.body,
    toBody: (values) => values,
    toAsk: (body) => ({ params: { accountId: account.id }, body }),
    done: 'Note saved',
    onDone: onClose,
  })
  return (
    <FormFrame action="Save note" {...frame} onCancel={onClose}>
      <Textarea label="Note" autosize minRows={3} maxLength={5000} data-autofocus {...form.getInputProps('body')} />
      <Checkbox label="Pin to the top" {...form.getInputProps('isPinned', { type: 'checkbox' })} />
    </FormFrame>
  )
}

function EditedNote({ note, onClose }: Required<NoteFormProps>): ReactNode {
  const { account } = useAccount()
  const { form, ...frame } = useApiForm('changeNote', {
    initial: { body: note.body },
    schema: accountNotesEndpoints.changeNote.body,
    toBody: (values) => values,
    toAsk: (body) => ({ params: { accountId: account.id, noteId: note.id }, body, ifVersion: note.version }),
    done: 'Note saved',
    onDone: onClose,
  })
  return (
    <FormFrame action="Save note" {...frame} onCancel={onClose}>
      <Textarea label="Note" autosize minRows={3} maxLength={5000} {...form.getInputProps('body')} />
    </FormFrame>
  )
}
