import type { ReactNode } from 'react'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { Money } from '../../../shared/format/figures.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { ALL_NOTES } from './statement-columns.tsx'
import { NOTE_FILTERS } from './statement-filters.ts'

const NOTES_ONLY = { kind: 'adjustment-note' }

/** What was put right on statements, of all customers. */
export function Page(): ReactNode {
  return (
    <PageFrame title="Adjustment notes">
      <List
        endpoint="listStatements"
        label="Adjustment notes"
        columns={ALL_NOTES}
        filters={NOTE_FILTERS}
        fixed={NOTES_ONLY}
        withTotal
        exportBy="exportStatements"
        idOf={({ id }) => id}
        nameOf={({ number }) => number}
        foot={footOf}
        empty={
          <EmptyState
            title="No adjustment notes"
            words="An issued statement never changes. Where one is wrong, open it and issue an adjustment note: it is a document of its own with its GST."
          />
        }
      />
    </PageFrame>
  )
}

function footOf({ sums }: Answer<'listStatements'>): Readonly<Record<string, ReactNode>> | undefined {
  return sums === null ? undefined : { number: 'In all', total: <Money value={sums.total} /> }
}
