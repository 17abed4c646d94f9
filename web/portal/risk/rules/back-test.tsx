import { Alert, Progress, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { partyText } from '../../../shared/calls/call-words.ts'
import { countText, plural } from '../../../shared/format/counts.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import type { RuleChanges } from './rule-words.ts'
import classes from './rules.module.css'

const DAYS = 30
const EVERY_MS = 700

/** Tries changes on the calls of the last days, and what came of it. */
export function useBackTest(accountId: string | undefined) {
  const [testId, setTestId] = useState<string>()
  const create = useChange('createBackTest', { silent: true, onDone: ({ id }) => setTestId(id) })
  const { data, error } = useRead(
    'readBackTest',
    { params: { backTestId: testId ?? '' } },
    { enabled: testId !== undefined, every: (test) => (test !== undefined && isOver(test) ? false : EVERY_MS) },
  )
  const isRunning = testId !== undefined && !(data !== undefined && isOver(data)) && error === null
  return {
    data: testId === undefined ? undefined : data,
    failure: create.error ?? error,
    isBusy: create.isPending || isRunning,
    isShown: testId !== undefined || create.isError,
    start: ({ fraudSpendDay, fraudSpendHour, overseasCalls, ...rules }: RuleChanges): void => {
      const limits = {
        ...(fraudSpendDay !== undefined && { fraudSpendDay }),
        ...(fraudSpendHour !== undefined && { fraudSpendHour }),
        ...(overseasCalls !== undefined && { overseasCalls }),
      }
      create.mutate({ body: { ...(accountId !== undefined && { accountId }), days: DAYS, rules, limits } })
    },
    forget: (): void => setTestId(undefined),
  }
}

type Test = Answer<'readBackTest'>
type Result = NonNullable<Test['result']>

function isOver({ state }: Test): boolean {
  return state === 'done' || state === 'failed'
}

/** What the changed rules would have done, beside those in force. */
export function BackTest({ test }: { readonly test: ReturnType<typeof useBackTest> }): ReactNode {
  const { data, failure } = test
  if (failure !== null)
    return (
      <Alert color="red" role="alert" title="The rules could not be tried">
        {detailOf(failure)}
      </Alert>
    )
  if (data === undefined || !isOver(data))
    return (
      <Stack gap={6} role="status">
        <Text size="sm">
          {data?.calls === undefined || data.calls === null
            ? 'Counting the calls …'
            : `Going through ${plural(data.calls, 'call')} …`}
        </Text>
        <Progress value={(data?.progress ?? 0) * 100} aria-label="How far the calls are gone through" />
      </Stack>
    )
  if (data.result === null)
    return (
      <Alert color="red" role="alert" title="The rules could not be tried">
        {data.failure ?? 'Try them again.'}
      </Alert>
    )
  return <Outcome result={data.result} />
}

function Outcome({ result }: { readonly result: Result }): ReactNode {
  const { calls, refused, refusedNow, newlyRefused, letThrough, trips, tripsNow, firstTrip, accounts } = result
  const said =
    refused.calls === 0
      ? 'Nothing would have been refused'
      : `${plural(refused.calls, 'call')} would have been refused, ${moneyText(refused.charged)} ex GST`
  return (
    <Section
      title="On the last 30 days"
      words={`${said}, of ${plural(calls.calls, 'call')} out of ${plural(accounts, 'customer')}.`}
    >
      <Stack gap="lg">
        <Facts
          facts={[
            { label: 'Refused by the rules in force', value: sumText(refusedNow) },
            { label: 'Refused now and not before', value: sumText(newlyRefused) },
            { label: 'Let through that were refused', value: sumText(letThrough) },
            {
              label: 'Limits that would have tripped',
              value: `${countText(trips)}, with the rules in force ${countText(tripsNow)}`,
            },
            ...(firstTrip === null
              ? []
              : [
                  {
                    label: 'The first of them',
                    value: (
                      <>
                        {firstTrip.accountName}, {firstTrip.name}, <When at={firstTrip.at} full />
                      </>
                    ),
                  },
                ]),
          ]}
        />
        {refused.calls > 0 && (
          <>
            <div className={classes['result']}>
              <DataTable label="By rule" columns={BY_RULE} rows={result.byRule} idOf={({ rule }) => rule} />
              <DataTable
                label="By customer"
                columns={BY_ACCOUNT}
                rows={result.topAccounts}
                idOf={({ accountId }) => accountId}
              />
              <DataTable
                label="By destination"
                columns={BY_DESTINATION}
                rows={result.topDestinations}
                idOf={({ destination }) => destination}
              />
            </div>
            <DataTable label="Examples" columns={EXAMPLES} rows={result.examples} idOf={({ callId }) => callId} />
          </>
        )}
      </Stack>
    </Section>
  )
}

function sumText({ calls, charged }: Result['refused']): string {
  return calls === 0 ? 'none' : `${plural(calls, 'call')}, ${moneyText(charged)}`
}

const RIGHT = { align: 'right' } as const

const BY_RULE: readonly Column<Result['byRule'][number]>[] = [
  { key: 'rule', heading: 'Rule', render: ({ name }) => name },
  { key: 'refused', heading: 'Refused', ...RIGHT, render: ({ refused }) => countText(refused.calls) },
  { key: 'charged', heading: 'Ex GST', ...RIGHT, render: ({ refused }) => <Money value={refused.charged} /> },
  { key: 'now', heading: 'In force', ...RIGHT, render: ({ refusedNow }) => countText(refusedNow.calls) },
]

const BY_ACCOUNT: readonly Column<Result['topAccounts'][number]>[] = [
  {
    key: 'account',
    heading: 'Customer',
    render: ({ accountId, accountName }) => <RowLink to={`/customers/${accountId}`}>{accountName}</RowLink>,
  },
  { key: 'calls', heading: 'Refused', ...RIGHT, render: ({ calls }) => countText(calls) },
  { key: 'charged', heading: 'Ex GST', ...RIGHT, render: ({ charged }) => <Money value={charged} /> },
]

const BY_DESTINATION: readonly Column<Result['topDestinations'][number]>[] = [
  { key: 'destination', heading: 'Destination', render: ({ destination }) => destination },
  { key: 'calls', heading: 'Refused', ...RIGHT, render: ({ calls }) => countText(calls) },
  { key: 'charged', heading: 'Ex GST', ...RIGHT, render: ({ charged }) => <Money value={charged} /> },
]

const EXAMPLES: readonly Column<Result['examples'][number]>[] = [
  {
    key: 'call',
    heading: 'Call',
    render: ({ accountId, callId, from, to }) => (
      <RowLink to={`/customers/${accountId}/billing-records`} search={{ call: callId }}>
        {`${partyText(from)} → ${partyText(to)}`}
      </RowLink>
    ),
  },
  { key: 'when', heading: 'When', from: 'sm', render: ({ startedAt }) => <When at={startedAt} full /> },
  { key: 'customer', heading: 'Customer', from: 'md', render: ({ accountName }) => accountName },
  { key: 'why', heading: 'Why', from: 'sm', render: ({ words }) => words },
  {
    key: 'new',
    heading: 'In force',
    from: 'md',
    render: ({ isNew }) =>
      isNew ? (
        <StatusBadge tone="watch">Let through</StatusBadge>
      ) : (
        <StatusBadge tone="neutral">Refused too</StatusBadge>
      ),
  },
  { key: 'charged', heading: 'Ex GST', ...RIGHT, render: ({ charged }) => <Money value={charged} /> },
]
