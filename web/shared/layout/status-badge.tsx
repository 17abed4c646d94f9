import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

/** One meaning each: grey waits, green is well, amber wants a look, red is over or refused. */
export type Tone = 'neutral' | 'good' | 'watch' | 'bad' | 'carrier' | 'accepted' | 'due'

const COLOURS: Readonly<Record<Tone, string>> = {
  neutral: 'gray',
  good: 'green',
  watch: 'yellow',
  bad: 'red',
  carrier: 'blue',
  accepted: 'teal',
  due: 'violet',
}

interface StatusBadgeProps {
  readonly tone: Tone
  /** Always a word beside the colour. */
  readonly children: ReactNode
  readonly outline?: boolean
}

export function StatusBadge({ tone, children, outline = false }: StatusBadgeProps): ReactNode {
  return (
    <Badge color={COLOURS[tone]} variant={outline ? 'outline' : 'light'} radius="sm" tt="none" fw={500}>
      {children}
    </Badge>
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
