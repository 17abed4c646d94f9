import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { dayText } from '../../../shared/format/dates.ts'
import { Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { acceptTicked } from './accept-ticked.tsx'
import { TRANSFER_COLUMNS } from './transfer-columns.tsx'
import { TransferPanel } from './transfer-panel.tsx'
import { STATUS_WORDS, type TransferStatus } from './transfer-words.ts'

const STATUSES = Object.keys(STATUS_WORDS) as TransferStatus[]
const OPEN = 'unmatched,suggested,matched'

const FILTERS: readonly Filter[] = [
  { kind: 'search', field: 'search', label: 'Description, reference or payer' },
  {
    kind: 'choice',
    field: 'status',
    label: 'Status',
    several: true,
    options: STATUSES.map((value) => ({ value, label: STATUS_WORDS[value].text })),
  },
  { kind: 'days', field: 'from', toField: 'to', label: 'Received' },
  { kind: 'text', field: 'amount', label: 'Amount', placeholder: '55.50' },
]

/** Transfers of all files that are on no account, to assign; by the filter, any others. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Transfers on no account" crumbs={[{ label: 'Bank transfers', to: '/billing/transfers' }]}>
      <List
        endpoint="listBankTransfers"
        label="Bank transfers"
        columns={TRANSFER_COLUMNS}
        filters={FILTERS}
        fixed={{ status: OPEN }}
        withTotal
        exportBy="exportBankTransfers"
        idOf={({ id }) => id}
        nameOf={({ text }) => text}
        bulk={acceptTicked}
        foot={footOf}
        empty={
          <EmptyState
            title="All money has its account"
            words="What the next file brings and nobody knows stands here."
          />
        }
      />
      <TransferPanel />
    </PageFrame>
  )
}

function footOf({ sums, oldest }: Answer<'listBankTransfers'>): Readonly<Record<string, ReactNode>> | undefined {
  if (sums === null) return undefined
  return {
    text: 'In all',
    ...(oldest !== null && { on: `since ${dayText(oldest)}` }),
    amount: <Money value={sums.amount} />,
  }
}
