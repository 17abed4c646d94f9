import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import type { Port } from '../../../shared/porting/port-words.ts'
import { feeText, whenCharged } from '../fee-words.ts'

/** What submitting a request costs, when, and how long the port takes. */
export function RequestFee({ port }: { readonly port: Port | undefined }): ReactNode {
  if (port === undefined || port.nextFee === null) {
    return <Text c="dimmed">The fee depends on the kind of port and on how many numbers it moves.</Text>
  }
  const fee = port.nextFee
  return (
    <Stack gap={4}>
      <Text>
        {port.attempt === 0 ? 'The port' : 'This attempt'} costs {feeText(fee)}, charged{' '}
        {whenCharged(fee, 'when it is submitted')}; each attempt is charged anew.
      </Text>
      <Text size="sm" c="dimmed">
        {`It usually takes ${PORT_KIND_TERMS[port.kind].usually}. The customer is told by e-mail at each step.`}
      </Text>
    </Stack>
  )
}
