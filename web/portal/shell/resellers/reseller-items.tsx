import { Menu } from '@mantine/core'
import { IconBuildingStore, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay, useSession } from '../../../shared/access/session.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'

/** In the menu of an operator: for which reseller to work. */
export function ResellerItems(): ReactNode {
  const { role } = useSession()
  const may = useMay()
  if (role !== 'operator') return null
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Operator</Menu.Label>
      <Menu.Item component={AppLink} to="/resellers" leftSection={<IconBuildingStore size={16} aria-hidden />}>
        Resellers
      </Menu.Item>
      {may('resellers.write') && (
        <Menu.Item component={AppLink} to="/resellers/new" leftSection={<IconPlus size={16} aria-hidden />}>
          Open a reseller
        </Menu.Item>
      )}
    </>
  )
}
