import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../../shared/access/session.ts'
import { useRead } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { Loaded } from '../../../../shared/feedback/loaded.tsx'
import { When } from '../../../../shared/format/figures.tsx'
import { Section } from '../../../../shared/layout/section.tsx'
import type { Column } from '../../../../shared/list/columns.ts'
import { DataTable } from '../../../../shared/list/data-table.tsx'
import { AppLink } from '../../../../shared/router/app-link.tsx'
import { useAccount } from '../../account-context.tsx'

type PlanTime = Item<'listAccountPlans'>

/** The plans a customer was on, the last first. */
export function PlanHistory(): ReactNode {
  const { account, timeZone } = useAccount()
  const may = useMay()
  const query = useRead('listAccountPlans', { params: { accountId: account.id }, query: { limit: 200 } })
  return (
    <Section title="Plans until now">
      <Loaded query={query} what="the plans until now">
        {({ items }) => (
          <DataTable
            label="Plans until now"
            columns={columnsOf(timeZone, may('plans.read'))}
            rows={items}
            idOf={({ id }) => id}
          />
        )}
      </Loaded>
    </Section>
  )
}

function columnsOf(timeZone: string, isLinked: boolean): readonly Column<PlanTime>[] {
  return [
    {
      key: 'plan',
      heading: 'Plan',
      render: ({ planId, planName }) =>
        isLinked ? (
          <Anchor component={AppLink} to={`/plans/${planId}`} fz="inherit">
            {planName}
          </Anchor>
        ) : (
          planName
        ),
    },
    { key: 'from', heading: 'From', render: ({ from }) => <When at={from} timeZone={timeZone} /> },
    {
      key: 'to',
      heading: 'Until',
      render: ({ to }) => (to === null ? 'now' : <When at={to} timeZone={timeZone} />),
    },
    {
      key: 'share',
      heading: 'Allowances of its first cycle',
      from: 'sm',
      render: ({ allowanceDays, cycleDays }) =>
        allowanceDays === null || cycleDays === null ? 'all' : `for ${allowanceDays} of ${cycleDays} days`,
    },
  ]
}
