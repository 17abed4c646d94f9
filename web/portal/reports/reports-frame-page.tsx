import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** Around the reports: their menu. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <>
      <SubMenu
        label="Reports"
        pages={[
          { label: 'Revenue', to: '/reports' },
          ...(may('billing.read') ? [{ label: 'Aged receivables', to: '/billing/receivables' }] : []),
          { label: 'Late usage', to: '/reports/late-usage' },
          { label: 'Numbers', to: '/reports/numbers' },
          { label: 'Porting', to: '/reports/porting' },
        ]}
      />
      <Outlet />
    </>
  )
}
