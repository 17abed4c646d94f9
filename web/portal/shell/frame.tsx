import { ActionIcon, AppShell, Burger, Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Outlet } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { PersonMenu } from '../../shared/access/person-menu.tsx'
import { useSession, type Session } from '../../shared/access/session.ts'
import { SessionGate } from '../../shared/access/session-gate.tsx'
import { BrandMark } from '../../shared/brand/brand-mark.tsx'
import { CrumbSlot } from '../../shared/layout/crumbs.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useHeadingFocus } from '../../shared/router/use-heading-focus.ts'
import { HelpMenu } from './help-menu.tsx'
import { PaletteButton } from './palette/palette-button.tsx'
import { Rail } from './rail.tsx'
import { FirstReseller } from './resellers/first-reseller.tsx'
import { ResellerItems } from './resellers/reseller-items.tsx'
import { useOperatorDownloads } from './use-operator-downloads.ts'
import { useShellKeys } from './use-shell-keys.ts'
import classes from './frame.module.css'

/** Around every page of the Management portal: brand, rail, where one is, search, help, person. */
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

const HEADER = 56
const RAIL = 220
const FOLDED_RAIL = 60
/** Below that the rail is a drawer. */
const WIDE = 900

function Shell(): ReactNode {
  const { resellerId } = useSession()
  const hasPlaces = resellerId !== null
  const [isDrawerOpen, { open: openDrawer, close: closeDrawer }] = useDisclosure(false)
  const [isFolded, setFolded] = useLocalStorage({
    key: 'rail-folded',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [crumbs, setCrumbs] = useState<HTMLElement | null>(null)
  const dialogs = useShellKeys()
  useHeadingFocus()
  useOperatorDownloads()
  return (
    <CrumbSlot value={crumbs}>
      <a href="#content" className={classes['skip']}>
        Skip to the content
      </a>
      <AppShell
        className={classes['shell'] ?? ''}
        header={{ height: HEADER }}
        navbar={{
          width: isFolded ? FOLDED_RAIL : RAIL,
          breakpoint: WIDE,
          collapsed: { mobile: true, desktop: !hasPlaces },
        }}
        padding={{ base: 'md', sm: 'lg' }}
      >
        <AppShell.Header>
          <div className={classes['bar']}>
            {hasPlaces && (
              <span className={classes['narrow']}>
                <Burger opened={isDrawerOpen} onClick={openDrawer} size="sm" lineSize={1.5} aria-label="Menu" />
              </span>
            )}
            <AppLink to="/" className={classes['mark']}>
              <BrandMark />
            </AppLink>
            <div ref={setCrumbs} className={classes['crumbs']} />
            <div className={classes['tools']}>
              {hasPlaces && <PaletteButton dialogs={dialogs} />}
              <HelpMenu dialogs={dialogs} />
              <PersonMenu securityPath="/settings/security">
                <ResellerItems />
              </PersonMenu>
            </div>
          </div>
        </AppShell.Header>
        {hasPlaces && (
          <AppShell.Navbar p="xs" aria-label="Main">
            <Rail isFolded={isFolded}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                mt="xs"
                aria-label={isFolded ? 'Widen the menu' : 'Fold the menu'}
                onClick={() => setFolded(!isFolded)}
              >
                {isFolded ? (
                  <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
                ) : (
                  <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
                )}
              </ActionIcon>
            </Rail>
          </AppShell.Navbar>
        )}
        <Drawer opened={isDrawerOpen} onClose={closeDrawer} position="left" size={280} title={<BrandMark />}>
          <nav aria-label="Main">
            <Rail onGo={closeDrawer} />
          </nav>
        </Drawer>
        <AppShell.Main id="content" tabIndex={-1} style={{ outline: 0 }}>
          {hasPlaces ? <Outlet /> : <FirstReseller />}
        </AppShell.Main>
      </AppShell>
    </CrumbSlot>
  )
}
