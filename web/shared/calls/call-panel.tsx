import { Button, Drawer, Group, Skeleton, Stack } from '@mantine/core'
import { IconCopy, IconLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useRead } from '../api/hooks.ts'
import { Loaded } from '../feedback/loaded.tsx'
import { copyText } from '../feedback/copy-text.ts'
import { useQueryState } from '../router/use-address.ts'
import { receiptOf, type Explanation } from './receipt.ts'
import { receiptText } from './receipt-text.ts'
import { ReceiptView } from './receipt-view.tsx'

interface CallPanelProps {
  /** The page of the account whose call it is, for staff. */
  readonly accountPath?: (accountId: string) => string
}

/** The price of the call the address names (`?call=…`), explained beside the list; closing it leaves the list as it was. */
export function CallPanel({ accountPath }: CallPanelProps): ReactNode {
  const [{ call }, change] = useQueryState()
  const close = (): void => change({ call: undefined })
  return (
    <Drawer
      opened={call !== undefined && call !== ''}
      onClose={close}
      position="right"
      size={460}
      title="Why this price"
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {call !== undefined && call !== '' && (
        <Explained callId={call} {...(accountPath !== undefined && { accountPath })} />
      )}
    </Drawer>
  )
}

function Explained({ callId, accountPath }: CallPanelProps & { readonly callId: string }): ReactNode {
  const query = useRead('explainCall', { params: { callId } })
  return (
    <Loaded query={query} what="why this call cost what it did" skeleton={<Lines />}>
      {(explanation) => {
        const receipt = receiptOf(explanation)
        return (
          <Stack gap="md">
            <ReceiptView
              explanation={explanation}
              receipt={receipt}
              {...(accountPath !== undefined && { accountPath: accountPath(explanation.call.accountId) })}
            />
            <Copies explanation={explanation} text={receiptText(explanation, receipt)} />
          </Stack>
        )
      }}
    </Loaded>
  )
}

function Copies({ explanation, text }: { readonly explanation: Explanation; readonly text: string }): ReactNode {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconLink size={14} aria-hidden />}
        onClick={() => void copyText(linkOf(explanation.call.id), 'Link copied')}
      >
        Copy link
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={() => void copyText(text, 'Copied as text, for an e-mail')}
      >
        Copy as text
      </Button>
    </Group>
  )
}

/** The page with this call open and nothing else narrowed. */
function linkOf(callId: string): string {
  return `${location.origin}${location.pathname}?call=${encodeURIComponent(callId)}`
}

function Lines(): ReactNode {
  return (
    <Stack gap="md">
      <Skeleton h={20} w="80%" />
      <Skeleton h={12} w="60%" />
      {[1, 2, 3, 4].map((line) => (
        <Group key={line} justify="space-between">
          <Skeleton h={12} w={120} />
          <Skeleton h={12} w={90} />
        </Group>
      ))}
    </Stack>
  )
}
