import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { balanceDelta, ledgerBalance, type Balance } from './balance.ts'
import { LEDGER_CODES, type Posting } from './posting.ts'

/** What must hold for every posting, whoever wrote it: an amount above 0 between two different ledgers. */
export function checkPosting({ accountId, amountMicros, fromLedger, toLedger }: Posting): Problem[] {
  const problems: Problem[] = []
  if (amountMicros <= 0n) {
    problems.push(damage(accountId, `a posting moves ${formatDollars(amountMicros)}, which is not above 0`))
  }
  if (fromLedger === toLedger) problems.push(damage(accountId, `a posting moves money from ${fromLedger} to itself`))
  return problems
}

/** Money is neither made nor lost: the balances of all ledgers, as read from wherever they are kept, sum to zero. */
export function checkSumIsZero(accountId: number, balances: Iterable<Micros>): Problem[] {
  let sum = 0n
  for (const balance of balances) sum += balance
  return sum === 0n ? [] : [damage(accountId, `all ledgers together hold ${formatDollars(micros(sum))}, not zero`)]
}

/** The balance kept for an account is what its postings sum to, and so is its wholesale balance. */
export function checkBalance(accountId: number, kept: Balance, postings: readonly Posting[]): Problem[] {
  const summed = balanceDelta(postings)
  return [
    ...compare(accountId, 'balance', kept.balanceMicros, summed.balanceMicros),
    ...compare(accountId, 'wholesale balance', kept.wholesaleMicros, summed.wholesaleMicros),
  ]
}

/** Reversals put every ledger back to where it was before the postings they reverse. */
export function checkReversal(
  accountId: number,
  postings: readonly Posting[],
  reversals: readonly Posting[],
): Problem[] {
  const all = [...postings, ...reversals]
  return ledgers().flatMap((ledger) => {
    const left = ledgerBalance(all, ledger)
    return left === 0n ? [] : [damage(accountId, `after the reversal ${formatDollars(left)} is left in ${ledger}`)]
  })
}

function compare(accountId: number, name: string, kept: Micros, summed: Micros): Problem[] {
  if (kept === summed) return []
  return [damage(accountId, `the ${name} says ${formatDollars(kept)}, its postings sum to ${formatDollars(summed)}`)]
}

function damage(accountId: number, what: string): Problem {
  return problem('ledger_damaged', `Account ${accountId}: ${what}.`)
}

function ledgers(): (keyof typeof LEDGER_CODES)[] {
  return Object.keys(LEDGER_CODES) as (keyof typeof LEDGER_CODES)[]
}
