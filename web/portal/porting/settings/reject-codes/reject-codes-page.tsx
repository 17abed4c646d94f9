import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { REJECT_PROCESS_WORDS } from '#domain/porting/reject-codes.ts'
import { REJECT_REASONS } from '#domain/porting/reject-reasons.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../../shared/layout/status-badge.tsx'
import type { Column, Filter } from '../../../../shared/list/columns.ts'
import { List } from '../../../../shared/list/list-page.tsx'
import { RowLink } from '../../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../../shared/router/use-address.ts'
import { useDialog } from '../../../../shared/router/use-dialog.ts'
import { PortingMenu } from '../../porting-menu.tsx'
import { PROCESS_OPTIONS, REASON_OPTIONS } from './process-names.ts'
import { NewRejectCode, RejectCodeDialog } from './reject-code-dialog.tsx'

type Code = Item<'listRejectCodes'>

const COLUMNS: readonly Column<Code>[] = [
  {
    key: 'code',
    heading: 'Code',
    render: ({ id, code }) => <RowLink patch={{ code: id }}>{code}</RowLink>,
  },
  { key: 'process', heading: 'In answer to', from: 'sm', render: ({ process }) => REJECT_PROCESS_WORDS[process] },
  { key: 'carrier', heading: 'Carrier', from: 'lg', render: ({ carrier }) => carrier?.name ?? 'Any' },
  {
    key: 'label',
    heading: 'What it says',
    render: ({ label, isRetired }) => (
      <>
        {label} {isRetired && <StatusBadge tone="neutral">Retired</StatusBadge>}
      </>
    ),
  },
  { key: 'reason', heading: 'Our reason', from: 'md', render: ({ reason }) => REJECT_REASONS[reason].label },
  {
    key: 'hits',
    heading: 'Hits',
    from: 'xl',
    render: ({ isWholeOrder }) => (isWholeOrder ? 'Whole order' : 'Some numbers'),
  },
  { key: 'retry', heading: 'Again', from: 'xl', render: ({ isRetryable }) => (isRetryable ? 'Once mended' : 'No use') },
  { key: 'uses', heading: 'Used', align: 'right', from: 'md', render: ({ uses }) => uses },
]

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Code or words' },
  { kind: 'choice', field: 'process', label: 'In answer to', options: PROCESS_OPTIONS, several: true },
  { kind: 'choice', field: 'reason', label: 'Reason', options: REASON_OPTIONS, several: true },
  {
    kind: 'choice',
    field: 'retired',
    label: 'Use',
    options: [
      { value: 'false', label: 'In use' },
      { value: 'true', label: 'Retired' },
    ],
  },
]

/** The codes carriers reject with, and what each means here. */
export function Page(): ReactNode {
  const may = useMay()
  const dialog = useDialog()
  const [state, change] = useQueryState()
  const opened = useRead('listRejectCodes', { query: { limit: 200 } }, { enabled: state['code'] !== undefined })
  const code = opened.data?.items.find(({ id }) => id === state['code'])
  const add = may('ports.settings') && <Button onClick={() => dialog.open('new')}>New code</Button>
  return (
    <>
      <PortingMenu />
      <PageFrame title="Reject codes" crumbs={[{ label: 'Settings of ports', to: '/porting/settings' }]} actions={add}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            Type the carrier’s code when a port is rejected: reason and words come from here. What was rejected before
            keeps the words of that day.
          </Text>
          <List
            endpoint="listRejectCodes"
            label="Reject codes"
            columns={COLUMNS}
            filters={FILTERS}
            idOf={({ id }) => id}
            nameOf={({ code: name }) => name}
            empty={
              <EmptyState
                title="No codes yet"
                words="Write down what carriers answer with, and what each code means to your customers."
                action={add}
              />
            }
          />
        </Stack>
      </PageFrame>
      {dialog.name === 'new' && <NewRejectCode onClose={dialog.close} />}
      {code !== undefined && (
        <RejectCodeDialog
          key={code.version}
          code={code}
          onClose={() => change({ code: undefined }, { replace: true })}
        />
      )}
    </>
  )
}
