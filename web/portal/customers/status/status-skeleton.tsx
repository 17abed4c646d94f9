import { Group, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** The shape of the page before it has come. */
export function StatusSkeleton(): ReactNode {
  return (
    <Stack gap="lg">
      <Group grow align="flex-start" gap="xl">
        {[0, 1, 2].map((each) => (
          <Stack key={each} gap="xs">
            <Skeleton h={14} w={80} />
            <Skeleton h={28} w={140} />
            <Skeleton h={14} w="80%" />
          </Stack>
        ))}
      </Group>
      <Skeleton h={88} />
      <Skeleton h={180} />
      <Stack gap="xs">
        {[0, 1, 2, 3, 4, 5].map((each) => (
          <Skeleton key={each} h={32} />
        ))}
      </Stack>
    </Stack>
  )
}
