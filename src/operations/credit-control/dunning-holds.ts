import { nameOf } from '#domain/access/actor.ts'
import type { HoldKind, Instalment } from '#domain/credit-control/dunning-hold.ts'
import { formatDollars, type Micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { dateText } from '#domain/time/date-text.ts'
import { lockedAccount } from '#operations/accounts/locked-account.ts'
import { operation } from '#operations/operation.ts'
import { readHolds } from '#storage/queries/dunning.ts'
import { endHold, insertDunningEvent, insertHold } from '#storage/tables/dunning.ts'
import { actOnDunning } from './dunning-acts.ts'

export interface HoldToSet {
  readonly accountId: number
  readonly kind: HoldKind
  /** `yyyy-mm-dd` in the account's zone, included. */
  readonly until: string
  /** Of a dispute: the part contested; undefined: all that is owed. */
  readonly amountMicros?: Micros | undefined
  /** Of a hardship arrangement. */
  readonly instalments: readonly Instalment[]
  /** Why; staff only. */
  readonly words: string
}

/** As the timeline of an account names them. */
const HOLD_NAMES: Readonly<Record<HoldKind, string>> = {
  dispute: 'Dispute',
  hardship: 'Hardship arrangement',
  disaster: 'Disaster',
  promise: 'Promise to pay',
  pause: 'Pause',
}

/** A promise is kept or broken soon; the others are looked at again within half a year. */
const MOST_DAYS: Readonly<Record<HoldKind, number>> = {
  dispute: 180,
  hardship: 730,
  disaster: 365,
  promise: 31,
  pause: 90,
}

/**
 * Holds whatever would be done about what an account owes, from today until a day. Service that was restricted or suspended for
 * it comes back at once under a dispute over all of it, an arrangement or a disaster.
 *
 * @throws ProblemError 'not_found', 'invalid_value'.
 */
export const setHold = operation({
  name: 'dunning.set-hold',
  permission: 'dunning.write',
  async run(context, { accountId, kind, until, amountMicros, instalments, words }: HoldToSet): Promise<number> {
    const { db, resellerId, actor, now, audit, emit } = context
    const { timeZone } = await lockedAccount(db, accountId)
    const today = dateAt(now.getTime(), timeZone).toString()
    const last = dateAt(now.getTime(), timeZone).add({ days: MOST_DAYS[kind] }).toString()
    if (until < today || until > last)
      throw fault('until', `Write a day from today to ${last}; then it is looked at again.`)
    if (amountMicros !== undefined && kind !== 'dispute')
      throw fault('amount', 'Only a dispute is about an amount; leave it out.')
    checkInstalments(kind, instalments, today, until)
    const setBy = nameOf(actor)
    const holdId = await insertHold(
      db,
      resellerId,
      { accountId, kind, from: today, until, amountMicros: amountMicros ?? null, instalments, words, setBy },
      now,
    )
    const amount = amountMicros === undefined ? undefined : formatDollars(amountMicros, 2)
    await insertDunningEvent(db, resellerId, {
      accountId,
      caseId: undefined,
      at: now,
      day: today,
      kind: 'hold-set',
      words: `${HOLD_NAMES[kind]} until ${dateText(until)}: ${words}`,
      byWhom: setBy,
    })
    const after = { hold: kind, until, ...(amount !== undefined && { amount }) }
    audit({ subject: `account ${accountId}`, accountId, after: { ...after, words } })
    emit({ type: 'dunning.held', accountId, payload: after })
    await actOnDunning(context, accountId, { onlyGood: true })
    return holdId
  },
})

/**
 * Ends a hold before its time: what is overdue is chased again, beginning with a new notice.
 *
 * @throws ProblemError 'not_found', 'conflict' for one that is over.
 */
export const endHoldEarly = operation({
  name: 'dunning.end-hold',
  permission: 'dunning.write',
  async run(
    context,
    { accountId, holdId, words }: { readonly accountId: number; readonly holdId: number; readonly words: string },
  ): Promise<number> {
    const { db, resellerId, actor, now, audit, emit } = context
    const { timeZone } = await lockedAccount(db, accountId)
    const today = dateAt(now.getTime(), timeZone).toString()
    const hold = (await readHolds(db, [accountId])).find(({ id }) => id === holdId)
    if (hold === undefined) throw new ProblemError(problem('not_found', 'There is no such hold.'))
    if (hold.endedOn !== null || hold.until < today)
      throw new ProblemError(problem('conflict', 'It is over already; there is nothing to end.'))
    await endHold(db, holdId, { on: today, by: nameOf(actor), words }, now)
    await insertDunningEvent(db, resellerId, {
      accountId,
      caseId: undefined,
      at: now,
      day: today,
      kind: 'hold-ended',
      words: `${HOLD_NAMES[hold.kind]}: ${words}`,
      byWhom: nameOf(actor),
    })
    audit({
      subject: `account ${accountId}`,
      accountId,
      before: { hold: hold.kind, until: hold.until },
      after: { ended: words },
    })
    emit({ type: 'dunning.hold-ended', accountId, payload: { hold: hold.kind } })
    await actOnDunning(context, accountId, { onlyGood: true })
    return holdId
  },
})

function checkInstalments(kind: HoldKind, instalments: readonly Instalment[], today: string, until: string): void {
  if (kind !== 'hardship') {
    if (instalments.length > 0)
      throw fault('instalments', 'Only a hardship arrangement has instalments; leave them out.')
    return
  }
  if (instalments.length === 0)
    throw fault('instalments', 'Write when the customer pays how much: one instalment at the least.')
  const days = instalments.map(({ on }) => on)
  if (days.some((day, index) => day < (days[index - 1] ?? today)))
    throw fault('instalments', 'Write the instalments in their order, from today on.')
  if ((days.at(-1) ?? today) > until)
    throw fault('until', 'The arrangement lasts until its last instalment, or longer.')
}

function fault(field: string, message: string): ProblemError {
  return new ProblemError(problem('invalid_value', message, { field }))
}
