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
  IconShieldHalf,
  type Icon,
} from '@tabler/icons-react'
import type { Permission } from '../../shared/access/session.ts'

export interface Place {
  readonly label: string
  readonly to: string
  readonly icon: Icon
  /** After `g`, it leads there. */
  readonly key: string
  /** Without it the place is not shown. */
  readonly permission?: Permission
}

/** The rail, from top to bottom. */
export const NAVIGATION: readonly Place[] = [
  { label: 'Dashboard', to: '/', icon: IconLayoutDashboard, key: 'd', permission: 'dashboard.read' },
  { label: 'Customers', to: '/customers', icon: IconAddressBook, key: 'c', permission: 'accounts.read' },
  { label: 'Plans', to: '/plans', icon: IconListDetails, key: 'p', permission: 'plans.read' },
  { label: 'Numbers', to: '/numbers', icon: IconPhone, key: 'n', permission: 'inventory.read' },
  { label: 'Porting', to: '/porting', icon: IconArrowsExchange, key: 'o', permission: 'ports.read' },
  { label: 'Billing records', to: '/billing-records', icon: IconReceipt2, key: 'r', permission: 'calls.search' },
  { label: 'Fraud and risk', to: '/risk', icon: IconShieldHalf, key: 'f', permission: 'risk.read' },
  { label: 'Billing', to: '/billing', icon: IconFileInvoice, key: 'b', permission: 'billing.read' },
  { label: 'Reports', to: '/reports', icon: IconChartBar, key: 'e', permission: 'reports.read' },
  { label: 'Settings', to: '/settings', icon: IconSettings, key: 's' },
]

/** Whether a place is the one a path is in. */
export function isAt(place: string, path: string): boolean {
  return place === '/' ? path === '/' : path === place || path.startsWith(`${place}/`)
}
