import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { When } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'

/** The ports a number is or was part of; nothing, where there is none. */
export function NumberPorts({ dialled }: { readonly dialled: string }): ReactNode {
  const ports = useRead('listPorts', { query: { search: dialled, limit: 5, sort: 'newest' } }).data?.items ?? []
  if (ports.length === 0) return null
  return (
    <Section title="Ports">
      <Stack gap={6}>
        {ports.map((port) => (
          <Group key={port.id} gap="xs">
            <Anchor component={AppLink} to={`/porting/${port.id}`} fz="sm">
              {`Port ${port.id}, ${port.accountName}`}
            </Anchor>
            <Text size="sm" c="dimmed">
              from {port.losingCarrier}, <When at={port.createdAt} />
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
