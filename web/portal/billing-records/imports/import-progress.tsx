import { Progress, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { percentOf, progressText, type CallImport } from './import-words.ts'

/** How far a file is read: a bar, rows, rows a second, time left. */
export function ImportProgress({ call }: { readonly call: CallImport }): ReactNode {
  return (
    <Stack gap={4} miw={180}>
      <Progress.Root size="sm">
        <Progress.Section
          value={percentOf(call)}
          animated={call.status === 'running'}
          aria-label={`${call.fileName}: ${percentOf(call)} % read`}
        />
      </Progress.Root>
      <Text size="xs" c="dimmed" className="figures">
        {progressText(call)}
      </Text>
    </Stack>
  )
}
