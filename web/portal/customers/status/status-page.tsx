import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'
import { useActs } from '../acts/acts.ts'
import { ControlStrip } from '../controls/control-strip.tsx'
import { WhoseCalls } from '../controls/whose-calls.tsx'
import { Cycle } from './cycle.tsx'
import { groupingOf } from './grouping.ts'
import { LiveStrip } from './live-strip.tsx'
import { Standing } from './standing.tsx'
import { StatusSkeleton } from './status-skeleton.tsx'

/** The account at a glance, then one of its billing cycles. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const params = { accountId: account.id }
  const [{ cycle, groupBy }] = useQueryState()
  const query = { groupBy: groupingOf(groupBy), ...(cycle !== undefined && { cycle }) }
  const status = useRead('readAccountStatus', { params, query }, { keep: true })
  const overview = useRead('readAccountOverview', { params })
  return (
    <PageFrame title="Account status">
      <Loaded query={status} what="the account’s status" skeleton={<StatusSkeleton />}>
        {(data) => (
          <Stack gap="lg">
            <Standing status={data} overview={overview.data} />
            {may('calls.search') && <LiveStrip />}
            <WhoseCalls />
            <ControlStrip controls={data.controls} />
            {data.status === 'new' ? (
              <NothingBilled />
            ) : (
              <Cycle status={data} overview={overview.data} isStale={status.isPlaceholderData} />
            )}
          </Stack>
        )}
      </Loaded>
    </PageFrame>
  )
}

function NothingBilled(): ReactNode {
  const { account } = useAccount()
  const { acts, open } = useActs(account)
  const canActivate = acts.some(({ key }) => key === 'activate')
  return (
    <EmptyState
      title="Nothing is billed yet"
      words="Activate the account on a calling plan to begin; then it can have numbers. What it uses and pays shows here, cycle by cycle."
      action={canActivate && <Button onClick={() => open('activate')}>Activate account</Button>}
    />
  )
}
