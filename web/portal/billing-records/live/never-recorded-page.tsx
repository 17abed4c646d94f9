import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { durationText } from '../../../shared/format/counts.ts'
import { dateText, timeText } from '../../../shared/format/dates.ts'
import { Ago, useTimeZone } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import classes from '../../../shared/live/live.module.css'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'

const COLUMNS: readonly Column<Item<'listUnrecordedCalls'>>[] = [
  {
    key: 'customer',
    heading: 'Customer',
    render: ({ accountId, accountName, accountNumber, direction, from, to }) => (
      <>
        <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>
        <div className={classes['under']}>
          <Text span inherit hiddenFrom="sm">
            {partyText(direction === 'out' ? to : from)}
          </Text>
          <Text span inherit visibleFrom="sm">
            {accountNumber}
          </Text>
        </div>
      </>
    ),
  },
  {
    key: 'parties',
    heading: 'From and to',
    from: 'sm',
    render: ({ from, to, description, direction }) => (
      <>
        <span className={classes['figures']}>
          {partyText(from)} → {partyText(to)}
        </span>
        <div className={classes['under']}>{direction === 'in' ? `In: ${description}` : description}</div>
      </>
    ),
  },
  { key: 'service', heading: 'Service', from: 'lg', render: ({ serviceType }) => serviceType },
  { key: 'source', heading: 'Source', from: 'xl', render: ({ source }) => source },
  { key: 'begun', heading: 'Begun', render: ({ begunAt }) => <Begun at={begunAt} /> },
  {
    key: 'length',
    heading: 'At most',
    align: 'right',
    from: 'md',
    render: ({ seconds }) => durationText(seconds),
  },
  { key: 'held', heading: 'Was held', align: 'right', render: ({ held }) => moneyText(held) },
  { key: 'lapsed', heading: 'Lapsed', from: 'md', render: ({ lapsedAt }) => <Ago at={lapsedAt} /> },
]

/** The day and, for the search in a file, the minute. */
function Begun({ at }: { readonly at: string }): ReactNode {
  const zone = useTimeZone()
  return (
    <>
      <time dateTime={at}>{dateText(at, zone)}</time>
      <div className={classes['under']}>{timeText(at, zone)}</div>
    </>
  )
}

/** Calls that were let through and of which no record came, with what is to be done. */
export function Page(): ReactNode {
  const mayImport = useMay()('calls.import')
  return (
    <PageFrame
      title="Never recorded"
      crumbs={[{ label: 'Live calls', to: '/billing-records/live' }]}
      actions={
        mayImport && (
          <Button variant="default" component={AppLink} to="/billing-records/imports">
            Import calls
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Calls that were let through, and of whose end no switch told: nothing is charged for them. Import the switch’s
          file of that time; a call leaves this list when its record is in, and after 30 days without one.
        </Text>
        <List
          endpoint="listUnrecordedCalls"
          label="Calls never recorded"
          columns={COLUMNS}
          filters={[ACCOUNT_FILTER]}
          idOf={({ id }) => id}
          nameOf={({ from, to }) => `${from} to ${to}`}
          withTotal
          empty={
            <EmptyState
              title="Every call was recorded"
              words="A call that was let through stands here when its record does not come in time."
            />
          }
        />
      </Stack>
    </PageFrame>
  )
}
