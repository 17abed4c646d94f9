import { problem, ProblemError } from '#domain/problem.ts'

/**
 * What was found. A row of another tenant is as missing as one that never was.
 *
 * @throws ProblemError 'not_found' when nothing was.
 */
export function notFound<Item>(what: string, item: Item | undefined): Item {
  if (item === undefined) throw new ProblemError(problem('not_found', `There is no such ${what}.`))
  return item
}
