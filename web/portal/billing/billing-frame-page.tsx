import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** Around the pages of billing: their menu. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <>
      <SubMenu
        label="Billing"
        pages={[
          ...(may('bill-runs.read') ? [{ label: 'Bill runs', to: '/billing/runs' }] : []),
          { label: 'Statements', to: '/billing/statements' },
          { label: 'Adjustment notes', to: '/billing/adjustment-notes' },
          { label: 'Payments', to: '/billing/payments' },
          ...(may('bank-transfers.read') ? [{ label: 'Bank transfers', to: '/billing/transfers' }] : []),
          ...(may('card-payments.read') ? [{ label: 'Card charges', to: '/billing/card-charges' }] : []),
          ...(may('disputes.read') ? [{ label: 'Disputes', to: '/billing/disputes' }] : []),
          ...(may('dunning.read') ? [{ label: 'Overdue', to: '/billing/overdue' }] : []),
          ...(may('reports.read') ? [{ label: 'Aged receivables', to: '/billing/receivables' }] : []),
        ]}
      />
      <Outlet />
    </>
  )
}
