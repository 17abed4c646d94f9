import { Text, Timeline } from '@mantine/core'
import type { ReactNode } from 'react'
import { When } from '../../../shared/format/figures.tsx'
import { ORDER_STATUS_WORDS } from '../../shared/order-words.tsx'
import type { Order } from './order-steps.ts'

/** The steps and notes of an order, the first first. */
export function OrderHistory({ history }: Pick<Order, 'history'>): ReactNode {
  return (
    <Timeline bulletSize={12} lineWidth={1} active={history.length}>
      {history.map(({ at, by, status, note }) => (
        <Timeline.Item
          key={`${at} ${status ?? note}`}
          title={status === null ? 'Note' : ORDER_STATUS_WORDS[status].words}
        >
          {note !== '' && (
            <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
              {note}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            {by}, <When at={at} full />
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  )
}
