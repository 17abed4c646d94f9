import type { ReactNode } from 'react'
import { StatusBadge } from '../layout/status-badge.tsx'
import { PORT_STATE_WORDS, type PortState } from './port-words.ts'
import classes from './port-badge.module.css'

interface PortBadgeProps {
  readonly state: PortState
  readonly isOverdue?: boolean
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

/** Where a port stands; an amber dot beside it where the next step is overdue. */
export function PortBadge({ state, isOverdue = false, isOwn = false }: PortBadgeProps): ReactNode {
  const { text, own, tone, outline = false } = PORT_STATE_WORDS[state]
  return (
    <span className={classes['badge']}>
      <StatusBadge tone={tone} outline={outline}>
        {isOwn ? own : text}
      </StatusBadge>
      {isOverdue && (
        <span className={classes['overdue']}>
          <span className={classes['dot']} aria-hidden />
          Overdue
        </span>
      )}
    </span>
  )
}
