import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { readPlanOffer, type PlanOffer } from '#domain/plans/plan-offer.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { WriteContext } from '#operations/operation.ts'
import { readDeck } from '#storage/queries/deck-versions.ts'

/**
 * An offer's plan, its deck there and in force from the day on.
 *
 * @throws ProblemError 'invalid_plan', every fault with its field, or 'not_found' for the deck.
 */
export async function checkOffer(
  { db }: Pick<WriteContext, 'db'>,
  offer: PlanOffer,
  effectiveFrom: Date,
): Promise<CallingPlan> {
  const plan = readPlanOffer(offer)
  if (!('rates' in plan)) throw new ProblemError(...plan)
  if (offer.deckId === undefined) return plan
  const deck = await readDeck(db, offer.deckId)
  const fault = (message: string): ProblemError =>
    new ProblemError(problem('invalid_plan', message, { field: 'deckId' }))
  if (deck === undefined) {
    throw new ProblemError(problem('not_found', 'There is no such rate deck.', { field: 'deckId' }))
  }
  if (deck.currency !== 'AUD') throw fault(`Rate deck "${deck.name}" is in ${deck.currency}: plans are priced in AUD.`)
  if (deck.firstFrom === null || deck.firstFrom > effectiveFrom) {
    throw fault(
      `Rate deck "${deck.name}" has no version in force from ${effectiveFrom.toISOString()} on: publish one first, or begin later.`,
    )
  }
  return plan
}
