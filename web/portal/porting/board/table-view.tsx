import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { portNumbersText, type PortLine } from '../../../shared/porting/port-words.ts'
import { NewPortButton } from '../new-port-button.tsx'
import { BulkSteps } from './bulk-steps.tsx'
import { portColumns } from './port-columns.tsx'
import { PORT_FILTERS } from './port-filters.ts'

const COLUMNS = portColumns({ ofAll: true })

/** Ports as a list with filters; several are handed on at once. */
export function TableView(): ReactNode {
  const may = useMay()
  return (
    <List
      endpoint="listPorts"
      label="Ports"
      columns={COLUMNS}
      filters={PORT_FILTERS}
      withTotal
      idOf={({ id }) => id}
      nameOf={portNumbersText}
      exportBy="exportPorts"
      savedViews="ports"
      {...(may('ports.work') && { bulk: bulkSteps })}
      empty={
        <EmptyState
          title="No ports yet"
          words="A port moves a number from another carrier to a customer here. Begin with its number."
          action={<NewPortButton />}
        />
      }
    />
  )
}

function bulkSteps(ports: readonly PortLine[], untick: () => void): ReactNode {
  return <BulkSteps ports={ports} onDone={untick} />
}
