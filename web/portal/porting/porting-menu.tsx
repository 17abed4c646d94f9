import type { ReactNode } from 'react'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

const PAGES = [
  { label: 'Board', to: '/porting' },
  { label: 'List', to: '/porting/list' },
  { label: 'Calendar', to: '/porting/calendar' },
  { label: 'Settings', to: '/porting/settings' },
]

export function PortingMenu(): ReactNode {
  return <SubMenu label="Porting" pages={PAGES} />
}
