import { problem, ProblemError } from '#domain/problem.ts'

/** Says no more than that it did not work: not whether the address is known. */
export function signInFailed(words = 'The e-mail address or the password is not right.'): ProblemError {
  return new ProblemError(problem('sign_in_failed', words))
}

export function ticketOver(): ProblemError {
  return new ProblemError(problem('link_expired', 'That took too long; begin again.'))
}
