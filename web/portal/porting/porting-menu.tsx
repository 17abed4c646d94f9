import type { ReactNode } from 'react'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'
import { UrgentMoves } from './urgent-moves.tsx'

const PAGES = [
  { label: 'Board', to: '/porting' },
  { label: 'List', to: '/porting/list' },
  { label: 'Calendar', to: '/porting/calendar' },
  { label: 'Today', to: '/porting/today' },
  { label: 'Leaving', to: '/porting/leaving' },
  { label: 'Carrier updates', to: '/porting/updates' },
  { label: 'Carriers', to: '/porting/carriers' },
  { label: 'Settings', to: '/porting/settings' },
]

export function PortingMenu(): ReactNode {
  return (
    <>
      <SubMenu label="Porting" pages={PAGES} />
      <UrgentMoves />
    </>
  )
}
