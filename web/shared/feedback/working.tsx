import { Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface WorkingProps {
  /** What is being done: `Reading carrier.csv`. */
  readonly words: string
  /** From 0 to 1; left out where nobody can tell. */
  readonly share?: number
}

/** Something that takes more than a moment is going on. */
export function Working({ words, share }: WorkingProps): ReactNode {
  return (
    <Stack gap={6} role="status">
      <Text size="sm">
        {words}
        {share === undefined ? ' …' : `: ${Math.floor(share * 100)}%`}
      </Text>
      <Progress
        value={share === undefined ? 100 : share * 100}
        animated={share === undefined}
        size="sm"
        aria-label={words}
      />
    </Stack>
  )
}
