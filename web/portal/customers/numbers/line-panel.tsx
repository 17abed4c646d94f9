import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { phoneText } from '../../../shared/format/phone.ts'
import { NUMBER_KIND_WORDS, placeText } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { LineFacts } from '../../shared/line-facts.tsx'
import { useAccount } from '../account-context.tsx'
import { LINE_ACT_WORDS, useLineActs, type Line, type LineAct } from './line-acts.ts'

interface LinePanelProps {
  /** Undefined: closed. */
  readonly number: string | undefined
  readonly onAct: (act: LineAct, line: Line) => void
  readonly onClose: () => void
}

/** All that is known of one of a customer's numbers, beside the list. */
export function LinePanel({ number, onAct, onClose }: LinePanelProps): ReactNode {
  return (
    <Drawer
      opened={number !== undefined}
      onClose={onClose}
      position="right"
      size={520}
      title={number === undefined ? '' : phoneText(number)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {number !== undefined && <Details number={number} onAct={onAct} />}
    </Drawer>
  )
}

function Details({ number, onAct }: Pick<LinePanelProps, 'onAct'> & { readonly number: string }): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const actsOf = useLineActs()
  const query = useRead('readAccountNumber', { params: { accountId: account.id, number } })
  return (
    <Loaded query={query} what="the number">
      {(line) => (
        <Stack gap="lg">
          <Group gap="xs">
            {actsOf(line).map((act) => (
              <Button
                key={act}
                size="compact-sm"
                variant="default"
                {...(act === 'remove' && { c: 'var(--negative)' })}
                onClick={() => onAct(act, line)}
              >
                {LINE_ACT_WORDS[act]}
              </Button>
            ))}
            {may('inventory.read') && (
              <Anchor component={AppLink} to={`/numbers/${number}`} fz="sm" ml="auto">
                Open in the inventory
              </Anchor>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {[NUMBER_KIND_WORDS[line.kind], placeText(line)].filter((part) => part !== '').join(', ')}
          </Text>
          <LineFacts line={line} timeZone={timeZone} />
        </Stack>
      )}
    </Loaded>
  )
}
