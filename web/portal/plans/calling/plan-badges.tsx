import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'

export function planTypeText(type: 'bundle' | 'payg' | null): string {
  if (type === null) return '–'
  return type === 'bundle' ? 'Bundle' : 'Pay-As-You-Go'
}

interface PlanBadgesProps {
  readonly plan: { readonly status: 'active' | 'retired'; readonly use: 'retail' | 'wholesale' }
}

/** Whether a calling plan is on sale, and whether it is the one the reseller itself pays by. */
export function PlanBadges({ plan: { status, use } }: PlanBadgesProps): ReactNode {
  return (
    <Group gap={6} wrap="nowrap">
      {use === 'wholesale' ? (
        <StatusBadge tone="carrier">What you pay</StatusBadge>
      ) : (
        <StatusBadge tone={status === 'active' ? 'good' : 'neutral'}>
          {status === 'active' ? 'On sale' : 'Retired'}
        </StatusBadge>
      )}
    </Group>
  )
}
