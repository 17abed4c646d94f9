import { problem, ProblemError } from '#domain/problem.ts'

const LOST = ['57P01', '57P02', 'ECONNRESET', 'EPIPE']

/** The error, or what it means to the person in front of it when the database went away in the middle of the work. */
export function explainLostConnection(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProblemError) return error
  const isLost =
    ('code' in error && LOST.some((code) => code === error.code)) ||
    /ECONNRESET|EPIPE|Connection terminated|terminating connection|not queryable/.test(error.message)
  if (!isLost) return error
  return new ProblemError(
    problem(
      'database',
      `the connection to the database was lost (${error.message}); what was committed is in: run the same command ` +
        'again, and it goes on from there',
    ),
  )
}
