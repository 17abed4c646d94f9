import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PORT_OUT_REFUSALS } from '#domain/porting/port-out-refusal.ts'
import { weekdayText } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday, When } from '../../../shared/format/figures.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { PortOutBadge } from '../../../shared/porting/port-out-badge.tsx'
import { leavingText, type PortOutLine } from '../../../shared/porting/port-out-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { KIND_NAMES } from '../kind-names.ts'
import { dueText } from './due-text.ts'

const CUSTOMER: Column<PortOutLine> = {
  key: 'customer',
  heading: 'Customer',
  from: 'sm',
  render: ({ accountId, accountName }) => (
    <Anchor component={AppLink} to={`/customers/${accountId}/numbers`} fz="inherit">
      {accountName}
    </Anchor>
  ),
}

/** The columns of a list of requests to leave; of one customer's without whose they are. */
export function leavingColumns({ ofAll }: { readonly ofAll: boolean }): readonly Column<PortOutLine>[] {
  return [
    {
      key: 'numbers',
      heading: 'Numbers',
      render: (portOut) => (
        <>
          <span style={{ whiteSpace: 'nowrap' }}>
            <RowLink to={`/porting/leaving/${portOut.id}`}>{leavingText(portOut)}</RowLink>
          </span>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {ofAll ? portOut.accountName : `to ${portOut.gainingCarrier}`}
          </Text>
        </>
      ),
    },
    ...(ofAll ? [CUSTOMER] : []),
    {
      key: 'kind',
      heading: 'Kind',
      from: 'lg',
      render: ({ kind }) => <span style={{ whiteSpace: 'nowrap' }}>{KIND_NAMES[kind]}</span>,
    },
    {
      key: 'carrier',
      heading: 'Gaining carrier',
      from: ofAll ? 'md' : 'sm',
      render: ({ gainingCarrier }) => gainingCarrier,
    },
    {
      key: 'state',
      heading: 'State',
      render: (portOut) => (
        <>
          <PortOutBadge portOut={portOut} />
          {portOut.isWarning && (
            <span style={{ marginLeft: 6 }}>
              <StatusBadge tone="bad">Not asked for</StatusBadge>
            </span>
          )}
          {portOut.refusal !== null && !portOut.isWarning && (
            <Text size="xs" c="dimmed">
              {PORT_OUT_REFUSALS[portOut.refusal].label}
            </Text>
          )}
        </>
      ),
    },
    { key: 'due', heading: 'Next', from: 'sm', render: (portOut) => <Due portOut={portOut} /> },
    {
      key: 'received',
      heading: 'Received',
      from: 'lg',
      render: ({ receivedAt }) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <When at={receivedAt} />
        </span>
      ),
    },
  ]
}

function Due({ portOut }: { readonly portOut: PortOutLine }): ReactNode {
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  const words =
    portOut.isOverdue && portOut.dueOn !== null
      ? `Was due ${portOut.dueOn === today ? 'today' : weekdayText(portOut.dueOn)}`
      : dueText(portOut, timeZone, today)
  return (
    <Text span inherit c={portOut.isOverdue ? 'var(--warning)' : undefined} style={{ whiteSpace: 'nowrap' }}>
      {words}
    </Text>
  )
}
