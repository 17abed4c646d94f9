import { Button, Code, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCopy, IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { copyText } from '../../feedback/copy-text.ts'

interface CodesDialogProps {
  /** Undefined: there are none to show. */
  readonly codes: readonly string[] | undefined
  readonly onClose: () => void
}

/** Recovery codes, shown this once. */
export function CodesDialog({ codes, onClose }: CodesDialogProps): ReactNode {
  const text = codes?.join('\n') ?? ''
  return (
    <Modal
      opened={codes !== undefined}
      onClose={onClose}
      title="Keep these recovery codes"
      size={480}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Text size="sm">
          When your phone or passkey is lost, one of these lets you in instead. Each works once. They are not shown
          again: print them, or keep them where you keep passwords.
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6}>
          {codes?.map((code) => (
            <Code key={code} fz="md" ta="center">
              {code}
            </Code>
          ))}
        </SimpleGrid>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            onClick={() => void copyText(text, 'The codes are copied')}
          >
            Copy
          </Button>
          <Button
            component="a"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="recovery-codes.txt"
          >
            Save as file
          </Button>
          <Button onClick={onClose}>I have kept them</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
