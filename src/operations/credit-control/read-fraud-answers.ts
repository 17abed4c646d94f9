import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import {
  endOfDay,
  isFraudControl,
  whyNotCustomer,
  type FraudControl,
  type NoAnswer,
} from '#domain/credit-control/fraud-answer.ts'
import {
  isDeniedOpen,
  lastConfirmedByCustomer,
  listFraudAnswers,
  type FraudAnswerRow,
} from '#storage/queries/fraud-answers.ts'
import { readAccountControls } from './read-controls.ts'

/** Whether somebody is asked whose calls they were that tripped the fraud limits. */
export interface AskedAnswers {
  readonly accountId: number
  readonly tripped: readonly FraudControl[]
  /** Why who asks may not say that they were theirs, for people; undefined: may. */
  readonly whyNot: string | undefined
  /** Until when that would lift the limits; undefined: there is nothing to lift. */
  readonly releaseUntil: Date | undefined
  readonly isDenied: boolean
  readonly answers: readonly FraudAnswerRow[]
}

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readFraudAnswers(
  db: pg.ClientBase,
  accountId: number,
  actor: Actor,
  now: Date,
): Promise<AskedAnswers> {
  const { account, standings } = await readAccountControls(db, accountId, now)
  const tripped = standings.flatMap(({ control, state }): readonly FraudControl[] =>
    state === 'tripped' && isFraudControl(control) ? [control] : [],
  )
  return {
    accountId,
    tripped,
    whyNot: tripped.length > 0 ? await whyNotNow(db, accountId, actor, now) : undefined,
    releaseUntil: tripped.length > 0 ? endOfDay(account.timeZone, now) : undefined,
    isDenied: await isDeniedOpen(db, accountId),
    answers: await listFraudAnswers(db, accountId),
  }
}

/** Why who asks may not lift the fraud limits by "it was me" now, for people; undefined: may. */
export async function whyNotNow(
  db: pg.ClientBase,
  accountId: number,
  actor: Actor,
  now: Date,
): Promise<string | undefined> {
  if (!isCustomer(actor)) return undefined
  const last = await lastConfirmedByCustomer(db, accountId)
  const why = whyNotCustomer(last, await isDeniedOpen(db, accountId), now)
  return why && REFUSED[why]
}

/** A customer itself, not staff who went on as one. */
export function isCustomer({ accountId, onBehalf }: Actor): boolean {
  return accountId !== undefined && onBehalf === undefined
}

const REFUSED: Readonly<Record<NoAnswer, string>> = {
  'said-within-a-day':
    'You lifted the limit yourself within the last 24 hours: call us, and we look at the calls with you.',
  denied: 'Somebody said that these calls were not yours: call us before the limit is lifted.',
}
