import { Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { SETTINGS_PLACES } from './settings-places.ts'

/** Everything there is to set, each in a line. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <PageFrame title="Settings" width="form">
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {SETTINGS_PLACES.filter(({ permission }) => permission === undefined || may(permission)).map(
          ({ label, to, words }) => (
            <li key={to}>
              <Anchor component={AppLink} to={to} fw={500}>
                {label}
              </Anchor>
              <Text size="sm" c="dimmed">
                {words}
              </Text>
            </li>
          ),
        )}
      </Stack>
    </PageFrame>
  )
}
