import { Group, Kbd, Modal, Stack, Table, Text, Title } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { modifierKey } from './modifier-key.ts'
import { NAVIGATION } from './navigation.ts'

interface Key {
  /** Pressed together, or one after the other. */
  readonly keys: readonly string[]
  readonly words: string
}

/** What can be done without the mouse. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const may = useMay()
  const places = NAVIGATION.filter(({ permission }) => permission === undefined || may(permission))
  return (
    <Modal opened onClose={onClose} title="Keys" size={640}>
      <Stack gap="lg">
        <Keys
          title="Anywhere"
          keys={[
            { keys: [modifierKey(), 'K'], words: 'Search everything, and act' },
            { keys: ['?'], words: 'This list' },
            { keys: ['Esc'], words: 'Close what is open' },
          ]}
        />
        <Keys
          title="In a list"
          keys={[
            { keys: ['/'], words: 'To the search of the list' },
            { keys: ['j'], words: 'Next row' },
            { keys: ['k'], words: 'Row before' },
            { keys: ['Enter'], words: 'Open the row' },
            { keys: ['x'], words: 'Tick the row' },
          ]}
        />
        <Keys title="Go to" keys={places.map(({ key, label }) => ({ keys: ['g', key], words: label }))} />
      </Stack>
    </Modal>
  )
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Key[] }): ReactNode {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <Table aria-label={title} fz="sm" verticalSpacing={6}>
        <Table.Tbody>
          {keys.map(({ keys: pressed, words }) => (
            <Table.Tr key={words}>
              <Table.Td w={120}>
                <Group gap={4} wrap="nowrap">
                  {pressed.map((key, index) => (
                    <Fragment key={key}>
                      {index > 0 && (
                        <Text span size="xs" c="dimmed">
                          {key === 'K' ? '+' : 'then'}
                        </Text>
                      )}
                      <Kbd size="xs">{key}</Kbd>
                    </Fragment>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td>{words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
