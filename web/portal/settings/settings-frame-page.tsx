import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { SubMenu } from '../../shared/layout/sub-menu.tsx'
import { SETTINGS_PLACES } from './settings-places.ts'

/** Around the pages of Settings: their menu. */
export function Page(): ReactNode {
  const may = useMay()
  const places = SETTINGS_PLACES.filter(({ permission }) => permission === undefined || may(permission))
  return (
    <>
      <SubMenu label="Settings" pages={places} />
      <Outlet />
    </>
  )
}
