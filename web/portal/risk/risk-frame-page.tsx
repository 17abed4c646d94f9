import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** Around the pages of fraud and risk: their menu. */
export function Page(): ReactNode {
  return (
    <>
      <SubMenu
        label="Fraud and risk"
        pages={[
          { label: 'Fraud and risk', to: '/risk' },
          { label: 'Refused calls', to: '/risk/refused' },
          { label: 'Rules', to: '/risk/rules' },
        ]}
      />
      <Outlet />
    </>
  )
}
