import { formatDollars, micros, type Micros } from '#domain/money.ts'
import type { AccountStatus } from './account-status.ts'

/** What an account that may be cancelled holds. */
export interface Holdings {
  readonly status: AccountStatus
  readonly paymentMode: 'prepaid' | 'postpaid'
  /** Credit above zero, debt below. */
  readonly balanceMicros: Micros
  readonly planName: string | null
  readonly numberCount: number
  readonly openOrderCount: number
  readonly userCount: number
}

/** Credit a prepaid account loses by its cancellation: nothing is refunded. Source: the platform's pages on cancelling. */
export function forfeitedCredit({
  paymentMode,
  balanceMicros,
}: Pick<Holdings, 'paymentMode' | 'balanceMicros'>): Micros {
  return paymentMode === 'prepaid' && balanceMicros > 0n ? balanceMicros : micros(0n)
}

/** What will happen to an account that is cancelled, a sentence each, the hardest first. */
export function cancellationConsequences(holdings: Holdings): readonly string[] {
  const { status, balanceMicros, planName, numberCount, openOrderCount, userCount } = holdings
  const forfeited = forfeitedCredit(holdings)
  return [
    'This cannot be undone: the account can never be activated again.',
    ...(numberCount === 0
      ? []
      : [
          `${counted(numberCount, 'number')} will stop working, and others may get ${numberCount === 1 ? 'it' : 'them'} after a quarantine.`,
        ]),
    ...(openOrderCount === 0 ? [] : [`${counted(openOrderCount, 'order')} for numbers will come to nothing.`]),
    ...(planName === null ? [] : [`The calling plan ${planName} ends, without a refund of the month that is paid.`]),
    ...(forfeited === 0n ? [] : [`The credit of $${formatDollars(forfeited, 2)} is forfeited: nothing is refunded.`]),
    ...(balanceMicros < 0n ? [`$${formatDollars(micros(0n - balanceMicros), 2)} is still owed and stays due.`] : []),
    ...(status === 'new' ? [] : ['A final statement is issued with what is not on one yet.']),
    ...(userCount === 0 ? [] : [`${counted(userCount, 'user')} will have no more access.`]),
    'Calls, statements and payments are kept for as long as the law asks.',
  ]
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
