import {
  IconArrowsExchange,
  IconBell,
  IconChevronRight,
  IconHash,
  IconPhone,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay } from '../../shared/access/session.ts'
import { plural } from '../../shared/format/counts.ts'
import { Section } from '../../shared/layout/section.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import type { Overview } from '../shared/use-overview.ts'
import classes from './home.module.css'

interface QuickDoor {
  readonly to: string
  readonly label: string
  readonly Icon: TablerIcon
  readonly isShown: boolean
}

/** Where else one goes from the first page. */
export function QuickDoors({ overview }: { readonly overview: Overview }): ReactNode {
  const { numbers, openPorts, openOrders } = overview
  const may = useMay()
  const doors: readonly QuickDoor[] = [
    { to: '/numbers', label: numbers === 0 ? 'Numbers' : plural(numbers, 'number'), Icon: IconHash, isShown: true },
    {
      to: '/porting',
      label: openPorts === 0 ? 'Move a number to us' : `Numbers moving to us: ${openPorts}`,
      Icon: IconArrowsExchange,
      isShown: may('ports.read'),
    },
    {
      to: '/numbers',
      label: `Orders for new numbers: ${openOrders}`,
      Icon: IconHash,
      isShown: openOrders > 0,
    },
    { to: '/calls', label: 'Your calls', Icon: IconPhone, isShown: may('calls.read') },
    {
      to: '/settings/payment',
      label: 'Warnings and payment settings',
      Icon: IconBell,
      isShown: may('payment-settings.read'),
    },
    { to: '/settings/users', label: 'People who may sign in', Icon: IconUsers, isShown: may('users.read') },
  ]
  return (
    <Section title="Go to">
      <ul className={classes['doors']}>
        {doors
          .filter(({ isShown }) => isShown)
          .map(({ to, label, Icon }) => (
            <li key={label}>
              <AppLink to={to} className={classes['door']}>
                <Icon size={20} stroke={1.6} aria-hidden />
                <span>{label}</span>
                <IconChevronRight size={16} aria-hidden />
              </AppLink>
            </li>
          ))}
      </ul>
    </Section>
  )
}
