import { Text } from '@mantine/core'
import {
  IconAddressBook,
  IconArrowsExchange,
  IconBell,
  IconChevronRight,
  IconCircleX,
  IconListDetails,
  IconShieldCheck,
  IconShieldLock,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMay, useSession, type Permission } from '../../shared/access/session.ts'
import { PageFrame } from '../../shared/layout/page.tsx'
import { AppLink } from '../../shared/router/app-link.tsx'
import classes from '../shared/rows.module.css'

interface Place {
  readonly to: string
  readonly label: string
  readonly words: string
  readonly Icon: TablerIcon
  readonly needs?: Permission
}

const PLACES: readonly Place[] = [
  {
    to: '/plan',
    label: 'Your plan',
    words: 'What is in it, how far it is used, what calls cost',
    Icon: IconListDetails,
    needs: 'account-plans.read',
  },
  {
    to: '/porting',
    label: 'Move numbers to us',
    words: 'Keep the numbers you have with another provider',
    Icon: IconArrowsExchange,
    needs: 'ports.read',
  },
  {
    to: '/settings/users',
    label: 'People who may sign in',
    words: 'Invite them, and say which numbers are theirs',
    Icon: IconUsers,
    needs: 'users.read',
  },
  {
    to: '/settings/profile',
    label: 'Contacts and addresses',
    words: 'Whom we reach, and where bills and services go',
    Icon: IconAddressBook,
    needs: 'accounts.read',
  },
  {
    to: '/settings/payment',
    label: 'Payment settings and warnings',
    words: 'When you are warned, who is, and what is charged by itself',
    Icon: IconBell,
    needs: 'payment-settings.read',
  },
  {
    to: '/settings/limits',
    label: 'Limits that protect you',
    words: 'Against fraud and surprises on your bill',
    Icon: IconShieldCheck,
    needs: 'credit-control.read',
  },
  {
    to: '/settings/security',
    label: 'Your sign-in and security',
    words: 'Password, second factor, where you are signed in',
    Icon: IconShieldLock,
  },
  {
    to: '/settings/cancel',
    label: 'Cancel the service',
    words: 'What happens then, and from when',
    Icon: IconCircleX,
    needs: 'accounts.cancel',
  },
]

/** Everything that is not behind the four doors. */
export function Page(): ReactNode {
  const may = useMay()
  const { onBehalf } = useSession()
  const places = PLACES.filter(
    ({ to, needs }) => (needs === undefined || may(needs)) && (onBehalf === null || to !== '/settings/security'),
  )
  return (
    <PageFrame title="Settings" width="form">
      <ul className={classes['rows']}>
        {places.map(({ to, label, words, Icon }) => (
          <li key={to}>
            <AppLink to={to} className={classes['row']}>
              <Icon size={22} stroke={1.5} aria-hidden />
              <span className={classes['words']}>
                <Text span fw={500}>
                  {label}
                </Text>
                <Text span size="sm" c="dimmed">
                  {words}
                </Text>
              </span>
              <IconChevronRight size={16} aria-hidden />
            </AppLink>
          </li>
        ))}
      </ul>
    </PageFrame>
  )
}
