import { AppShell, Menu } from '@mantine/core'
import { IconArrowsExchange, IconSettings } from '@tabler/icons-react'
import { Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { PersonMenu } from '../../shared/access/person-menu.tsx'
import { useMay, type Session } from '../../shared/access/session.ts'
import { SessionGate } from '../../shared/access/session-gate.tsx'
import { BrandMark } from '../../shared/brand/brand-mark.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import { useHeadingFocus } from '../../shared/router/use-heading-focus.ts'
import { LeavingNotices } from '../leaving/leaving-notices.tsx'
import { Doors } from './doors.tsx'
import { Foot } from './foot.tsx'
import { GraveNotices } from './notices.tsx'
import classes from './shell.module.css'

/** Around every page of the customer portal: the brand, four doors, the person, and at the end where help is. */
export function Frame(): ReactNode {
  return (
    <SessionGate elsewhere={homeOfStaff}>
      <Shell />
    </SessionGate>
  )
}

function homeOfStaff({ accountId }: Session): string | undefined {
  return accountId === null ? '/' : undefined
}

const HEADER = 60

function Shell(): ReactNode {
  useHeadingFocus()
  return (
    <>
      <a href="#content" className={classes['skip']}>
        Skip to the content
      </a>
      <AppShell header={{ height: HEADER }}>
        <AppShell.Header>
          <div className={classes['bar']}>
            <AppLink to="/" className={classes['mark']}>
              <BrandMark />
            </AppLink>
            <Doors className={classes['top']} />
            <PersonMenu securityPath="/settings/security">
              <Places />
            </PersonMenu>
          </div>
        </AppShell.Header>
        <AppShell.Main id="content" tabIndex={-1} className={classes['main'] ?? ''}>
          <div className={classes['content']}>
            <LeavingNotices />
            <GraveNotices />
            <Outlet />
          </div>
          <Foot />
        </AppShell.Main>
      </AppShell>
      <Doors className={classes['bottom']} />
    </>
  )
}

/** What is behind the person. */
function Places(): ReactNode {
  const may = useMay()
  return (
    <>
      <Menu.Divider />
      {may('accounts.read') && (
        <Menu.Item component={AppLink} to="/settings" leftSection={<IconSettings size={16} aria-hidden />}>
          Settings
        </Menu.Item>
      )}
      {may('ports.read') && (
        <Menu.Item component={AppLink} to="/porting" leftSection={<IconArrowsExchange size={16} aria-hidden />}>
          Move numbers to us
        </Menu.Item>
      )}
    </>
  )
}
