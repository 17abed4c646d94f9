import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PlansMenu } from '../plans-menu.tsx'
import { destinationText, NumberPlanBadge, unitText } from './number-plan-words.tsx'

const COLUMNS: readonly Column<Item<'listNumberPlans'>>[] = [
  { key: 'name', heading: 'Name', render: ({ id, name }) => <RowLink to={`/plans/numbers/${id}`}>{name}</RowLink> },
  {
    key: 'price',
    heading: 'A month, ex GST',
    align: 'right',
    render: ({ monthlyPrice }) => <Money value={monthlyPrice} />,
  },
  { key: 'unit', heading: 'Prices', from: 'sm', render: unitText },
  { key: 'for', heading: 'Meant for', from: 'md', render: ({ destination }) => destinationText(destination) },
  { key: 'numbers', heading: 'Numbers on it', align: 'right', from: 'sm', render: ({ numbers }) => countText(numbers) },
  { key: 'status', heading: 'Status', render: ({ status }) => <NumberPlanBadge status={status} /> },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: [
      { value: 'active', label: 'In use' },
      { value: 'retired', label: 'Retired' },
    ],
  },
]

/** What a number costs a month. */
export function Page(): ReactNode {
  const create = useMay()('plans.write') && (
    <Button component={AppLink} to="/plans/numbers/new">
      New number plan
    </Button>
  )
  return (
    <>
      <PlansMenu />
      <PageFrame title="Number plans" actions={create}>
        <List
          endpoint="listNumberPlans"
          label="Number plans"
          columns={COLUMNS}
          filters={FILTERS}
          idOf={({ id }) => id}
          empty={
            <EmptyState
              title="No number plans yet"
              words="Every number of a customer is on one: it sets the number’s monthly price."
              action={create}
            />
          }
        />
      </PageFrame>
    </>
  )
}
