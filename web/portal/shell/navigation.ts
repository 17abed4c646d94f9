import {
  IconAddressBook,
  IconArrowsExchange,
  IconChartBar,
  IconFileInvoice,
  IconLayoutDashboard,
  IconListDetails,
  IconPhone,
  IconReceipt2,
  IconSettings,
  type Icon,
} from '@tabler/icons-react'
import type { Permission } from '../../shared/access/session.ts'

interface Place {
  readonly label: string
  readonly to: string
  readonly icon: Icon
  /** Without it the place is not shown. */
  readonly permission?: Permission
}

/** The rail, from top to bottom. */
export const NAVIGATION: readonly Place[] = [
  { label: 'Dashboard', to: '/', icon: IconLayoutDashboard },
  { label: 'Customers', to: '/customers', icon: IconAddressBook, permission: 'accounts.read' },
  { label: 'Plans', to: '/plans', icon: IconListDetails, permission: 'plans.read' },
  { label: 'Numbers', to: '/numbers', icon: IconPhone, permission: 'inventory.read' },
  { label: 'Porting', to: '/porting', icon: IconArrowsExchange },
  { label: 'Billing records', to: '/billing-records', icon: IconReceipt2, permission: 'calls.search' },
  { label: 'Billing', to: '/billing', icon: IconFileInvoice, permission: 'billing.read' },
  { label: 'Reports', to: '/reports', icon: IconChartBar, permission: 'reports.read' },
  { label: 'Settings', to: '/settings', icon: IconSettings },
]
