import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What to do next. */
  readonly words?: string
  readonly action?: ReactNode
}

/** Nothing is here yet: says so, and what the next step is. */
export function EmptyState({ title, words, action }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <Text fw={600}>{title}</Text>
      {words !== undefined && (
        <Text c="dimmed" ta="center" maw={480}>
          {words}
        </Text>
      )}
      {action}
    </Stack>
  )
}
