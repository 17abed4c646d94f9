import { problem, type Problem, type ProblemCode } from '#domain/problem.ts'

/** RFC 9457: what every answer that is not a success looks like. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  /** Stable: what programs look at. */
  readonly code: ProblemCode
  readonly detail: string
  /** Each fault with its field, as the request wrote it. */
  readonly errors?: readonly { readonly field?: string; readonly line?: number; readonly message: string }[]
}

const STATUS: Record<ProblemCode, readonly [status: number, title: string]> = {
  invalid_value: [422, 'A value cannot be used'],
  invalid_plan: [422, 'The plan cannot be used'],
  invalid_deck: [422, 'The rate sheet cannot be used'],
  invalid_calls_file: [422, 'The call file cannot be used'],
  invalid_profile: [422, 'The mapping profile cannot be used'],
  not_found: [404, 'Not found'],
  already_running: [409, 'Already running'],
  conflict: [409, 'In conflict with what is there'],
  configuration: [503, 'The installation is not configured for this'],
  database: [503, 'The database cannot be reached'],
  ledger_damaged: [500, 'The ledger is damaged'],
  malformed_request: [400, 'The request cannot be read'],
  too_large: [413, 'The request is too large'],
  too_many_requests: [429, 'Too many requests'],
  not_signed_in: [401, 'Sign in first'],
  sign_in_failed: [401, 'Sign-in failed'],
  second_factor_required: [401, 'A second factor is needed'],
  locked_out: [429, 'Locked for a while'],
  link_expired: [410, 'The link is no longer good'],
  forbidden: [403, 'Not allowed'],
  no_reseller: [409, 'No reseller chosen'],
  idempotency_key_reused: [409, 'The Idempotency-Key was used before'],
  changed_meanwhile: [409, 'Changed meanwhile'],
  account_not_active: [409, 'The account is not active'],
  illegal_transition: [409, 'Not possible from here'],
  confirmation_needed: [422, 'Confirmation needed'],
  already_exists: [409, 'Already there'],
  in_use: [409, 'In use'],
  bundle_full: [409, 'The bundle is full'],
  number_not_available: [409, 'The number is not available'],
  channel_limit: [409, 'The channel limit is reached'],
  insufficient_credit: [409, 'Not enough credit'],
  plan_retired: [409, 'The plan is retired'],
  unavailable: [503, 'Not available now'],
}

export const PROBLEM_MEDIA = 'application/problem+json'

export function problemBody(problems: readonly Problem[]): ProblemBody {
  const [first = problem('unavailable', 'Something went wrong.')] = problems
  const [status, title] = STATUS[first.code]
  const located = problems.filter(({ field, line }) => field !== undefined || line !== undefined)
  return {
    type: `urn:problem-type:${first.code}`,
    title,
    status,
    code: first.code,
    detail: problems.length === 1 ? first.message : `${first.message} (and ${problems.length - 1} more)`,
    ...(located.length > 0 && {
      errors: located.map(({ field, line, message }) => ({
        ...(field !== undefined && { field }),
        ...(line !== undefined && { line }),
        message,
      })),
    }),
  }
}
