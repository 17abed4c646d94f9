/**
 * The closed list of what can be wrong. A door (command line, HTTP) maps a code once to its own form:
 * an exit code, an RFC 9457 problem.
 */
export type ProblemCode =
  | 'invalid_value'
  | 'invalid_plan'
  | 'invalid_deck'
  | 'invalid_calls_file'
  | 'invalid_profile'
  | 'not_found'
  | 'already_running'
  | 'conflict'
  | 'configuration'
  | 'database'
  | 'ledger_damaged'
  | 'malformed_request'
  | 'too_large'
  | 'too_many_requests'
  | 'not_signed_in'
  | 'sign_in_failed'
  | 'second_factor_required'
  | 'locked_out'
  | 'link_expired'
  | 'forbidden'
  | 'no_reseller'
  | 'idempotency_key_reused'
  | 'changed_meanwhile'
  | 'account_not_active'
  | 'illegal_transition'
  | 'confirmation_needed'
  | 'already_exists'
  | 'in_use'
  | 'bundle_full'
  | 'number_not_available'
  | 'channel_limit'
  | 'insufficient_credit'
  | 'plan_retired'
  | 'unavailable'

/** Something the caller can put right: what is wrong, where, and what to do about it. */
export interface Problem {
  readonly kind: 'problem'
  readonly code: ProblemCode
  /** One sentence: what is wrong and what to do. Shown to people as it is. */
  readonly message: string
  /** The field at fault, as its user wrote it: `rates.Mobile.perMinute`. */
  readonly field?: string
  /** The line of the file at fault; the header is line 1. */
  readonly line?: number
  /** Where trying again later helps: after so many seconds. */
  readonly retryAfterSeconds?: number
}

export function problem(
  code: ProblemCode,
  message: string,
  where: Pick<Problem, 'field' | 'line' | 'retryAfterSeconds'> = {},
): Problem {
  return { kind: 'problem', code, message, ...where }
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'problem'
}

/** Where the problem is and what it says, on one line. */
export function describeProblem({ message, field, line }: Problem): string {
  const place = [line === undefined ? '' : `line ${line}`, field ?? ''].filter((part) => part !== '').join(', ')
  return place === '' ? message : `${place}: ${message}`
}

/** Carries problems past code that has nothing to say about them, up to the door that answers. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[]

  constructor(...problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.name = 'ProblemError'
    this.problems = problems
  }
}
