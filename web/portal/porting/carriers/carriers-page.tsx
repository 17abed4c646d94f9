import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { PortingMenu } from '../porting-menu.tsx'
import { CarrierDialog } from './carrier-dialog.tsx'

type Carrier = Item<'listCarriers'>

const WAYS: Readonly<Record<Carrier['way'], string>> = {
  'by-hand': 'By hand',
  files: 'Request forms by e-mail',
  simulator: 'Simulated, for demonstrations',
}

const COLUMNS: readonly Column<Carrier>[] = [
  {
    key: 'name',
    heading: 'Carrier',
    render: ({ id, name }) => <RowLink patch={{ carrier: id }}>{name}</RowLink>,
  },
  {
    key: 'role',
    heading: 'Role',
    render: ({ isUpstream, isDefault }) => (isUpstream ? (isDefault ? 'Upstream, default' : 'Upstream') : 'Losing'),
  },
  {
    key: 'way',
    heading: 'How orders travel',
    from: 'sm',
    render: ({ isUpstream, way, email }) =>
      isUpstream ? (
        <>
          {WAYS[way]}
          {email !== null && (
            <Text span size="sm" c="dimmed">
              , {email}
            </Text>
          )}
        </>
      ) : (
        '–'
      ),
  },
  {
    key: 'orders',
    heading: 'Ports lodged',
    align: 'right',
    from: 'sm',
    render: ({ isUpstream, orderCount }) => (isUpstream ? countText(orderCount) : '–'),
  },
]

/** The carriers the porting desk deals with. */
export function Page(): ReactNode {
  const may = useMay()
  const carriers = useRead('listCarriers', {})
  const [{ carrier: opened }, change] = useQueryState()
  const close = (): void => change({ carrier: undefined }, { replace: true })
  const add = may('carriers.write') && <Button onClick={() => change({ carrier: 'new' })}>Add carrier</Button>
  return (
    <>
      <PortingMenu />
      <PageFrame title="Carriers" actions={add}>
        <Loaded query={carriers} what="the carriers">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title="No carrier yet"
                words="Write down whom you lodge ports with, and whom numbers usually leave: their names are offered in requests."
                action={add}
              />
            ) : (
              <DataTable label="Carriers" columns={COLUMNS} rows={items} idOf={({ id }) => id} />
            )
          }
        </Loaded>
        {opened !== undefined && <CarrierDialog carrierId={opened} onClose={close} />}
      </PageFrame>
    </>
  )
}
