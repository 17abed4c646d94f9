import type { Answer } from '../../shared/api/wire-types.ts'
import { dayText } from '../../shared/format/dates.ts'
import { moneyText } from '../../shared/format/money.ts'

export type Dashboard = Answer<'readDashboard'>

/** A figure with the list that is behind it. */
export interface Line {
  readonly label: string
  readonly count: number
  /** Beside the count: an amount, a day. */
  readonly detail?: string | undefined
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  /** What not to leave: red is late or lost, amber wants a look. */
  readonly level?: 'bad' | 'watch'
}

/** What somebody has to look at; each line opens its list. What is not for who asks is left out. */
export function attentionLines({
  suspense,
  ports,
  payments,
  overdue,
  statements,
  controls,
  portOuts,
  today,
}: Dashboard): readonly Line[] {
  const lines: readonly (Line | undefined)[] = [
    {
      label: 'Numbers asked for, not by their customer',
      count: portOuts.warnings,
      to: '/porting/leaving',
      search: { warning: 'true' },
      level: 'bad',
    },
    {
      label: 'Numbers leaving, overdue',
      count: portOuts.overdue,
      to: '/porting/leaving',
      search: { overdue: 'true', open: 'true' },
      level: 'bad',
    },
    {
      label: 'Ports overdue',
      count: ports.overdue,
      to: '/porting/list',
      search: { overdue: 'true', open: 'true' },
      level: 'bad',
    },
    {
      label: 'Ports due today',
      count: ports.dueToday,
      to: '/porting/list',
      search: { dueOn: today, overdue: 'false', open: 'true' },
      level: 'watch',
    },
    {
      label: 'Calls in suspense',
      count: suspense.count,
      detail: suspense.count === 0 ? undefined : 'not billed yet',
      to: '/billing-records/suspense',
      level: 'watch',
    },
    owed('Payments failed or taken back', both(payments.failed, payments.reversed), {
      to: '/billing/payments',
      search: { state: 'reversal', from: daysFrom(today, -30) },
      level: 'bad',
    }),
    owed('Invoices overdue', overdue, { to: '/billing/statements', search: { status: 'overdue' }, level: 'watch' }),
    {
      label: 'Statements late',
      count: statements.late.count,
      to: '/customers',
      search: { statementLate: 'true' },
      level: 'bad',
    },
    {
      label: 'Statements that could not be mailed',
      count: statements.mailFailed.count,
      to: '/billing/statements',
      search: { mailStatus: 'failed' },
      level: 'bad',
    },
    { label: 'Limits reached', count: controls.tripped, to: '/dashboard/limits', level: 'watch' },
  ]
  return urgentFirst(lines.filter((line) => line !== undefined))
}

/** What goes its way by itself. */
export function underwayLines({
  statements,
  numberOrders,
  ports,
  portOuts,
  cancellations,
  today,
}: Dashboard): readonly Line[] {
  const { due, mailWaiting } = statements
  return [
    {
      label: 'Customers billed in 7 days',
      count: due.count,
      detail: nextText(due.next),
      to: '/customers',
      search: { billedUntil: daysFrom(today, 7) },
    },
    {
      label: 'Statements to send',
      count: mailWaiting.count,
      to: '/billing/statements',
      search: { mailStatus: 'queued,waiting' },
    },
    { label: 'Numbers leaving', count: portOuts.open, to: '/porting/leaving', search: { open: 'true' } },
    { label: 'Ports open', count: ports.open, to: '/porting/list', search: { open: 'true' } },
    { label: 'Number orders open', count: numberOrders.open, to: '/numbers/orders', search: { open: 'true' } },
    {
      label: 'Cancellations scheduled',
      count: cancellations.scheduled,
      detail: nextText(cancellations.next),
      to: '/customers',
      search: { cancelling: 'true' },
    },
  ]
}

type Owed = Dashboard['overdue']

function both(one: Owed, other: Owed): Owed {
  if (one === null || other === null) return one ?? other
  return { count: one.count + other.count, amount: (Number(one.amount) + Number(other.amount)).toFixed(2) }
}

function owed(label: string, what: Owed, line: Pick<Line, 'to' | 'search' | 'level'>): Line | undefined {
  if (what === null) return undefined
  return { label, count: what.count, detail: what.count === 0 ? undefined : moneyText(what.amount), ...line }
}

/** `next 24 Nov`. */
function nextText(day: string | null): string | undefined {
  return day === null ? undefined : `next ${dayText(day).replace(/ \d{4}$/, '')}`
}

function urgentFirst(lines: readonly Line[]): readonly Line[] {
  return [...lines.filter(({ count }) => count > 0), ...lines.filter(({ count }) => count === 0)]
}

/** The day so many days from another. */
function daysFrom(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
