import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange, useRead } from '../../api/hooks.ts'
import type { Item } from '../../api/wire-types.ts'
import { Loaded } from '../../feedback/loaded.tsx'
import { plural } from '../../format/counts.ts'
import { Ago } from '../../format/figures.tsx'
import { Section } from '../../layout/section.tsx'
import { deviceText } from './device-text.ts'
import classes from './security.module.css'

/** Where the person is signed in, and how to end that. */
export function OwnSessions(): ReactNode {
  const sessions = useRead('listSessions', {})
  const endOthers = useChange('endOtherSessions', {
    done: ({ ended }) => `Signed out of ${plural(ended, 'other place')}`,
  })
  const hasOthers = sessions.data?.items.some(({ isCurrent }) => !isCurrent) === true
  return (
    <Section
      title="Where you are signed in"
      actions={
        hasOthers && (
          <Button
            size="compact-sm"
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate({})}
          >
            Sign out everywhere else
          </Button>
        )
      }
    >
      <Loaded query={sessions} what="where you are signed in">
        {({ items }) => (
          <ul className={classes['rows']}>
            {items.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  )
}

function SessionLine({ session }: { readonly session: Item<'listSessions'> }): ReactNode {
  const end = useChange('endSession', { done: 'Signed out there' })
  const { id, device, ip, lastSeenAt, isCurrent } = session
  const name = deviceText(device)
  return (
    <li>
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0}>
          <Text fw={500}>{name}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {isCurrent ? (
              'You are here'
            ) : (
              <>
                Last used <Ago at={lastSeenAt} />
              </>
            )}
            {`, from ${ip}`}
          </Text>
        </Stack>
        {!isCurrent && (
          <Button
            size="compact-sm"
            variant="default"
            style={{ flexShrink: 0 }}
            loading={end.isPending}
            onClick={() => end.mutate({ params: { sessionId: id } })}
            aria-label={`Sign out of ${name}, ${ip}`}
          >
            Sign out
          </Button>
        )}
      </Group>
    </li>
  )
}
