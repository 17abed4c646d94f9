import type { ReactNode } from 'react'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'

const PAGES = [
  { label: 'Calling plans', to: '/plans' },
  { label: 'Number plans', to: '/plans/numbers' },
  { label: 'Rate decks', to: '/plans/decks' },
]

export function PlansMenu(): ReactNode {
  return <SubMenu label="Plans" pages={PAGES} />
}
