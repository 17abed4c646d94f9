import type { ReactNode } from 'react'
import { StatusBadge } from '../layout/status-badge.tsx'
import classes from './port-badge.module.css'
import { PORT_OUT_STATE_WORDS, type PortOutLine } from './port-out-words.ts'

interface PortOutBadgeProps {
  readonly portOut: Pick<PortOutLine, 'state' | 'isOverdue'>
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
}

/** Where a request to leave stands; an amber dot beside it where the next step is overdue. */
export function PortOutBadge({ portOut: { state, isOverdue }, isOwn = false }: PortOutBadgeProps): ReactNode {
  const { text, own, tone, outline = false } = PORT_OUT_STATE_WORDS[state]
  return (
    <span className={classes['badge']}>
      <StatusBadge tone={tone} outline={outline}>
        {isOwn ? own : text}
      </StatusBadge>
      {isOverdue && !isOwn && (
        <span className={classes['overdue']}>
          <span className={classes['dot']} aria-hidden />
          Overdue
        </span>
      )}
    </span>
  )
}
