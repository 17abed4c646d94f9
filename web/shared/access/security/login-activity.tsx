import { Button, Group, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useRead } from '../../api/hooks.ts'
import { Loaded } from '../../feedback/loaded.tsx'
import { When } from '../../format/figures.tsx'
import { Section } from '../../layout/section.tsx'
import { deviceText } from './device-text.ts'
import classes from './security.module.css'

const FEW = 8
const MANY = 100

/** What happened around one's sign-in, refused attempts too: whatever one does not remember doing stands out. */
export function LoginActivity(): ReactNode {
  const [limit, setLimit] = useState(FEW)
  const activity = useRead('listActivity', { query: { limit } }, { keep: true })
  return (
    <Section
      title="What happened"
      words="Something here was not you? Change your password; that signs you out elsewhere."
    >
      <Loaded query={activity} what="what happened">
        {({ items, nextCursor }) => (
          <Stack gap="sm" align="flex-start">
            <ul className={classes['rows']} style={{ width: '100%' }}>
              {items.map(({ id, at, what, ip, device }) => (
                <li key={id}>
                  <Group justify="space-between" gap={4}>
                    <Text>{what.charAt(0).toUpperCase() + what.slice(1)}</Text>
                    <Text size="sm" c="dimmed">
                      <When at={at} full />
                    </Text>
                  </Group>
                  <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {`${deviceText(device)}, from ${ip}`}
                  </Text>
                </li>
              ))}
            </ul>
            {nextCursor !== null && limit === FEW && (
              <Button size="compact-sm" variant="subtle" loading={activity.isFetching} onClick={() => setLimit(MANY)}>
                Show more
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}
