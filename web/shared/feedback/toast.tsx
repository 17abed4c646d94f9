import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

interface Undo {
  readonly label?: string
  readonly act: () => void
}

/** Success is quiet: a line that goes by itself, with a way back where there is one. */
export function tellDone(words: string, undo?: Undo): void {
  const id = notifications.show({
    color: 'brand',
    withCloseButton: undo !== undefined,
    autoClose: undo === undefined ? 4000 : 10_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{words}</Text>
        {undo !== undefined && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(id)
              undo.act()
            }}
          >
            {undo.label ?? 'Undo'}
          </Button>
        )}
      </Group>
    ),
  })
}

/** A failure stays until it was read. */
export function tellFailure(words: string): void {
  notifications.show({ color: 'red', title: 'Not done', message: words, autoClose: false, role: 'alert' })
}
