import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'

type Plan = Item<'listNumberPlans'>

/** What a plan prices. */
export function unitText({ unit, isBundled }: Pick<Plan, 'unit' | 'isBundled'>): string {
  if (isBundled) return 'A number of a bundle'
  return unit === 'block' ? 'A block of 100' : 'One number'
}

export function destinationText(destination: Plan['destination']): string {
  if (destination === null) return 'Any number'
  if (destination === 'geographic') return 'Geographic numbers'
  return destination === 'mobile' ? 'Mobile numbers' : `${destination} numbers`
}

export function NumberPlanBadge({ status }: Pick<Plan, 'status'>): ReactNode {
  return (
    <StatusBadge tone={status === 'active' ? 'good' : 'neutral'}>
      {status === 'active' ? 'In use' : 'Retired'}
    </StatusBadge>
  )
}
