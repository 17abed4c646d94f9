import { AppShell, Group, NavLink } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PersonMenu } from '../../shared/access/person-menu.tsx'
import type { Session } from '../../shared/access/session.ts'
import { SessionGate } from '../../shared/access/session-gate.tsx'
import { BrandMark } from '../../shared/brand/brand-mark.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'

/** Around every page of the customer portal: the brand, four doors, the person. */
export function Frame(): ReactNode {
  return (
    <SessionGate elsewhere={homeOfStaff}>
      <AppShell header={{ height: 56 }} padding="lg">
        <AppShell.Header px="md">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <BrandMark />
            <Group gap="xs" wrap="nowrap">
              <NavLink component={AppLink} to="/" label="Home" />
              <PersonMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Main>
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </SessionGate>
  )
}

function homeOfStaff({ accountId }: Session): string | undefined {
  return accountId === null ? '/' : undefined
}
