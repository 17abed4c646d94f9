import type { ReactNode } from 'react'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { NewPortButton } from '../new-port-button.tsx'
import { PortingMenu } from '../porting-menu.tsx'
import { CalendarView } from './calendar-view.tsx'

/** Ports of all customers by the day of their cut-overs. */
export function Page(): ReactNode {
  return (
    <>
      <PortingMenu />
      <PageFrame title="Porting" actions={<NewPortButton />}>
        <CalendarView />
      </PageFrame>
    </>
  )
}
