import { Button, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiProblem, detailOf } from '../api/api-problem.ts'

interface ErrorStateProps {
  readonly error: unknown
  /** What could not be shown: `the customers`. */
  readonly what: string
  readonly onRetry?: () => void
}

/** Says what failed, and offers another try where that can help. */
export function ErrorState({ error, what, onRetry }: ErrorStateProps): ReactNode {
  const refused = error instanceof ApiProblem && [403, 404].includes(error.status)
  return (
    <Stack align="center" gap="xs" py={48} px="md" role="alert">
      <IconAlertTriangle size={24} color="var(--negative)" aria-hidden />
      <Text fw={600}>
        {error instanceof ApiProblem && error.status === 404 ? 'Not found' : `We could not show ${what}`}
      </Text>
      <Text c="dimmed" ta="center" maw={480}>
        {detailOf(error)}
      </Text>
      {onRetry !== undefined && !refused && (
        <Button variant="default" mt="xs" onClick={onRetry}>
          Try again
        </Button>
      )}
    </Stack>
  )
}
