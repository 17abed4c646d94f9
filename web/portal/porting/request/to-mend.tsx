import { Alert, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Port } from '../../../shared/porting/port-words.ts'

/** Why it was rejected, in sight of what is mended. */
export function ToMend({ toMend }: { readonly toMend: NonNullable<Port['toMend']> }): ReactNode {
  return (
    <Alert color="red" title={`Rejected: ${toMend.label.toLowerCase()}`}>
      <Stack gap={4}>
        <Text size="sm">{toMend.customerText}</Text>
        {toMend.words !== '' && (
          <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
            {toMend.words}
          </Text>
        )}
        <Text size="sm" fw={500}>
          {toMend.fix}
        </Text>
      </Stack>
    </Alert>
  )
}
