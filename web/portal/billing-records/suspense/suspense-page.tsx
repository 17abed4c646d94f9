import { Alert, Box, Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText, hoursText, plural } from '../../../shared/format/counts.ts'
import { dateText, daysText, dayOf } from '../../../shared/format/dates.ts'
import { Ago, useTimeZone } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Column, Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { FixDialog, type Fixing } from './fix-dialog.tsx'
import { GroupFixes } from './group-fixes.tsx'
import { CAUSE_OPTIONS, retriedText, type SuspenseFix, type SuspenseGroup } from './suspense-words.ts'
import classes from './suspense.module.css'

const FILTERS: readonly Filter[] = [
  { kind: 'choice', field: 'cause', label: 'Cause', options: CAUSE_OPTIONS, several: true },
]

/** Calls that could not be priced or attributed, by what puts them right together. */
export function Page(): ReactNode {
  const may = useMay()
  const zone = useTimeZone()
  const causes = useRead('countSuspense', {})
  const [fixing, setFixing] = useState<Fixing>()
  const [result, setResult] = useState<string>()
  const [retried, setRetried] = useState<string>()
  const retry = useChange('retrySuspense')
  const waiting = (causes.data?.items ?? []).reduce((sum, { rows }) => sum + rows, 0)
  const seconds = (causes.data?.items ?? []).reduce((sum, each) => sum + each.answeredSeconds, 0)
  const fix = (group: SuspenseGroup, chosen: SuspenseFix): void => {
    if (chosen.kind !== 'retry') return setFixing({ group, fix: chosen })
    setRetried(group.group)
    retry.mutate(
      { body: { group: group.group } },
      { onSuccess: (report) => setResult(`${group.title}: ${retriedText(report)}`) },
    )
  }
  const fixesOf = (group: SuspenseGroup): ReactNode => (
    <GroupFixes
      group={group}
      isBusy={retry.isPending && retried === group.group}
      onFix={(chosen) => fix(group, chosen)}
    />
  )
  const columns: readonly Column<SuspenseGroup>[] = [
    { key: 'what', heading: 'What waits, and why', render: (group) => <What group={group} fixes={fixesOf(group)} /> },
    { key: 'calls', heading: 'Calls', align: 'right', render: ({ calls }) => countText(calls) },
    {
      key: 'length',
      heading: 'Length',
      align: 'right',
      from: 'md',
      render: ({ answeredSeconds }) => hoursText(answeredSeconds),
    },
    {
      key: 'when',
      heading: 'Called',
      from: 'lg',
      render: (group) => <span className={classes['figures']}>{calledText(group, zone)}</span>,
    },
    { key: 'since', heading: 'Waits since', from: 'lg', render: ({ oldestAt }) => <Ago at={oldestAt} /> },
    {
      key: 'fix',
      heading: '',
      align: 'right',
      from: 'sm',
      render: fixesOf,
    },
  ]
  return (
    <PageFrame
      title="Suspense"
      aside={
        waiting > 0 && (
          <Text size="sm" c="dimmed">
            {plural(waiting, 'call')} wait, {hoursText(seconds)} of talk
          </Text>
        )
      }
      actions={
        <>
          <Button variant="default" component={AppLink} to="/billing-records/suspense/calls">
            Every row
          </Button>
          <Button variant="default" component={AppLink} to="/billing-records/suspense/dismissed">
            Given up
          </Button>
          {may('suspense.write') && waiting > 0 && (
            <Button
              variant="default"
              loading={retry.isPending && retried === undefined}
              onClick={() => {
                setRetried(undefined)
                retry.mutate({ body: {} }, { onSuccess: (report) => setResult(retriedText(report)) })
              }}
            >
              Try all again
            </Button>
          )}
        </>
      }
    >
      {result !== undefined && (
        <Alert
          color="brand"
          variant="light"
          role="status"
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => setResult(undefined)}
        >
          {result}
        </Alert>
      )}
      <List
        endpoint="listSuspenseGroups"
        label="Groups of suspended calls"
        columns={columns}
        filters={FILTERS}
        exportBy="exportSuspense"
        idOf={({ group }) => group}
        nameOf={({ title }) => title}
        empty={
          <EmptyState
            title="Nothing is in suspense"
            words="Calls that cannot be priced or attributed wait here, with what puts them right: none is free by chance, or lost."
          />
        }
      />
      <FixDialog fixing={fixing} onClose={() => setFixing(undefined)} onDone={setResult} />
    </PageFrame>
  )
}

interface WhatProps {
  readonly group: SuspenseGroup
  /** Where there is no column for them. */
  readonly fixes: ReactNode
}

function What({ group, fixes }: WhatProps): ReactNode {
  const { title, example } = group
  return (
    <div className={classes['what']}>
      <RowLink to="/billing-records/suspense/calls" search={{ group: group.group }}>
        {title}
      </RowLink>
      <div className={classes['words']}>{group.fix}</div>
      <code className={classes['row']}>{example.row}</code>
      <Box hiddenFrom="sm" mt={6}>
        {fixes}
      </Box>
    </div>
  )
}

function calledText({ firstCallAt, lastCallAt }: SuspenseGroup, zone: string): string {
  if (firstCallAt === null || lastCallAt === null) return '–'
  const [first, last] = [firstCallAt, lastCallAt].map((at) => dayOf(new Date(at), zone))
  if (first === undefined || last === undefined || first === last) return dateText(firstCallAt, zone)
  return daysText(first, last)
}
