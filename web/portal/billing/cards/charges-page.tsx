import type { ReactNode } from 'react'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { ALL_CHARGES, CHARGE_FILTERS } from './charge-columns.tsx'
import { ChargePanel } from './charge-panel.tsx'

/** What cards and bank accounts of all customers were asked for; those that failed by `?state=failed`. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Card charges">
      <List
        endpoint="listGatewayCharges"
        label="Card charges"
        columns={ALL_CHARGES}
        filters={CHARGE_FILTERS}
        withTotal
        idOf={({ id }) => id}
        nameOf={({ accountName }) => accountName}
        empty={
          <EmptyState
            title="No card was charged yet"
            words="What customers pay by card or direct debit, or are charged by themselves, shows here with what the bank said."
          />
        }
      />
      <ChargePanel />
    </PageFrame>
  )
}
