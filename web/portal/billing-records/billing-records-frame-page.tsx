import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** Around the pages of billing records: their menu. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <>
      <SubMenu
        label="Billing records"
        pages={[
          { label: 'Records', to: '/billing-records' },
          { label: 'Live calls', to: '/billing-records/live' },
          ...(may('suspense.read')
            ? [
                { label: 'Imports', to: '/billing-records/imports' },
                { label: 'Suspense', to: '/billing-records/suspense' },
              ]
            : []),
        ]}
      />
      <Outlet />
    </>
  )
}
