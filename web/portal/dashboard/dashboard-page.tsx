import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../shared/api/hooks.ts'
import { Loaded } from '../../shared/feedback/loaded.tsx'
import { plural } from '../../shared/format/counts.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { Section } from '../../shared/layout/section.tsx'
import { DataTable } from '../../shared/list/data-table.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { UrgentMoves } from '../porting/urgent-moves.tsx'
import { CallsSection } from './calls-section.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Lines } from './lines.tsx'
import { NEAR_END_COLUMNS, nearEndId } from './near-end.tsx'
import { Standing } from './standing.tsx'
import { TakingsSection } from './takings.tsx'
import { attentionLines, underwayLines, type Dashboard } from './waiting-lines.ts'
import classes from './dashboard.module.css'

const MINUTE_MS = 60_000
/** Of the allowances; the others are in their list. */
const SHOWN = 6

/** What stands out today, over all customers; every figure opens the list behind it. */
export function Page(): ReactNode {
  const query = useRead('readDashboard', {}, { every: MINUTE_MS })
  const today = query.data?.today
  return (
    <PageFrame
      title="Dashboard"
      aside={
        today !== undefined && (
          <Text c="dimmed" size="sm">
            {weekdayText(today)}
          </Text>
        )
      }
    >
      <Loaded query={query} what="the dashboard" skeleton={<Shapes />}>
        {(dashboard) => (dashboard.accounts.total === 0 ? <FirstSteps /> : <Overview dashboard={dashboard} />)}
      </Loaded>
    </PageFrame>
  )
}

function Overview({ dashboard }: { readonly dashboard: Dashboard }): ReactNode {
  const { accounts, takings, days, allowances } = dashboard
  const attention = attentionLines(dashboard)
  return (
    <Stack gap="xl">
      <UrgentMoves />
      <Standing accounts={accounts} />
      <div className={classes['grid']}>
        <div className={classes['main']}>
          {takings !== null && <TakingsSection takings={takings} />}
          <CallsSection days={days} />
          <Section
            title="Allowances near their end"
            words={
              allowances.count === 0
                ? 'No allowance of a running cycle is used to 85%.'
                : `${plural(allowances.count, 'allowance')} used to 85% or more`
            }
            actions={
              allowances.count > 0 && (
                <Anchor component={AppLink} to="/dashboard/allowances" size="sm">
                  All of them
                </Anchor>
              )
            }
          >
            {allowances.items.length > 0 && (
              <DataTable
                label="Allowances near their end"
                columns={NEAR_END_COLUMNS}
                rows={allowances.items.slice(0, SHOWN)}
                idOf={nearEndId}
              />
            )}
          </Section>
        </div>
        <div className={classes['side']}>
          <Section title="Needs attention">
            <Lines lines={attention} />
          </Section>
          <Section title="On its way">
            <Lines lines={underwayLines(dashboard)} />
          </Section>
        </div>
      </div>
    </Stack>
  )
}

/** `Monday 23 November 2026`. */
function weekdayText(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-AU', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}

function Shapes(): ReactNode {
  return (
    <Stack gap="xl">
      <Skeleton h={72} />
      <div className={classes['grid']}>
        <div className={classes['main']}>
          <Stack>
            <Skeleton h={20} w={140} />
            <Group grow>
              <Skeleton h={56} />
              <Skeleton h={56} />
              <Skeleton h={56} />
            </Group>
            <Skeleton h={180} />
            <Skeleton h={180} />
          </Stack>
        </div>
        <div className={classes['side']}>
          <Stack gap="sm">
            <Skeleton h={20} w={140} />
            {Array.from({ length: 9 }, (_, index) => (
              <Skeleton key={index} h={28} />
            ))}
          </Stack>
        </div>
      </div>
    </Stack>
  )
}
