import type { Permission } from '../../../shared/access/session.ts'
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
  { title: 'Import calls', words: 'upload cdr file', to: '/billing-records/imports', permission: 'calls.import' },
  { title: 'Suspended calls', words: 'suspense unpriced', to: '/billing-records/suspense', permission: 'calls.import' },
  { title: 'Start a bill run', words: 'bill invoices statements', to: '/billing/runs', permission: 'billing.run' },
  { title: 'Enter a payment', words: 'receipt money', to: '/billing/payments', permission: 'billing.read' },
  { title: 'Aged receivables', words: 'overdue owed debtors', to: '/billing/receivables', permission: 'billing.read' },
  { title: 'New calling plan', words: 'create bundle payg', to: '/plans/new', permission: 'plans.write' },
  { title: 'New number plan', words: 'create', to: '/plans/numbers/new', permission: 'plans.write' },
  { title: 'Compare plans', to: '/plans/compare', permission: 'plans.read' },
  { title: 'Upload a rate sheet', words: 'deck rates prices wholesale', to: '/plans/decks', permission: 'plans.write' },
  { title: 'Change the brand', words: 'logo colour name', to: '/settings/brand', permission: 'brand.write' },
  { title: 'Invite staff', words: 'user colleague team', to: '/settings/staff', permission: 'staff.write' },
  { title: 'Your sign-in and security', words: 'password passkey totp', to: '/settings/security' },
]

/** Doing something at once, without a page. */
interface Doing {
  readonly title: string
  readonly words?: string
  readonly act: () => void
}

/**
 * The actions a role has whose words begin with what was typed, in any order; with nothing typed the first few.
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
  const places = NAVIGATION.filter(allowed).map(({ label, to }) => ({ group: 'Go to', title: `Go to ${label}`, to }))
  const others = doings.map((doing) => ({ group: 'Actions', ...doing }))
  const all = [...acts, ...others, ...places].map((entry) => ({ ...entry, id: `action ${entry.title}` }))
  if (typed === '') return all.filter(({ group }) => group === 'Actions').slice(0, 4)
  return all.filter((entry) => matches(typed, `${entry.title} ${'words' in entry ? (entry.words ?? '') : ''}`))
}

function matches(typed: string, text: string): boolean {
  const words = text.toLowerCase().split(/[\s-]+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}
