import type { Permission } from '../../../shared/access/session.ts'
import { SETTINGS_PLACES } from '../../settings/settings-places.ts'
import { NAVIGATION } from '../navigation.ts'
import type { Entry } from './entries.ts'

interface Action {
  readonly title: string
  /** Other words people look for it by. */
  readonly words?: string
  readonly to: string
  readonly permission?: Permission
}

const ACTIONS: readonly Action[] = [
  { title: 'New customer', words: 'create open account add', to: '/customers/new', permission: 'accounts.create' },
  { title: 'New port', words: 'porting request transfer number', to: '/porting/new', permission: 'ports.request' },
  { title: 'Enter a payment', words: 'receipt money', to: '/billing/payments', permission: 'billing.write' },
  { title: 'Import calls', words: 'upload cdr file', to: '/billing-records/imports', permission: 'calls.import' },
  { title: 'Start a bill run', words: 'bill invoices statements', to: '/billing/runs', permission: 'billing.run' },
  { title: 'Order numbers', words: 'new number order', to: '/numbers/orders/new', permission: 'number-orders.write' },
  { title: 'Add numbers', words: 'inventory range new', to: '/numbers/add', permission: 'inventory.write' },
  { title: 'Import numbers', words: 'inventory upload file', to: '/numbers/import', permission: 'inventory.write' },
  { title: 'New calling plan', words: 'create bundle payg', to: '/plans/new', permission: 'plans.write' },
  { title: 'New number plan', words: 'create', to: '/plans/numbers/new', permission: 'plans.write' },
  { title: 'Compare plans', words: 'calling side', to: '/plans/compare', permission: 'plans.read' },
  {
    title: 'Upload a rate sheet',
    words: 'deck rates prices wholesale',
    to: '/plans/decks/upload',
    permission: 'plans.write',
  },
  { title: 'Change the brand', words: 'logo colour name', to: '/settings/brand', permission: 'brand.write' },
  { title: 'Invite staff', words: 'user colleague team', to: '/settings/staff', permission: 'staff.write' },
  { title: 'Your sign-in and security', words: 'password passkey totp', to: '/settings/security' },
]

/** What is a step below the places of the rail. */
const PAGES: readonly Action[] = [
  {
    title: 'Suspense',
    words: 'suspended calls unpriced',
    to: '/billing-records/suspense',
    permission: 'suspense.read',
  },
  { title: 'Statements', words: 'invoices bills', to: '/billing/statements', permission: 'billing.read' },
  { title: 'Adjustment notes', words: 'credits', to: '/billing/adjustment-notes', permission: 'billing.read' },
  { title: 'Payments', words: 'receipts money', to: '/billing/payments', permission: 'billing.read' },
  { title: 'Aged receivables', words: 'overdue owed debtors', to: '/billing/receivables', permission: 'billing.read' },
  { title: 'Number orders', words: 'board', to: '/numbers/orders', permission: 'number-orders.read' },
  { title: 'Number plans', words: 'rental', to: '/plans/numbers', permission: 'plans.read' },
  { title: 'Rate decks', words: 'sheets wholesale retail prices', to: '/plans/decks', permission: 'plans.read' },
  { title: 'Cut-overs by day', words: 'ports calendar', to: '/porting/calendar', permission: 'ports.read' },
  {
    title: 'Limits reached',
    words: 'credit fraud iou overseas',
    to: '/dashboard/limits',
    permission: 'dashboard.read',
  },
  { title: 'Allowances near their end', to: '/dashboard/allowances', permission: 'dashboard.read' },
  { title: 'Late usage', words: 'report', to: '/reports/late-usage', permission: 'reports.read' },
  ...SETTINGS_PLACES.map(({ label, words, ...place }) => ({ title: label, words: `settings ${words}`, ...place })),
]

/** Doing something at once, without a page. */
interface Doing {
  readonly title: string
  readonly words?: string
  readonly act: () => void
}

/**
 * The actions and pages a role has whose words begin with what was typed, in any order, those whose title says it first; with
 * nothing typed the first few actions.
 *
 * @param doings acts of the page itself.
 */
export function actionsFor(
  typed: string,
  may: (permission: Permission) => boolean,
  doings: readonly Doing[],
): readonly Entry[] {
  const allowed = ({ permission }: { readonly permission?: Permission }): boolean =>
    permission === undefined || may(permission)
  const acts = ACTIONS.filter(allowed).map(({ title, words, to }) => ({ group: 'Actions', title, words, to }))
  const places = [...NAVIGATION.map(({ label, ...place }) => ({ title: label, ...place })), ...PAGES]
    .filter(allowed)
    .map(({ title, to, ...place }) => ({
      group: 'Go to',
      title: `Go to ${title}`,
      words: 'words' in place ? place.words : undefined,
      to,
    }))
  const others = doings.map((doing) => ({ group: 'Actions', ...doing }))
  const all = [...acts, ...others, ...places].map((entry) => ({ ...entry, id: `action ${entry.title}` }))
  if (typed === '') return all.filter(({ group }) => group === 'Actions').slice(0, 4)
  const found = all.filter(({ title, words = '' }) => matches(typed, `${title} ${words}`))
  const rank = ({ group, title }: Entry): number => (group === 'Actions' ? 0 : 2) + (matches(typed, title) ? 0 : 1)
  return found.toSorted((one, other) => rank(one) - rank(other))
}

function matches(typed: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s-]+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
