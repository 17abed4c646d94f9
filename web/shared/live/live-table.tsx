import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { partyText } from '../calls/call-words.ts'
import { moneyText } from '../format/money.ts'
import type { Column } from '../list/columns.ts'
import { DataTable } from '../list/data-table.tsx'
import { RowLink } from '../list/row-link.tsx'
import type { LiveState, ShownCall } from './live-state.ts'
import { CallLength, CallRest, CallState, SoFar } from './live-words.tsx'
import classes from './live.module.css'
import { useSecond } from './use-second.ts'

interface LiveTableProps {
  readonly state: LiveState
  /** The page of a customer; left out: there is one customer only, and it is not named. */
  readonly accountPath?: (accountId: string) => string
  readonly withMargin?: boolean
}

/** Who is talking to whom, since when, and what it has come to. */
export function LiveTable({ state, accountPath, withMargin = false }: LiveTableProps): ReactNode {
  const nowMs = useSecond() + state.aheadMs
  return (
    <DataTable
      label="Calls that go on now"
      columns={columnsOf({ nowMs, accountPath, withMargin })}
      rows={state.calls}
      idOf={({ id }) => id}
      nameOf={({ from, to }) => `${from} to ${to}`}
    />
  )
}

type LiveColumn = Column<ShownCall>

function columnsOf({
  nowMs,
  accountPath,
  withMargin,
}: {
  readonly nowMs: number
  readonly accountPath: LiveTableProps['accountPath']
  readonly withMargin: boolean
}): readonly LiveColumn[] {
  const customer: LiveColumn | undefined = accountPath && {
    key: 'customer',
    heading: 'Customer',
    render: (call) => (
      <>
        <RowLink to={accountPath(call.accountId)}>{call.accountName}</RowLink>
        <div className={classes['under']}>
          <Text span inherit hiddenFrom="sm">
            {`${partyText(call.direction === 'out' ? call.to : call.from)} · `}
            <CallLength call={call} nowMs={nowMs} />
          </Text>
          <Text span inherit visibleFrom="sm">
            {call.accountNumber}
          </Text>
        </div>
      </>
    ),
  }
  const parties: LiveColumn = {
    key: 'parties',
    heading: 'From and to',
    ...(customer !== undefined && { from: 'sm' as const }),
    render: ({ from, to, description, direction }) => (
      <>
        <span className={classes['figures']}>
          {partyText(from)} → {partyText(to)}
        </span>
        <div className={classes['under']}>{direction === 'in' ? `In: ${description}` : description}</div>
      </>
    ),
  }
  return [
    ...(customer === undefined ? [] : [customer]),
    parties,
    { key: 'state', heading: 'State', render: (call) => <CallState call={call} /> },
    {
      key: 'length',
      heading: 'Length',
      align: 'right',
      from: 'sm',
      render: (call) => <CallLength call={call} nowMs={nowMs} />,
    },
    { key: 'total', heading: 'So far', align: 'right', render: ({ total }) => <SoFar value={total} /> },
    { key: 'held', heading: 'Held', align: 'right', from: 'md', render: ({ held }) => moneyText(held) },
    {
      key: 'rest',
      heading: 'Time left',
      align: 'right',
      from: 'lg',
      render: (call) => <CallRest call={call} nowMs={nowMs} />,
    },
    ...(withMargin
      ? [
          {
            key: 'margin',
            heading: 'Margin',
            align: 'right',
            from: 'lg',
            render: ({ margin }: ShownCall) => <SoFar value={margin} />,
          } satisfies LiveColumn,
        ]
      : []),
  ]
}
