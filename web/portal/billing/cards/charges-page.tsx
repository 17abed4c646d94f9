import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { ALL_CHARGES, CHARGE_FILTERS } from './charge-columns.tsx'
import { ChargePanel } from './charge-panel.tsx'

const FAILED = { state: 'failed' } as never
const FAILED_BY_ITSELF = { state: 'failed', purpose: 'auto-top-up,top-up-to-level,auto-debit,invoice' } as never

/** What cards and bank accounts of all customers were asked for; those that failed by `?state=failed`. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Card charges">
      <Text size="sm">
        {'What failed: '}
        <Anchor component={AppLink} to="/billing/card-charges" search={FAILED} size="sm" underline="always">
          every charge
        </Anchor>
        {' · '}
        <Anchor component={AppLink} to="/billing/card-charges" search={FAILED_BY_ITSELF} size="sm" underline="always">
          automatic ones
        </Anchor>
      </Text>
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
