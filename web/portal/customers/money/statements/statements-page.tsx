import type { ReactNode } from 'react'
import type { Answer } from '../../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../../shared/feedback/empty-state.tsx'
import { Money } from '../../../../shared/format/figures.tsx'
import { PageFrame } from '../../../../shared/layout/page.tsx'
import { List } from '../../../../shared/list/list-page.tsx'
import { OWN_STATEMENTS } from '../../../billing/statements/statement-columns.tsx'
import { STATEMENT_FILTERS } from '../../../billing/statements/statement-filters.ts'
import { useAccount } from '../../account-context.tsx'
import { MoneyActs } from '../money-acts.tsx'
import { MoneyHead } from '../money-head.tsx'

/** What was billed to a customer: statements, invoices and adjustment notes. */
export function Page(): ReactNode {
  const { account } = useAccount()
  return (
    <PageFrame title="Statements and payments" actions={<MoneyActs />}>
      <MoneyHead />
      <List
        endpoint="listAccountStatements"
        label="Statements"
        params={{ accountId: account.id }}
        columns={OWN_STATEMENTS}
        filters={STATEMENT_FILTERS}
        withTotal
        exportBy="exportAccountStatements"
        idOf={({ id }) => id}
        nameOf={({ number }) => number}
        foot={footOf}
        empty={
          <EmptyState
            title="Nothing was billed yet"
            words={
              account.status === 'new'
                ? 'Billing begins when the account is activated; its first bill comes a month later.'
                : 'The first bill comes on its bill day: a month after it was activated.'
            }
          />
        }
      />
    </PageFrame>
  )
}

function footOf({ sums }: Answer<'listAccountStatements'>): Readonly<Record<string, ReactNode>> | undefined {
  if (sums === null) return undefined
  return { number: 'In all', total: <Money value={sums.total} />, outstanding: <Money value={sums.outstanding} /> }
}
