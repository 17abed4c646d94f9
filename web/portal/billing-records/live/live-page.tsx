import { Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { ErrorState } from '../../../shared/feedback/error-state.tsx'
import { countText } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { FilterBar } from '../../../shared/list/filter-bar.tsx'
import type { LiveState } from '../../../shared/live/live-state.ts'
import { LiveTable } from '../../../shared/live/live-table.tsx'
import { ConnectionBadge, soFarText } from '../../../shared/live/live-words.tsx'
import classes from '../../../shared/live/live.module.css'
import { useLiveCalls } from '../../../shared/live/use-live-calls.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { ACCOUNT_FILTER } from '../../shared/account-filter.ts'
import { LiveSkeleton } from './live-skeleton.tsx'

/** Calls that go on now, over all customers or of one: who is talking to whom, and what it has come to. */
export function Page(): ReactNode {
  const [query, change] = useQueryState()
  const { accountId } = query
  const { state, connection, refusal } = useLiveCalls({ onlyAccount: accountId })
  return (
    <PageFrame
      title="Live calls"
      aside={refusal === undefined && <ConnectionBadge connection={connection} />}
      actions={
        <Button variant="default" component={AppLink} to="/billing-records/live/never-recorded">
          Never recorded
        </Button>
      }
    >
      <Stack gap="md">
        <FilterBar
          filters={[ACCOUNT_FILTER]}
          state={query}
          isFiltered={accountId !== undefined}
          onChange={change}
          onClear={() => change({ accountId: undefined })}
        />
        {refusal !== undefined ? (
          <ErrorState error={refusal} what="the calls" onRetry={() => change({ accountId: undefined })} />
        ) : state === undefined ? (
          <LiveSkeleton />
        ) : (
          <div className={connection === 'live' ? undefined : classes['stale']}>
            <Calls state={state} isFiltered={accountId !== undefined} />
          </div>
        )}
      </Stack>
    </PageFrame>
  )
}

function Calls({ state, isFiltered }: { readonly state: LiveState; readonly isFiltered: boolean }): ReactNode {
  const withMargin = useMay()('calls.cost')
  const { sums, calls } = state
  return (
    <Stack gap="md">
      <Sums state={state} />
      {calls.length === 0 ? (
        <EmptyState
          title="Nobody is on the phone"
          words={
            isFiltered
              ? 'A call of this customer shows here as soon as the switch asks about it.'
              : 'A call shows here as soon as a switch asks whether it may be made. Switches ask by the API; the guide says how.'
          }
        />
      ) : (
        <LiveTable state={state} accountPath={(id) => `/customers/${id}`} withMargin={withMargin} />
      )}
      {sums.count > calls.length && (
        <Text size="sm" c="dimmed">
          {`The ${countText(calls.length)} dearest of ${countText(sums.count)} calls are shown; the sums are of all.`}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        So far is what a call would be charged if it ended now, inc. GST, after what its plan includes. Held is kept
        back of the balance until its record comes; a switch that goes on gets more, or ends the call when the time is
        over.
      </Text>
    </Stack>
  )
}

function Sums({ state: { sums, calls } }: { readonly state: LiveState }): ReactNode {
  const dearest = calls.find(({ id }) => id === sums.dearest)
  const most = dearest?.total ?? undefined
  return (
    <dl className={classes['sums']}>
      <div>
        <dt>Calls now</dt>
        <dd>
          {countText(sums.count)}
          <small>{sums.ringing === 0 ? 'none of them ringing' : `${countText(sums.ringing)} of them ringing`}</small>
        </dd>
      </div>
      <div>
        <dt>So far</dt>
        <dd>
          {moneyText(sums.total)}
          <small>inc. GST</small>
        </dd>
      </div>
      <div>
        <dt>Held</dt>
        <dd>
          {moneyText(sums.held)}
          <small>of the balances, inc. GST</small>
        </dd>
      </div>
      <div>
        <dt>Dearest</dt>
        <dd>
          {most === undefined ? '–' : soFarText(most)}
          <small>{dearest === undefined ? '' : `${dearest.accountName}, ${partyText(dearest.to)}`}</small>
        </dd>
      </div>
    </dl>
  )
}
