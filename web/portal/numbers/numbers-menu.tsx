import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

export function NumbersMenu(): ReactNode {
  const may = useMay()
  return (
    <SubMenu
      label="Numbers"
      pages={[
        { label: 'Inventory', to: '/numbers' },
        ...(may('number-orders.read') ? [{ label: 'Orders', to: '/numbers/orders' }] : []),
        { label: 'Settings', to: '/numbers/settings' },
      ]}
    />
  )
}
