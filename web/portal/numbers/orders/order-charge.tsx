import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { FirstCharge } from '../../shared/first-charge.tsx'
import type { Order } from './order-steps.ts'

/** What completing an order charges. */
export function OrderCharge({ order }: { readonly order: Order }): ReactNode {
  const { accountId, numberPlan, kind, quantity } = order
  const query = useRead('quoteNumbers', {
    params: { accountId },
    query: { numberPlanId: numberPlan.id, quantity: kind === 'block' ? 1 : quantity },
  })
  return <FirstCharge query={query} />
}
