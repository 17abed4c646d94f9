import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import type { Filter } from '../../shared/list/columns.ts'
import { List } from '../../shared/list/list-page.tsx'
import { NEAR_END_COLUMNS, nearEndId } from './near-end.tsx'

const FILTERS: readonly Filter[] = [{ kind: 'number', field: 'usedFrom', label: 'Used from', unit: '%' }]

/** Allowances of running cycles that are used up or nearly so. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Allowances near their end" crumbs={[{ label: 'Dashboard', to: '/' }]}>
      <Text size="sm" c="dimmed">
        Of running billing cycles, the most used first; from 85% used, unless you say otherwise.
      </Text>
      <List
        endpoint="listAllowancesNearEnd"
        label="Allowances"
        columns={NEAR_END_COLUMNS}
        filters={FILTERS}
        idOf={nearEndId}
        empty={<EmptyState title="No allowance is near its end" words="Once one is used to 85%, it stands here." />}
      />
    </PageFrame>
  )
}
