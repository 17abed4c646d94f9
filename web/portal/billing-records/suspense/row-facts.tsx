import { Code, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { CAUSE_WORDS } from './suspense-words.ts'

/** What is wrong with a suspended row, what puts it right, and the row as it came. */
export function RowFacts({ row }: { readonly row: Answer<'readSuspense'> }): ReactNode {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {CAUSE_WORDS[row.cause]}
      </Text>
      <Text size="sm">
        {row.meaning} {row.fix}
      </Text>
      <Text size="xs" c="dimmed" mt="xs">
        {row.fileName === null ? row.source : `${row.fileName}, line ${row.line}`}, as it came:
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {row.row}
      </Code>
    </Stack>
  )
}
