import type pg from 'pg'
import { hasCheckDigit } from '#domain/accounts/account-number.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { findPayableAccount, type PayableAccount } from '#storage/queries/payments.ts'

/**
 * The account a bank reference names: the reference itself, or the first account number in it (`Wattle 1000003 thanks`).
 *
 * @throws ProblemError 'not_found', saying so where a number in it cannot be right by its check digit.
 */
export async function payableAccountOf(db: pg.ClientBase, reference: string): Promise<PayableAccount> {
  const numbers = reference.match(/\d{4,11}/g) ?? []
  for (const candidate of new Set([reference, ...numbers, reference.replaceAll(/\D/g, '')])) {
    const account = candidate === '' ? undefined : await findPayableAccount(db, candidate)
    if (account !== undefined) return account
  }
  const wrong = numbers.find((number) => number.length >= 7 && !hasCheckDigit(number))
  const hint = wrong === undefined ? '' : ` ${wrong} has a wrong digit: by its check digit it is no account number.`
  throw new ProblemError(problem('not_found', `There is no account of this number.${hint}`, { field: 'accountNumber' }))
}
