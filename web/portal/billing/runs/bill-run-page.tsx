import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, useTimeZone, useToday, When } from '../../../shared/format/figures.tsx'
import { moneyText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { IssueDialog } from './issue-dialog.tsx'
import { RunFailures } from './run-failures.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunResults } from './run-results.tsx'
import { isUnderway, RUN_WORDS, runTitle, upToText, type BillRun } from './run-words.ts'

const LOOK_AGAIN_MS = 1000

function lookAgain(run: Answer<'readBillRun'> | undefined): number | false {
  return run !== undefined && isUnderway(run) ? LOOK_AGAIN_MS : false
}

/** A bill run or a preview of one: how far it is, what it comes to, each customer, and what to do next. */
export function Page(): ReactNode {
  const query = useRead('readBillRun', { params: { billRunId: useParam('billRunId') } }, { every: lookAgain })
  return (
    <Loaded query={query} what="the bill run">
      {(run) => <RunHere run={run} />}
    </Loaded>
  )
}

function RunHere({ run }: { readonly run: BillRun }): ReactNode {
  const { text, tone } = RUN_WORDS[run.status]
  const { name, close } = useDialog()
  useReadAnewAtEnd(run)
  return (
    <PageFrame
      title={runTitle(run)}
      aside={<StatusBadge tone={tone}>{text}</StatusBadge>}
      crumbs={[{ label: 'Bill runs', to: '/billing/runs' }]}
      actions={<RunActs run={run} />}
    >
      <Stack gap="lg">
        {isUnderway(run) && <Underway run={run} />}
        {run.failure !== null && (
          <Alert color="red" title="The run ended early">
            {`${run.failure} What was billed until then stays billed; run it again for the rest.`}
          </Alert>
        )}
        <Facts facts={factsOf(run)} />
        {run.dryRun && run.status === 'done' && <PreviewWords run={run} />}
        {run.failures > 0 && <RunFailures run={run} />}
        <RunResults run={run} />
      </Stack>
      {name === 'issue' && run.dryRun && <IssueDialog run={run} onClose={close} />}
    </PageFrame>
  )
}

/** What a run made is there once it has ended: everything on screen is read anew. */
function useReadAnewAtEnd({ status }: BillRun): void {
  const client = useQueryClient()
  const seen = useRef(status)
  useEffect(() => {
    if (seen.current === status) return
    seen.current = status
    void client.invalidateQueries()
  }, [client, status])
}

function Underway({ run }: { readonly run: BillRun }): ReactNode {
  return (
    <Stack gap="xs" maw={480}>
      <RunProgress run={run} />
      <Text size="sm" c="dimmed">
        It goes on when you leave this page; the list of runs shows how far it is.
      </Text>
    </Stack>
  )
}

/** The next step: from a preview to the run, from a run that has failures to another try. */
function RunActs({ run }: { readonly run: BillRun }): ReactNode {
  const may = useMay()
  const { open } = useDialog()
  const navigate = useNavigate()
  const again = useChange('startBillRun', { onDone: ({ id }) => void navigate({ to: `/billing/runs/${id}` }) })
  const canIssue = useCanIssue(run)
  if (!may('billing.run') || isUnderway(run)) return null
  const date = run.date === null ? {} : { date: run.date }
  return (
    <>
      {run.dryRun && (
        <Button
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate({ body: { ...date, dryRun: true } })}
        >
          Preview again
        </Button>
      )}
      {canIssue && (
        <Button onClick={() => open('issue')}>
          {`Issue ${plural(run.statements, 'statement')}, ${moneyText(run.total)}`}
        </Button>
      )}
      {!run.dryRun && (run.failures > 0 || run.status === 'failed') && (
        <Button loading={again.isPending} onClick={() => again.mutate({ body: date })}>
          Try the failed again
        </Button>
      )}
    </>
  )
}

/** A preview of days to come is for looking; what nobody owes is not issued. */
function useCanIssue({ dryRun, status, statements, date }: BillRun): boolean {
  const today = useToday(useTimeZone())
  return dryRun && status === 'done' && statements > 0 && (date === null || date <= today)
}

function PreviewWords({ run }: { readonly run: BillRun }): ReactNode {
  const canIssue = useCanIssue(run)
  if (run.statements === 0) {
    return <Text size="sm">Nobody’s bill day has come by then: there is nothing to issue.</Text>
  }
  return (
    <Text size="sm" c="dimmed">
      {canIssue
        ? 'A preview: nothing was issued, charged or mailed. Issuing reckons anew, so what came in since is in it.'
        : `A preview of days to come: it can be issued from ${run.date === null ? 'then' : dayText(run.date)} on.`}
    </Text>
  )
}

function factsOf(run: BillRun) {
  const { date, accounts, statements, failures, subtotal, gst, total, requestedBy, requestedAt } = run
  return [
    { label: 'Bill days up to', value: upToText(date) },
    { label: 'Customers due', value: countText(accounts) },
    { label: run.dryRun ? 'Statements it would issue' : 'Statements', value: countText(statements) },
    { label: 'Could not be billed', value: failures === 0 ? 'none' : plural(failures, 'customer') },
    { label: 'Ex GST', value: <Money value={subtotal} /> },
    { label: 'GST', value: <Money value={gst} /> },
    {
      label: 'Inc. GST',
      value: (
        <b>
          <Money value={total} />
        </b>
      ),
    },
    {
      label: 'Asked for',
      value: (
        <Group gap={4}>
          <When at={requestedAt} full />
          <span>by {requestedBy}</span>
        </Group>
      ),
    },
  ]
}
