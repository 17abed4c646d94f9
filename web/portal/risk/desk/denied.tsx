import { Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Ago } from '../../../shared/format/figures.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { SettleDialog } from '../fraud-answer-dialog.tsx'

type DeniedCalls = Item<'listDenied'>

/** Customers who said that calls were not theirs: the office has to act. Nothing where there are none. */
export function Denied(): ReactNode {
  const { data } = useRead('listDenied', {})
  if (data === undefined || data.items.length === 0) return null
  return (
    <Section
      title="Calls that were not theirs"
      words="They stay barred. Change SIP passwords, look at the calls, then settle it."
    >
      <DataTable
        label="Calls that were not theirs"
        columns={COLUMNS}
        rows={data.items}
        idOf={({ accountId }) => accountId}
      />
    </Section>
  )
}

const COLUMNS: readonly Column<DeniedCalls>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'limits', heading: 'Limit', from: 'sm', render: ({ controls }) => controls.join(', ') },
  {
    key: 'by',
    heading: 'Said by',
    render: ({ by, byCustomer, answeredAt, words }) => (
      <Stack gap={0}>
        <span>
          {by}
          {byCustomer ? '' : ', on the phone'}, <Ago at={answeredAt} />
        </span>
        {words !== '' && (
          <Text size="xs" c="dimmed">
            {words}
          </Text>
        )}
      </Stack>
    ),
  },
  { key: 'act', heading: '', align: 'right', render: (row) => <Settle row={row} /> },
]

function Settle({ row: { accountId, accountName } }: { readonly row: DeniedCalls }): ReactNode {
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (!may('credit-control.write')) return null
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        Settled
      </Button>
      {isOpen && <SettleDialog account={{ id: accountId, name: accountName }} onClose={() => setOpen(false)} />}
    </>
  )
}
