import { dayText } from '../../shared/format/dates.ts'
import { amountOf, moneyText } from '../../shared/format/money.ts'
import { dayAfter } from './day-after.ts'
import type { Overview } from './use-overview.ts'

interface BalanceWords {
  readonly label: string
  readonly headline: string
  readonly rest?: string
  /** It should have been paid, or calls no longer go out. */
  readonly isUrgent: boolean
}

/** The balance as a customer asks for it: what have I to pay, or what credit have I. */
export function balanceText(overview: Pick<Overview, 'balance' | 'cycle' | 'paymentMode'>): BalanceWords {
  return overview.paymentMode === 'prepaid' ? prepaidText(overview) : postpaidText(overview)
}

function prepaidText({ balance: { kind, amount } }: Pick<Overview, 'balance'>): BalanceWords {
  if (kind === 'owing') {
    const rest = 'Your credit is used up and charges went on. Add more than this to call again.'
    return { label: 'You owe', headline: moneyText(amount), rest, isUrgent: true }
  }
  return {
    label: 'Your credit',
    headline: moneyText(amount),
    rest: 'Calls and monthly charges are taken from it.',
    isUrgent: kind === 'nothing',
  }
}

function postpaidText({ balance, cycle }: Pick<Overview, 'balance' | 'cycle'>): BalanceWords {
  const { kind, amount, dueOn, due, overdue } = balance
  if (kind === 'credit') {
    const rest = 'It is set against your next bill. There is nothing to pay.'
    return { label: 'You are in credit', headline: moneyText(amount), rest, isUrgent: false }
  }
  const nextBill = `your next bill on ${dayText(dayAfter(cycle.to))}`
  if (amountOf(due) <= 0n) {
    return {
      label: 'To pay now',
      headline: 'Nothing',
      ...(kind === 'owing' && {
        rest: `You have used ${moneyText(amount)} since your last bill; it comes on ${nextBill}.`,
      }),
      isUrgent: false,
    }
  }
  const since = amountOf(amount) - amountOf(due)
  const later =
    since >= 10_000n ? `What you have used since, ${moneyText(dollars(since))}, comes on ${nextBill}.` : undefined
  const isOverdue = amountOf(overdue) > 0n
  const past = isOverdue && overdue !== due ? `${moneyText(overdue)} of it is overdue.` : undefined
  const rest = [past, later].filter((part) => part !== undefined).join(' ')
  return {
    label: isOverdue && overdue === due ? 'Overdue' : `To pay by ${dueOn === null ? 'the due date' : dayText(dueOn)}`,
    headline: moneyText(due),
    ...(rest !== '' && { rest }),
    isUrgent: isOverdue,
  }
}

function dollars(amount: bigint): string {
  const cents = amount / 10_000n
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
}
