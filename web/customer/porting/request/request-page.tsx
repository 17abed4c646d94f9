import { useState, type ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { PageFrame } from '../../../shared/layout/page.tsx'
import type { Port } from '../../../shared/porting/port-words.ts'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { RequestWizard } from './request-wizard.tsx'

/** A move being requested: a new one, or the draft the address names. */
export function Page(): ReactNode {
  const [{ port }] = useQueryState()
  // The draft that is made while one types comes into the address; the form goes on as it is.
  const [begun] = useState(port)
  return (
    <PageFrame title="Move numbers to us" width="form" crumbs={[{ label: 'Moves', to: '/porting' }]}>
      {begun === undefined ? <RequestWizard port={undefined} /> : <Draft portId={begun} />}
    </PageFrame>
  )
}

function Draft({ portId }: { readonly portId: string }): ReactNode {
  const query = useRead('readPort', { params: { portId } })
  const [first, setFirst] = useState<Port>()
  if (first === undefined && query.data !== undefined) setFirst(query.data)
  return (
    <Loaded query={query} what="the request">
      {(port) => <RequestWizard port={first ?? port} />}
    </Loaded>
  )
}
