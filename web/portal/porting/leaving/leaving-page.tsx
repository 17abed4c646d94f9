import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { List } from '../../../shared/list/list-page.tsx'
import { leavingText } from '../../../shared/porting/port-out-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { leavingColumns } from './leaving-columns.tsx'
import { LEAVING_FILTERS } from './leaving-filters.ts'

const COLUMNS = leavingColumns({ ofAll: true })

/** Numbers other carriers ask for: what is due first comes first. */
export function Page(): ReactNode {
  const may = useMay()
  const receive = may('ports.work') && (
    <Button component={AppLink} to="/porting/leaving/new">
      New request to leave
    </Button>
  )
  return (
    <>
      <PortingMenu />
      <PageFrame title="Numbers leaving" actions={receive}>
        <List
          endpoint="listPortOuts"
          label="Requests to leave"
          columns={COLUMNS}
          filters={LEAVING_FILTERS}
          withTotal
          idOf={({ id }) => id}
          nameOf={leavingText}
          exportBy="exportPortOuts"
          empty={
            <EmptyState
              title="Nobody has asked for a number"
              words="When another carrier wants a customer’s number, write its request down here: the customer is told at once, and who asked is checked before the number goes."
              action={receive}
            />
          }
        />
      </PageFrame>
    </>
  )
}
