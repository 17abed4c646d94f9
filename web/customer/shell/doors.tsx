import { IconHash, IconHome, IconPhone, IconReceipt, type TablerIcon } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay, type Permission } from '../../shared/access/session.ts'
import { AppLink } from '../../shared/router/app-link.tsx'

interface Door {
  readonly to: string
  readonly label: string
  readonly Icon: TablerIcon
  readonly needs?: Permission
  /** What else is behind it. */
  readonly also?: readonly string[]
}

/** The four doors. */
const DOORS: readonly Door[] = [
  { to: '/', label: 'Home', Icon: IconHome },
  { to: '/calls', label: 'Calls', Icon: IconPhone, needs: 'calls.read' },
  { to: '/numbers', label: 'Numbers', Icon: IconHash, needs: 'numbers.read', also: ['/porting'] },
  { to: '/bills', label: 'Bills', Icon: IconReceipt, needs: 'billing.read', also: ['/payments', '/pay'] },
]

/** The doors, at the top on wide screens and at the bottom under the thumb. */
export function Doors({ className }: { readonly className: string | undefined }): ReactNode {
  const may = useMay()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <nav className={className} aria-label="Main">
      {DOORS.filter(({ needs }) => needs === undefined || may(needs)).map(({ to, label, Icon, also = [] }) => (
        <AppLink
          key={to}
          to={to}
          {...([to, ...also].some((each) => isWithin(path, each)) && { 'data-here': true, 'aria-current': 'page' })}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          {label}
        </AppLink>
      ))}
    </nav>
  )
}

function isWithin(path: string, place: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`)
}
