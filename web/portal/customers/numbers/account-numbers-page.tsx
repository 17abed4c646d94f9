import { Alert, Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { LINE_TYPES } from '#domain/numbers/line-type.ts'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { LINE_TYPE_WORDS } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'
import { Channels } from './channels.tsx'
import { useLineActs, type Line, type LineAct } from './line-acts.ts'
import { lineColumns } from './line-columns.tsx'
import { LineDialogs } from './line-dialogs.tsx'
import { LinePanel } from './line-panel.tsx'
import { OpenOrders } from './open-orders.tsx'

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'pattern', label: 'Number, or a part of one' },
  {
    kind: 'choice',
    field: 'lineType',
    label: 'Line type',
    options: LINE_TYPES.map((type) => ({ value: type, label: LINE_TYPE_WORDS[type] })),
  },
]

/** The numbers of a customer, what each is connected as and costs, and how many calls there may be at once. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const actsOf = useLineActs()
  const [{ number }, change] = useQueryState()
  const [asked, ask] = useState<{ readonly act: LineAct; readonly line: Line }>()
  const isActive = account.status === 'active'
  const begin = (act: LineAct, line: Line): void => {
    // What is removed has no details any more.
    if (act === 'remove' && number !== undefined) change({ number: undefined })
    ask({ act, line })
  }
  const mayAdd = isActive && may('numbers.write')
  const mayOrder = isActive && may('number-orders.write')
  const add = mayAdd && (
    <Button component={AppLink} to={`/customers/${account.id}/numbers/add`}>
      Add numbers
    </Button>
  )
  return (
    <PageFrame
      title="Numbers"
      actions={
        <>
          {mayOrder && (
            <Button component={AppLink} to={`/customers/${account.id}/numbers/order`} variant="default">
              Order numbers
            </Button>
          )}
          {add}
        </>
      }
    >
      <Stack gap="lg">
        <Standing status={account.status} />
        <List
          endpoint="listAccountNumbers"
          label="Numbers"
          params={{ accountId: account.id }}
          columns={lineColumns({ actsOf, onAct: begin })}
          filters={FILTERS}
          idOf={(line) => line.number}
          exportBy="exportAccountNumbers"
          empty={
            <EmptyState
              title="No numbers yet"
              words={
                isActive
                  ? 'Add free ones from your inventory, or order them from the carrier.'
                  : 'Numbers can be added once the account is active.'
              }
              action={add}
            />
          }
        />
        {may('channels.read') && <Channels isActive={isActive} />}
        {may('number-orders.read') && <OpenOrders accountId={account.id} />}
      </Stack>
      <LinePanel number={number} onAct={begin} onClose={() => change({ number: undefined })} />
      {asked !== undefined && <LineDialogs act={asked.act} line={asked.line} onClose={() => ask(undefined)} />}
    </PageFrame>
  )
}

/** Why nothing can be added. */
function Standing({ status }: { readonly status: 'new' | 'active' | 'suspended' | 'cancelled' }): ReactNode {
  if (status === 'active') return null
  return (
    <Alert color="gray" p="sm">
      <Text size="sm">{STANDING[status]}</Text>
    </Alert>
  )
}

const STANDING = {
  new: 'This account has not begun billing: it can have neither a calling plan nor numbers. Activate it first.',
  suspended:
    'While the account is suspended its numbers stay, and go on being charged. More can be added once it is reinstated.',
  cancelled: 'The account is cancelled. Its numbers are released.',
} as const
