import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { AccountStatusBadge } from '../../shared/layout/status-badge.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { MildNotices } from '../shell/notices.tsx'
import type { Overview } from '../shared/use-overview.ts'
import { Allowances } from './allowances.tsx'
import { Balance } from './balance.tsx'
import { CallsStopped } from './calls-stopped.tsx'
import { IouNotice } from './iou-notice.tsx'
import { LatestBill } from './latest-bill.tsx'
import { QuickDoors } from './quick-doors.tsx'
import { Spend } from './spend.tsx'
import classes from './home.module.css'

/** How the account stands: what is to be paid, what is left of the plan, what was spent, and where to go from here. */
export function Standing({ overview }: { readonly overview: Overview }): ReactNode {
  const { name, accountNumber, status, statusMeaning } = overview
  return (
    <PageFrame
      title={name}
      aside={
        <>
          <Text c="dimmed">{`Account ${accountNumber}`}</Text>
          {status !== 'active' && <AccountStatusBadge status={status} />}
        </>
      }
    >
      {(status === 'new' || status === 'cancelled') && <Text>{statusMeaning}</Text>}
      <CallsStopped />
      <IouNotice overview={overview} />
      <MildNotices />
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Balance overview={overview} />
          <Allowances overview={overview} />
          <div className={classes['late']}>
            <Spend overview={overview} />
          </div>
        </div>
        <div className={classes['column']}>
          <LatestBill overview={overview} />
          <div className={classes['late']}>
            <QuickDoors overview={overview} />
          </div>
        </div>
      </div>
    </PageFrame>
  )
}
