import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { RequestForm } from './use-request.ts'

/** Whether what was typed is kept by now. */
export function Keeping({ form }: { readonly form: Pick<RequestForm, 'status' | 'port'> }): ReactNode {
  const { status, port } = form
  if (status === 'overtaken') {
    return (
      <Text size="sm" c="var(--negative)" role="alert">
        Somebody else has changed this request.{' '}
        <Anchor inherit underline="always" component="button" type="button" onClick={() => location.reload()}>
          See it as it is now
        </Anchor>
      </Text>
    )
  }
  return (
    <Text size="sm" c="dimmed" role="status">
      {status === 'saving' || status === 'waiting'
        ? 'Saving …'
        : port === undefined
          ? ''
          : 'Saved; you can go on later'}
    </Text>
  )
}
