import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import type { ListedStatement } from '../../../shared/statements/statement-words.ts'
import { ResendTicked } from './resend-ticked.tsx'
import { ALL_STATEMENTS } from './statement-columns.tsx'
import { STATEMENT_FILTERS } from './statement-filters.ts'

/** Statements, invoices and adjustment notes of all customers. */
export function Page(): ReactNode {
  const may = useMay()
  return (
    <PageFrame title="Statements">
      <List
        endpoint="listStatements"
        label="Statements"
        columns={ALL_STATEMENTS}
        filters={STATEMENT_FILTERS}
        withTotal
        exportBy="exportStatements"
        savedViews="statements"
        idOf={({ id }) => id}
        nameOf={({ number }) => number}
        foot={footOf}
        {...(may('mails.write') && { bulk: resend })}
        empty={
          <EmptyState
            title="Nothing was billed yet"
            words="Each customer gets a statement or invoice on its bill day, a month after it was activated."
          />
        }
      />
    </PageFrame>
  )
}

function resend(statements: readonly ListedStatement[], untick: () => void): ReactNode {
  return <ResendTicked statements={statements} onDone={untick} />
}

function footOf({ sums }: Answer<'listStatements'>): Readonly<Record<string, ReactNode>> | undefined {
  if (sums === null) return undefined
  return { number: 'In all', total: <Money value={sums.total} />, outstanding: <Money value={sums.outstanding} /> }
}
