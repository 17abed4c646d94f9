import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import type { CarrierAnswer } from '#domain/porting/carrier-answer.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, perform, type WriteContext } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import {
  lockRowsOfLead,
  readCarrierSheet,
  readLeadLines,
  readSheetToApply,
  type SheetRowRow,
} from '#storage/queries/carrier-sheets.ts'
import { readPort } from '#storage/queries/ports.ts'
import { finishApplying, writeOutcome } from '#storage/tables/carrier-sheets.ts'
import { splitPort } from '../split-port.ts'
import { wordsOf } from '../ask-carriers.ts'
import { takeAnswer } from '../take-answer.ts'

/** One row of a sheet, with those that say the same. */
interface RowToApply {
  readonly sheetId: number
  readonly leadLine: number
}

/**
 * Applies a row: splits its order where it is about some of the numbers, takes the answer, and notes both with the row, all
 * or nothing. A row that was applied is left alone.
 *
 * @throws ProblemError where the order cannot get there any more.
 */
const applyRow = operation({
  name: 'carrier-sheets.apply-row',
  permission: 'ports.work',
  async run(context, { sheetId, leadLine }: RowToApply) {
    const sheet = await readCarrierSheet(context.db, sheetId)
    const rows = (await lockRowsOfLead(context.db, sheetId, leadLine)).filter(({ outcome }) => outcome === null)
    const [lead] = rows
    if (sheet === undefined || lead?.answer === null || lead?.answer === undefined || lead.portId === null)
      return undefined
    const numbers = rows.flatMap((row) => row.numbers)
    const portId = await partFrom(context, lead.portId, numbers, lead.answer.words)
    await takeAnswer(context, portId, { ...revived(lead.answer), carrierId: sheet.carrierId })
    const words = portId === lead.portId ? '' : `Split from port ${lead.portId}; it goes on as port ${portId}.`
    await writeOutcome(context.db, { sheetId, leadLine }, { outcome: 'applied', words, portId }, context.now)
    return portId
  },
})

/** The order of these numbers alone: itself, or one that is split off for them. */
async function partFrom(
  context: WriteContext,
  portId: number,
  numbers: readonly string[],
  words: string,
): Promise<number> {
  const port = await readPort(context.db, portId)
  if (port === undefined) throw new ProblemError(problem('not_found', `There is no port ${portId}.`))
  const known = port.numbers.map(({ number }) => number)
  const stray = numbers.find((number) => !known.includes(number))
  if (stray !== undefined)
    throw new ProblemError(
      problem('invalid_value', `${stray} is not in port ${portId} any more; check the sheet again.`),
    )
  if (numbers.length === known.length) return portId
  return splitPort.run(context, { portId, numbers, reason: words })
}

function revived({ cutOverAt, ...answer }: NonNullable<SheetRowRow['answer']>): CarrierAnswer {
  return { ...answer, cutOverAt: cutOverAt === null ? null : new Date(cutOverAt) }
}

/** Notes why a row could not be applied. */
const failRow = operation({
  name: 'carrier-sheets.fail-row',
  permission: 'ports.work',
  async run({ db, now }, { sheetId, leadLine, words }: RowToApply & { readonly words: string }) {
    await writeOutcome(db, { sheetId, leadLine }, { outcome: 'failed', words }, now)
  },
})

export interface AppliedSheet {
  readonly applied: number
  readonly failed: number
}

/**
 * Applies the good rows of a sheet one after the other, each on its own: one that cannot be applied any more stops no other.
 * Begun again after a crash it goes on with those that are left.
 *
 * @param now the clock: a large sheet takes a while.
 * @returns undefined where there is nothing to apply.
 */
export async function applyCarrierSheet(
  pool: pg.Pool,
  sheetId: number,
  now: () => Date,
): Promise<AppliedSheet | undefined> {
  const sheet = await readSheetToApply(pool, sheetId)
  if (sheet === undefined) return undefined
  const actor = systemActor(sheet.resellerId, sheet.appliedBy)
  const done = { applied: 0, failed: 0 }
  for (const leadLine of await readLeadLines(pool, sheetId, sheet.withSplits)) {
    const request = { actor, now: now(), origin: `carrier sheet ${sheetId}` }
    try {
      await perform(pool, applyRow, { ...request, input: { sheetId, leadLine } }, () => null)
      done.applied++
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      await perform(pool, failRow, { ...request, input: { sheetId, leadLine, words: wordsOf(error) } }, () => null)
      done.failed++
    }
  }
  await withTransaction(pool, (db) => finishApplying(db, sheetId, now()))
  return done
}
