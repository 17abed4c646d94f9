import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Filter } from '../../../shared/list/columns.ts'
import { List } from '../../../shared/list/list-page.tsx'
import { portNumbersText } from '../../../shared/porting/port-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { portColumns } from '../../porting/board/port-columns.tsx'
import { useAccount } from '../account-context.tsx'
import { LeavingSection } from './leaving-section.tsx'

const COLUMNS = portColumns({ ofAll: false })
const FILTERS: readonly Filter[] = [{ kind: 'yes', field: 'open', label: 'Under way' }]
const MAY_BEGIN: readonly string[] = ['new', 'active']

/** The ports of a customer, the newest first. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const request = may('ports.request') && MAY_BEGIN.includes(account.status) && (
    <Button component={AppLink} to="/porting/new" search={{ account: account.id } as never}>
      Request a port
    </Button>
  )
  return (
    <PageFrame title="Porting" actions={request}>
      <LeavingSection accountId={account.id} />
      <List
        endpoint="listPortsOfAccount"
        label="Ports"
        params={{ accountId: account.id }}
        columns={COLUMNS}
        filters={FILTERS}
        withTotal
        idOf={({ id }) => id}
        nameOf={portNumbersText}
        empty={
          <EmptyState
            title="No ports yet"
            words={`A port moves a number ${account.name} has with another carrier here.`}
            action={request}
          />
        }
      />
    </PageFrame>
  )
}
