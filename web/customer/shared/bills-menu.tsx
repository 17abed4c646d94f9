import type { ReactNode } from 'react'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** What is behind the door Bills. */
export function BillsMenu({ isPrepaid }: { readonly isPrepaid: boolean }): ReactNode {
  return (
    <SubMenu
      label="Bills"
      pages={[
        { label: 'Bills', to: '/bills' },
        { label: 'Payments', to: '/payments' },
        { label: isPrepaid ? 'Add credit' : 'Pay', to: '/pay' },
      ]}
    />
  )
}
