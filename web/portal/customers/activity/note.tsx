import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPinFilled } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useMay, useSession } from '../../../shared/access/session.ts'
import { useChange } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { tellDone } from '../../../shared/feedback/toast.tsx'
import { Ago } from '../../../shared/format/figures.tsx'
import { useAccount } from '../account-context.tsx'
import { NoteForm } from './note-form.tsx'
import classes from './note.module.css'

/** One note: what it says, by whom and when; edited and deleted by its author, pinned by anybody. */
export function Note({ note }: { readonly note: Item<'listNotes'> }): ReactNode {
  const { account } = useAccount()
  const { kind, id: ownId } = useSession()
  const may = useMay()
  const [isEdited, setEdited] = useState(false)
  const { id, body, isPinned, author, authorName, writtenAt, editedAt, version } = note
  const params = { accountId: account.id, noteId: id }
  const change = useChange('changeNote')
  const write = useChange('writeNote', { done: 'The note is back' })
  const remove = useChange('deleteNote', {
    onDone: () =>
      tellDone('Note deleted', {
        act: () => write.mutate({ params: { accountId: account.id }, body: { body, isPinned } }),
      }),
  })
  const isOwn = author === `${kind} ${ownId}`
  const canDelete = may('account-notes.write') && (isOwn || may('account-notes.delete'))
  if (isEdited) return <NoteForm note={note} onClose={() => setEdited(false)} />
  return (
    <article className={classes['note']} data-pinned={isPinned || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Text size="xs" c="dimmed">
          {isPinned && <IconPinFilled size={12} aria-label="Pinned" style={{ verticalAlign: -1, marginRight: 4 }} />}
          {authorName}, <Ago at={writtenAt} />
          {editedAt !== null && ', edited'}
        </Text>
        {may('account-notes.write') && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={`Note of ${authorName}: what can be done`}
              >
                <IconDots size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {isOwn && <Menu.Item onClick={() => setEdited(true)}>Edit</Menu.Item>}
              <Menu.Item onClick={() => change.mutate({ params, body: { isPinned: !isPinned }, ifVersion: version })}>
                {isPinned ? 'Unpin' : 'Pin to the top'}
              </Menu.Item>
              {canDelete && (
                <Menu.Item c="var(--negative)" onClick={() => remove.mutate({ params })}>
                  Delete
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Text size="sm" className={classes['words']}>
        {body}
      </Text>
    </article>
  )
}
