import { ActionIcon, AppShell, Burger, Group, NavLink, ScrollArea, Tooltip } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Outlet, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay, type Session } from '../../shared/access/session.ts'
import { SessionGate } from '../../shared/access/session-gate.tsx'
import { PersonMenu } from '../../shared/access/person-menu.tsx'
import { BrandMark } from '../../shared/brand/brand-mark.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { NAVIGATION } from './navigation.ts'
import { PaletteButton } from './palette-button.tsx'

/** Around every page of the Management portal: brand, rail, search, person. */
export function Frame(): ReactNode {
  return (
    <SessionGate elsewhere={homeOfCustomers}>
      <Shell />
    </SessionGate>
  )
}

function homeOfCustomers({ accountId }: Session): string | undefined {
  return accountId === null ? undefined : '/my'
}

const RAIL = 220
const FOLDED_RAIL = 60

function Shell(): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [isFolded, setFolded] = useLocalStorage({ key: 'rail-folded', defaultValue: false })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const may = useMay()
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: isFolded ? FOLDED_RAIL : RAIL, breakpoint: 900, collapsed: { mobile: !isOpen } }}
      padding="lg"
    >
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="md" size="sm" aria-label="Menu" />
            <BrandMark />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <PaletteButton />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Main">
        <AppShell.Section grow component={ScrollArea}>
          {NAVIGATION.filter(({ permission }) => permission === undefined || may(permission)).map(
            ({ label, to, icon: Icon }) => (
              <Tooltip key={to} label={label} position="right" disabled={!isFolded}>
                <NavLink
                  component={AppLink}
                  to={to}
                  label={isFolded ? undefined : label}
                  aria-label={label}
                  leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
                  active={to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)}
                  onClick={close}
                  h={36}
                  style={{ borderRadius: 'var(--mantine-radius-default)' }}
                />
              </Tooltip>
            ),
          )}
        </AppShell.Section>
        <AppShell.Section visibleFrom="md">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isFolded ? 'Widen the menu' : 'Fold the menu'}
            onClick={() => setFolded(!isFolded)}
          >
            {isFolded ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
          </ActionIcon>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}
