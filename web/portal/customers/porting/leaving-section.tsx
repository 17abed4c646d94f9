import type { ReactNode } from 'react'
import { DataTable } from '../../../shared/list/data-table.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { leavingText } from '../../../shared/porting/port-out-words.ts'
import { useLeaving } from '../../../shared/porting/use-leaving.ts'
import { leavingColumns } from '../../porting/leaving/leaving-columns.tsx'

const COLUMNS = leavingColumns({ ofAll: false })

/** What other carriers asked of this customer's numbers; nothing at all where nobody did. */
export function LeavingSection({ accountId }: { readonly accountId: string }): ReactNode {
  const items = useLeaving(accountId)
  if (items.length === 0) return null
  return (
    <Section title="Numbers leaving">
      <DataTable label="Numbers leaving" columns={COLUMNS} rows={items} idOf={({ id }) => id} nameOf={leavingText} />
    </Section>
  )
}
