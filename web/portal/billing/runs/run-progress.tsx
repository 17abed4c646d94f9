import { Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { percentOf, progressText, runTitle, type BillRun } from './run-words.ts'

/** How far a bill run is: a bar, customers, time left. */
export function RunProgress({ run }: { readonly run: BillRun }): ReactNode {
  return (
    <Stack gap={4} miw={180}>
      <Progress.Root size="sm">
        <Progress.Section
          value={run.status === 'waiting' ? 100 : percentOf(run)}
          animated
          aria-label={`${runTitle(run)}: ${progressText(run)}`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="figures" role="status">
        {progressText(run)}
      </Text>
    </Stack>
  )
}
