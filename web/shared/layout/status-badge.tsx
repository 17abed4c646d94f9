import type { ReactNode } from 'react'
import classes from './status-badge.module.css'

/** One meaning each: grey waits, green is well, amber wants a look, red is over or refused. */
export type Tone = 'neutral' | 'good' | 'watch' | 'bad' | 'carrier' | 'accepted' | 'due'

interface StatusBadgeProps {
  readonly tone: Tone
  /** Always a word beside the colour. */
  readonly children: ReactNode
  /** An outline only: over for good. */
  readonly outline?: boolean
}

export function StatusBadge({ tone, children, outline = false }: StatusBadgeProps): ReactNode {
  return (
    <span className={classes['badge']} data-tone={tone} data-outline={outline || undefined}>
      {children}
    </span>
  )
}

const ACCOUNT_TONES = { new: 'neutral', active: 'good', suspended: 'watch', cancelled: 'bad' } as const

/** New grey · Active green · Suspended amber · Cancelled red outline. */
export function AccountStatusBadge({ status }: { readonly status: keyof typeof ACCOUNT_TONES }): ReactNode {
  return (
    <StatusBadge tone={ACCOUNT_TONES[status]} outline={status === 'cancelled'}>
      {status.slice(0, 1).toUpperCase() + status.slice(1)}
    </StatusBadge>
  )
}
