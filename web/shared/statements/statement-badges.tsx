import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { StatusBadge } from '../layout/status-badge.tsx'
import { MAIL_WORDS, SETTLEMENT_WORDS, type ListedStatement } from './statement-words.ts'

/** Whether an invoice is paid; nothing of what falls never due. */
export function SettlementBadge({ status }: Pick<ListedStatement, 'status'>): ReactNode {
  if (status === null) return <Nothing />
  const { text, tone } = SETTLEMENT_WORDS[status]
  return <StatusBadge tone={tone}>{text}</StatusBadge>
}

/** How far the last e-mail with it came. */
export function MailBadge({ mailStatus }: Pick<ListedStatement, 'mailStatus'>): ReactNode {
  if (mailStatus === null) {
    return (
      <Text span inherit c="dimmed">
        not mailed
      </Text>
    )
  }
  const { text, tone } = MAIL_WORDS[mailStatus]
  return <StatusBadge tone={tone}>{text}</StatusBadge>
}

function Nothing(): ReactNode {
  return (
    <Text span inherit c="dimmed" aria-label="nothing falls due">
      –
    </Text>
  )
}
