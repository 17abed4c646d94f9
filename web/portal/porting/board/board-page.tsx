import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NewPortButton } from '../new-port-button.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { BoardView } from './board-view.tsx'

/** Ports of all customers by stage. */
export function Page(): ReactNode {
  return (
    <>
      <PortingMenu />
      <PageFrame title="Porting" actions={<NewPortButton />}>
        <BoardView />
      </PageFrame>
    </>
  )
}
