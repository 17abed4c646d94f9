import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readBlockLines, readLines, type LineRow } from '#storage/queries/lines.ts'

/** @throws ProblemError 'not_found' for a number the account does not hold. */
export async function knownLine(
  { db, now }: Pick<WriteContext, 'db' | 'now'>,
  accountId: number,
  number: string,
): Promise<LineRow> {
  const [line] = await readLines(db, accountId, [number], now)
  if (line === undefined) throw new ProblemError(problem('not_found', 'The account does not have this number.'))
  return line
}

/**
 * The lines that end together with one: itself, or the whole block it came in, which is charged as one.
 *
 * @throws ProblemError 'not_found'; 'confirmation_needed' for a number of a block unless the whole block is meant.
 */
export async function linesEndingWith(
  context: Pick<WriteContext, 'db' | 'now'>,
  accountId: number,
  number: string,
  wholeBlock: boolean,
): Promise<readonly LineRow[]> {
  const line = await knownLine(context, accountId, number)
  if (line.blockId === null) return [line]
  if (wholeBlock) return readBlockLines(context.db, accountId, line.blockId, context.now)
  throw new ProblemError(
    problem(
      'confirmation_needed',
      `${number} belongs to the 100-number block from ${line.blockFirst ?? ''}, which is charged and ends as one. Send ` +
        'wholeBlock: true to end all of it.',
      { field: 'wholeBlock' },
    ),
  )
}
