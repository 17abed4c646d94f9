import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PlansMenu } from '../plans-menu.tsx'
import { PlanBadges, planTypeText } from './plan-badges.tsx'

type Row = Item<'listCallingPlans'>

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', heading: 'Name', render: ({ id, name }) => <RowLink to={`/plans/${id}`}>{name}</RowLink> },
  { key: 'type', heading: 'Type', from: 'sm', render: ({ type }) => planTypeText(type) },
  {
    key: 'price',
    heading: 'A month, ex GST',
    align: 'right',
    render: ({ inForce }) => (inForce === null ? '–' : <Money value={inForce.monthlyPrice} />),
  },
  { key: 'accounts', heading: 'Customers', align: 'right', from: 'sm', render: ({ accounts }) => countText(accounts) },
  {
    key: 'version',
    heading: 'Version',
    from: 'md',
    render: ({ inForce }) =>
      inForce === null ? (
        <Text span inherit c="dimmed">
          still to come
        </Text>
      ) : (
        <>
          {inForce.version}, since <When at={inForce.effectiveFrom} />
        </>
      ),
  },
  { key: 'status', heading: 'Status', render: (plan) => <PlanBadges plan={plan} /> },
]

const FILTERS: readonly Filter[] = [
  {
    kind: 'choice',
    field: 'type',
    label: 'Type',
    options: [
      { value: 'bundle', label: 'Bundle' },
      { value: 'payg', label: 'Pay-As-You-Go' },
    ],
  },
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    options: [
      { value: 'active', label: 'On sale' },
      { value: 'retired', label: 'Retired' },
    ],
  },
]

/** What customers can be put on. */
export function Page(): ReactNode {
  const create = useMay()('plans.write') && (
    <Button component={AppLink} to="/plans/new">
      New calling plan
    </Button>
  )
  return (
    <>
      <PlansMenu />
      <PageFrame title="Calling plans" actions={create}>
        <List
          endpoint="listCallingPlans"
          label="Calling plans"
          columns={COLUMNS}
          filters={FILTERS}
          idOf={({ id }) => id}
          nameOf={({ name }) => name}
          bulk={compareTicked}
          empty={
            <EmptyState
              title="No calling plans yet"
              words="Every customer is on one: it says what a month costs, what that includes, and what calls cost beyond it."
              action={create}
            />
          }
        />
      </PageFrame>
    </>
  )
}

function compareTicked(plans: readonly Row[]): ReactNode {
  const [a, b] = plans
  if (plans.length !== 2 || a === undefined || b === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Tick two to compare them.
      </Text>
    )
  }
  return (
    <Button component={AppLink} to="/plans/compare" search={{ a: a.id, b: b.id } as never} size="compact-sm">
      Compare side by side
    </Button>
  )
}
