import type { AccountStatus } from '#domain/accounts/account-status.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { countText, dollarsText } from '#domain/notifications/words.ts'
import { dateText } from '#domain/time/date-text.ts'
import type { AllowanceOfCycle } from '#operations/usage/allowances-of-cycle.ts'
import type { ListedStatement } from '#storage/queries/statements.ts'

export type AttentionKind =
  | 'suspended'
  | 'invoice-overdue'
  | 'no-credit'
  | 'low-balance'
  | 'allowance-used-up'
  | 'allowance-near-end'
  | 'cancellation-scheduled'

/** Something a customer should look at, in words for it. */
export interface Attention {
  readonly kind: AttentionKind
  readonly words: string
  /** The invoice it is about. */
  readonly statementId: bigint | null
}

export interface Looked {
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  readonly balanceMicros: Micros
  readonly cancelOn: string | null
  /** The balance below which a warning was asked for; undefined: none was. */
  readonly lowBalanceMicros: Micros | undefined
  readonly overdue: readonly ListedStatement[]
  readonly allowances: readonly AllowanceOfCycle[]
  /** The last day of the running cycle. */
  readonly cycleLast: string
  /** Of an allowance, from where it is near its end. */
  readonly nearEndPercent: number
}

/** What asks for a look, the gravest first. */
export function attentionTo(account: Looked): readonly Attention[] {
  return [...aboutStatus(account), ...account.overdue.map(aboutInvoice), ...aboutUse(account), ...aboutEnd(account)]
}

function aboutStatus({ status }: Looked): readonly Attention[] {
  if (status !== 'suspended') return []
  const words =
    'This account is suspended: calls out are barred, but for emergency numbers. Talk to us to have it lifted.'
  return [{ kind: 'suspended', words, statementId: null }]
}

function aboutInvoice({ id, number, outstandingMicros, dueOn }: ListedStatement): Attention {
  const due = dueOn === null ? '' : ` was due on ${dateText(dueOn)}`
  return {
    kind: 'invoice-overdue',
    words: `${moneyText(outstandingMicros)} of invoice ${number}${due}.`,
    statementId: id,
  }
}

function aboutUse(account: Looked): readonly Attention[] {
  if (account.status === 'cancelled') return []
  return [...aboutCredit(account), ...account.allowances.flatMap((allowance) => aboutAllowance(allowance, account))]
}

function aboutCredit({ paymentMode, balanceMicros, lowBalanceMicros }: Looked): readonly Attention[] {
  if (paymentMode === 'prepaid' && balanceMicros <= 0n) {
    return [{ kind: 'no-credit', words: 'Your credit is used up: add credit to go on calling.', statementId: null }]
  }
  if (lowBalanceMicros === undefined || balanceMicros >= lowBalanceMicros) return []
  const words = `Your balance is ${moneyText(balanceMicros)}, below the ${moneyText(lowBalanceMicros)} you are warned at.`
  return [{ kind: 'low-balance', words, statementId: null }]
}

function aboutAllowance(allowance: AllowanceOfCycle, { cycleLast, nearEndPercent }: Looked): readonly Attention[] {
  const { name, included, used } = allowance
  if (included <= 0 || used * 100 < included * nearEndPercent) return []
  if (used >= included) {
    const words = `${name}: nothing is left until ${dateText(cycleLast)}; what comes on top costs extra.`
    return [{ kind: 'allowance-used-up', words, statementId: null }]
  }
  const left = `${quantityText(allowance, included - used)} of ${quantityText(allowance, included)} left`
  const words = `${name}: ${left} until ${dateText(cycleLast)}.`
  return [{ kind: 'allowance-near-end', words, statementId: null }]
}

function aboutEnd({ status, cancelOn }: Looked): readonly Attention[] {
  if (cancelOn === null || status === 'cancelled') return []
  const words = `This account ends on ${dateText(cancelOn)}, as it was asked for.`
  return [{ kind: 'cancellation-scheduled', words, statementId: null }]
}

function quantityText({ unit }: AllowanceOfCycle, quantity: number): string {
  if (unit === 'seconds') return `${countText(Math.floor(quantity / 60))} minutes`
  return unit === 'money' ? dollarsText(formatDollars(quantity, 2)) : `${countText(quantity)} calls`
}

function moneyText(amount: Micros): string {
  return dollarsText(formatDollars(amount, 2))
}
