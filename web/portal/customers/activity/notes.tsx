import { Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { useAccount } from '../account-context.tsx'
import { Note } from './note.tsx'
import { NoteForm } from './note-form.tsx'

const AT_ONCE = 20
const MOST = 200

/** What staff noted about a customer: pinned first, then the newest. The customer never sees it. */
export function Notes(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const [limit, setLimit] = useState(AT_ONCE)
  const [isWriting, setWriting] = useState(false)
  const query = useRead('listNotes', { params: { accountId: account.id }, query: { limit } }, { keep: true })
  const canWrite = may('account-notes.write')
  return (
    <Section
      title="Notes"
      words="For staff only."
      actions={
        canWrite &&
        !isWriting && (
          <Button variant="default" size="compact-sm" onClick={() => setWriting(true)}>
            Write a note
          </Button>
        )
      }
    >
      <Stack gap="md">
        {isWriting && <NoteForm onClose={() => setWriting(false)} />}
        <Loaded query={query} what="the notes">
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 && !isWriting && (
                <Text size="sm" c="dimmed">
                  Nobody noted anything yet.
                </Text>
              )}
              {items.map((note) => (
                <Note key={note.id} note={note} />
              ))}
              {nextCursor !== null && limit < MOST && (
                <Button variant="subtle" size="compact-sm" onClick={() => setLimit(MOST)}>
                  Older notes
                </Button>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Section>
  )
}
