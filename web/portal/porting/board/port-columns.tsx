import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { rejectReason } from '#domain/porting/reject-reasons.ts'
import { weekdayText } from '../../../shared/format/dates.ts'
import { useTimeZone, useToday, When } from '../../../shared/format/figures.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { PortBadge } from '../../../shared/porting/port-badge.tsx'
import { portNumbersText, type PortLine } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { KIND_NAMES } from '../kind-names.ts'
import { dueWords } from './due-chip.tsx'

const CUSTOMER: Column<PortLine> = {
  key: 'customer',
  heading: 'Customer',
  render: ({ accountId, accountName }) => (
    <Anchor component={AppLink} to={`/customers/${accountId}/porting`} fz="inherit">
      {accountName}
    </Anchor>
  ),
}

/** The columns of a list of ports; of one customer's without whose they are. */
export function portColumns({ ofAll }: { readonly ofAll: boolean }): readonly Column<PortLine>[] {
  return [
    {
      key: 'numbers',
      heading: 'Numbers',
      render: (port) => (
        <>
          <span style={{ whiteSpace: 'nowrap' }}>
            <RowLink to={`/porting/${port.id}`}>{portNumbersText(port)}</RowLink>
          </span>
          <Text size="xs" c="dimmed" hiddenFrom="sm">
            {ofAll ? port.accountName : (port.losingCarrier ?? '')}
          </Text>
        </>
      ),
    },
    ...(ofAll ? [{ ...CUSTOMER, from: 'sm' } as const] : []),
    {
      key: 'kind',
      heading: 'Kind',
      from: 'lg',
      render: ({ kind }) => <span style={{ whiteSpace: 'nowrap' }}>{KIND_NAMES[kind]}</span>,
    },
    {
      key: 'carrier',
      heading: 'Losing carrier',
      from: ofAll ? 'md' : 'sm',
      render: ({ losingCarrier }) => losingCarrier ?? <Text c="dimmed">Not named</Text>,
    },
    {
      key: 'state',
      heading: 'State',
      render: ({ state, isOverdue, rejectReason: reason }) => (
        <>
          <PortBadge state={state} isOverdue={isOverdue} />
          {state === 'rejected' && reason !== null && (
            <Text size="xs" c="dimmed">
              {rejectReason(reason).label}
            </Text>
          )}
        </>
      ),
    },
    { key: 'due', heading: 'Next', from: 'sm', render: (port) => <Due port={port} /> },
    {
      key: 'submitted',
      heading: 'Submitted',
      from: 'lg',
      render: ({ submittedAt, attempt }) =>
        submittedAt === null ? null : (
          <>
            <span style={{ whiteSpace: 'nowrap' }}>
              <When at={submittedAt} />
            </span>
            {attempt > 1 && (
              <Text size="xs" c="dimmed">
                Attempt {attempt}
              </Text>
            )}
          </>
        ),
    },
  ]
}

function Due({ port }: { readonly port: PortLine }): ReactNode {
  const timeZone = useTimeZone()
  const today = useToday(timeZone)
  // That it is overdue stands beside its state.
  const words =
    port.isOverdue && port.dueOn !== null
      ? `Was due ${port.dueOn === today ? 'today' : weekdayText(port.dueOn)}`
      : dueWords(port, timeZone, today)
  return (
    <Text span inherit c={port.isOverdue ? 'var(--warning)' : undefined} style={{ whiteSpace: 'nowrap' }}>
      {words}
    </Text>
  )
}
