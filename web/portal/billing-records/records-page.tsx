import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { useRead } from '../../shared/api/hooks.ts'
import { EmptyState } from '../../shared/feedback/empty-state.tsx'
import { PageFrame } from '../../shared/layout/page.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { RecordsList } from './records/records-list.tsx'

/** As many imports as one chooses from in a list of filters. */
const RECENT = 30

/** Billing records of all customers. */
export function Page(): ReactNode {
  const may = useMay()
  const imports = useRead('listImports', { query: { limit: RECENT } }, { enabled: may('suspense.read') })
  return (
    <PageFrame title="Billing records">
      <RecordsList
        imports={(imports.data?.items ?? []).map(({ id, fileName }) => ({ value: id, label: fileName }))}
        empty={
          <EmptyState
            title="No calls yet"
            words="Calls come in as files, or one by one from your switch by the API."
            action={
              may('calls.import') && (
                <Button component={AppLink} to="/billing-records/imports">
                  Import calls
                </Button>
              )
            }
          />
        }
      />
    </PageFrame>
  )
}
