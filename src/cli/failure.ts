import { type ProblemCode, ProblemError, describeProblem } from '#domain/problem.ts'

/** How a failed command ends: what is printed to stderr, and the exit code scripts look at. */
export interface Failure {
  readonly lines: readonly string[]
  readonly exitCode: 1 | 2
}

/** What was handed in is at fault; trying again without changing it cannot help. */
const INPUT_AT_FAULT: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'invalid_value',
  'invalid_plan',
  'invalid_deck',
  'invalid_calls_file',
  'invalid_profile',
  'configuration',
])

/**
 * Every problem on a line of its own as `tollgate: …`. Exit code 2 when all of it is in what was handed in (plan, deck,
 * header, profile, settings), else 1. An error that is no problem of ours is a fault of the program: its message in
 * one line, its stack only with `debug`.
 */
export function describeFailure(error: unknown, debug: boolean): Failure {
  const stack = debug && error instanceof Error && error.stack !== undefined ? [error.stack] : []
  if (error instanceof ProblemError) {
    const inputAtFault = error.problems.every(({ code }) => INPUT_AT_FAULT.has(code))
    const lines = error.problems.map((found) => `tollgate: ${describeProblem(found)}`)
    return { lines: [...lines, ...stack], exitCode: inputAtFault ? 2 : 1 }
  }
  const message = error instanceof Error && error.message !== '' ? error.message : String(error)
  const hint = debug ? [] : ['tollgate: this is a fault of the program; TOLLGATE_DEBUG=1 shows where.']
  return { lines: [`tollgate: ${message}`, ...hint, ...stack], exitCode: 1 }
}
