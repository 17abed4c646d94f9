import { Anchor, Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { countText, plural } from '../../../shared/format/counts.ts'
import { dayText } from '../../../shared/format/dates.ts'
import { Money, When } from '../../../shared/format/figures.tsx'
import { Facts } from '../../../shared/layout/facts.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { StatusBadge } from '../../../shared/layout/status-badge.tsx'
import type { Column } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { RowLink } from '../../../shared/list/row-link.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { useDialog } from '../../../shared/router/use-dialog.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { RunProgress } from './run-progress.tsx'
import { isUnderway, RUN_WORDS, runTitle, upToText, type BillRun } from './run-words.ts'

const RIGHT = { align: 'right' } as const

const COLUMNS: readonly Column<BillRun>[] = [
  { key: 'run', heading: 'Run', render: (run) => <RowLink to={`/billing/runs/${run.id}`}>{runTitle(run)}</RowLink> },
  { key: 'upTo', heading: 'Bill days up to', from: 'md', render: ({ date }) => upToText(date) },
  {
    key: 'status',
    heading: 'Status',
    render: (run) =>
      isUnderway(run) ? (
        <RunProgress run={run} />
      ) : (
        <StatusBadge tone={RUN_WORDS[run.status].tone}>{RUN_WORDS[run.status].text}</StatusBadge>
      ),
  },
  { key: 'when', heading: 'Asked for', from: 'sm', render: ({ requestedAt }) => <When at={requestedAt} /> },
  { key: 'by', heading: 'By', from: 'lg', render: ({ requestedBy }) => requestedBy },
  { key: 'accounts', heading: 'Customers', ...RIGHT, from: 'lg', render: ({ accounts }) => countText(accounts) },
  { key: 'statements', heading: 'Statements', ...RIGHT, from: 'sm', render: ({ statements }) => countText(statements) },
  {
    key: 'failures',
    heading: 'Failed',
    ...RIGHT,
    from: 'md',
    render: ({ failures }) => (
      <Text span inherit c={failures === 0 ? 'dimmed' : 'var(--negative)'}>
        {failures === 0 ? '–' : countText(failures)}
      </Text>
    ),
  },
  { key: 'total', heading: 'Inc. GST', ...RIGHT, render: ({ total }) => <Money value={total} /> },
]

const LOOK_AGAIN_MS = 2000

/** While one is underway, the list looks again. */
function lookAgain(answer: Answer<'listBillRuns'> | undefined): number | false {
  return answer?.items.some(isUnderway) === true ? LOOK_AGAIN_MS : false
}

/** When customers are billed, what each run came to, and a look at the next one before it happens. */
export function Page(): ReactNode {
  const may = useMay()
  const { name, open, close } = useDialog()
  const preview = may('billing.run') && <Button onClick={() => open('preview')}>Preview a bill run</Button>
  return (
    <PageFrame title="Bill runs" actions={preview}>
      <Due />
      <List
        endpoint="listBillRuns"
        label="Bill runs"
        columns={COLUMNS}
        every={lookAgain}
        idOf={({ id }) => id}
        empty={
          <EmptyState
            title="Nobody was billed yet"
            words="Each customer is billed by itself when its bill day begins. A preview shows what would come of it, and nothing of it stays."
            action={preview}
          />
        }
      />
      {name === 'preview' && preview !== false && <PreviewDialog onClose={close} />}
    </PageFrame>
  )
}

/** What is coming, and what should have come. */
function Due(): ReactNode {
  const may = useMay()
  const { data } = useRead('readDashboard', {}, { enabled: may('dashboard.read') })
  if (data === undefined) return null
  const { due, late, mailFailed } = data.statements
  return (
    <Facts
      facts={[
        {
          label: 'Billed in the next 7 days',
          value: `${plural(due.count, 'customer')}${due.next === null ? '' : `, the next on ${dayText(due.next)}`}`,
        },
        {
          label: 'Late',
          value:
            late.count === 0
              ? 'none'
              : `${plural(late.count, 'customer')} whose cycle is over and that ${late.count === 1 ? 'is' : 'are'} not billed yet`,
        },
        {
          label: 'Could not be mailed',
          value:
            mailFailed.count === 0 ? (
              'none'
            ) : (
              <Anchor
                component={AppLink}
                to="/billing/statements"
                search={{ mailStatus: 'failed' } as never}
                fz="inherit"
              >
                {plural(mailFailed.count, 'statement')}
              </Anchor>
            ),
        },
      ]}
    />
  )
}
