import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NumberOrderForm } from '../../shared/order-form.tsx'

export function Page(): ReactNode {
  const navigate = useNavigate()
  return (
    <PageFrame title="New order" crumbs={[{ label: 'Number orders', to: '/numbers/orders' }]} width="form">
      <NumberOrderForm
        onDone={({ id }) => void navigate({ to: `/numbers/orders/${id}` })}
        onCancel={() => void navigate({ to: '/numbers/orders' })}
      />
    </PageFrame>
  )
}
