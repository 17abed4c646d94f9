import { Alert, Button, Code, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { copyText } from '../../../shared/feedback/copy-text.ts'

interface SecretShownProps {
  /** Null where the request was repeated: it was shown before. */
  readonly secret: string | null
  readonly onClose: () => void
}

/** A secret the one time it can be seen. */
export function SecretShown({ secret, onClose }: SecretShownProps): ReactNode {
  if (secret === null)
    return <Alert color="yellow">It was shown before. Give the webhook a new one if it is lost.</Alert>
  return (
    <Stack>
      <Alert color="yellow">This is the only time it is shown. The receiver checks signatures with it.</Alert>
      <Code block>{secret}</Code>
      <Group>
        <Button onClick={() => void copyText(secret, 'Secret copied')}>Copy secret</Button>
        <Button variant="default" onClick={onClose}>
          I have kept it
        </Button>
      </Group>
    </Stack>
  )
}
