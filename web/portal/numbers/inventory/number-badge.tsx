import type { ReactNode } from 'react'
import type { Item } from '../../../shared/api/wire-types.ts'
import { StatusBadge, type Tone } from '../../../shared/layout/status-badge.tsx'

type Status = Item<'listNumbers'>['status']

/** What a number of the inventory is. */
export const NUMBER_STATUS_WORDS: Readonly<Record<Status, { readonly words: string; readonly tone: Tone }>> = {
  available: { words: 'Available', tone: 'good' },
  reserved: { words: 'Reserved', tone: 'accepted' },
  porting: { words: 'Porting in', tone: 'due' },
  assigned: { words: 'In use', tone: 'carrier' },
  quarantined: { words: 'In quarantine', tone: 'watch' },
  retired: { words: 'Retired', tone: 'neutral' },
}

export function NumberBadge({ status }: { readonly status: Status }): ReactNode {
  const { words, tone } = NUMBER_STATUS_WORDS[status]
  return <StatusBadge tone={tone}>{words}</StatusBadge>
}
