import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

/** What is behind the door Bills. */
export function BillsMenu({ isPrepaid }: { readonly isPrepaid: boolean }): ReactNode {
  const may = useMay()
  return (
    <SubMenu
      label="Bills"
      pages={[
        { label: 'Bills', to: '/bills' },
        { label: 'Payments', to: '/payments' },
        { label: isPrepaid ? 'Add credit' : 'Pay', to: '/pay' },
        ...(may('card-payments.read') ? [{ label: 'Cards', to: '/payments/cards' }] : []),
      ]}
    />
  )
}
