import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NewPortButton } from '../new-port-button.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { TableView } from './table-view.tsx'

/** Ports of all customers as a list. */
export function Page(): ReactNode {
  return (
    <>
      <PortingMenu />
      <PageFrame title="Porting" actions={<NewPortButton />}>
        <TableView />
      </PageFrame>
    </>
  )
}
