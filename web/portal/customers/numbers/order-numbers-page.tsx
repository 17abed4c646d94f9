import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NumberOrderForm } from '../../shared/order-form.tsx'
import { useAccount } from '../account-context.tsx'

/** What is not in the inventory is ordered from the carrier. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const navigate = useNavigate()
  const close = (): void => void navigate({ to: `/customers/${account.id}/numbers` })
  return (
    <PageFrame
      title="Order numbers"
      crumbs={[{ label: 'Numbers', to: `/customers/${account.id}/numbers` }]}
      width="form"
    >
      <NumberOrderForm accountId={account.id} onDone={close} onCancel={close} />
    </PageFrame>
  )
}
