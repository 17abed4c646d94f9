import { nameOf } from '#domain/access/actor.ts'
import { decideDunning, type CloseReason, type DunningDecision } from '#domain/credit-control/dunning.ts'
import { holdOn } from '#domain/credit-control/dunning-hold.ts'
import { isAct, type DunningStep } from '#domain/credit-control/dunning-ladder.ts'
import { formatDollars } from '#domain/money.ts'
import { reinstateAccount, suspendAccount } from '#operations/accounts/suspend-account.ts'
import type { WriteContext } from '#operations/operation.ts'
import { lockAccount } from '#storage/queries/accounts.ts'
import { readOpenCases, type CaseRow } from '#storage/queries/dunning.ts'
import { closeCase, endHold, insertCase, insertDunningEvent, updateCase } from '#storage/tables/dunning.ts'
import { readSituations, type ChasedSituation } from './read-dunning.ts'

/** What `dunning.step-taken` says. Amounts are decimal dollars with GST; days `yyyy-mm-dd`. */
export interface DunningStepTaken {
  readonly step: DunningStep
  readonly isRepeat: boolean
  readonly amount: string
  readonly oldestDueOn: string
  /** Of a notice: the first day on which what it announces may happen. */
  readonly actOn?: string
  readonly invoices: readonly { readonly number: string; readonly dueOn: string; readonly outstanding: string }[]
}

/** What `dunning.closed` and `dunning.lifted` say. */
export interface DunningLifted {
  readonly why: string
  readonly wasRestricted: boolean
  readonly wasSuspended: boolean
}

/**
 * Does for a locked account what is to be done today: at most one step.
 *
 * @param onlyGood only what is good for the customer: the end of a case, service given back.
 * @returns what was done; undefined: nothing.
 */
export async function actOnDunning(
  context: WriteContext,
  accountId: number,
  { onlyGood }: { readonly onlyGood: boolean },
): Promise<DunningDecision | undefined> {
  const [found] = await readSituations(context.db, [accountId], context.now)
  if (found === undefined) return undefined
  const { decision, theCase } = await endBroken(context, found)
  switch (decision.do) {
    case 'nothing':
      return undefined
    case 'close':
      if (theCase === undefined) return undefined
      await close(context, found, theCase, decision.why)
      return decision
    case 'step':
      if (onlyGood) return undefined
      await takeStep(context, found, decision)
      return decision
    case 'wait':
      if (theCase === undefined) return undefined
      if (decision.lifts) await lift(context, found, theCase, decision.heldBy?.kind ?? '')
      if (decision.lifts || theCase.nextStep !== (decision.next ?? null) || theCase.nextOn !== (decision.on ?? null))
        await noteNext(context, accountId)
      return decision.lifts ? decision : undefined
  }
}

/** An arrangement whose instalment did not come holds no longer. */
async function endBroken(context: WriteContext, found: ChasedSituation): Promise<ChasedSituation> {
  const { db, now, audit } = context
  const { today } = found.situation
  const broken = found.holds.filter((hold) => holdOn(hold, today) === 'broken')
  for (const { id, accountId } of broken) {
    const words = 'An instalment did not come.'
    await endHold(db, id, { on: today, by: nameOf(context.actor), words }, now)
    await remember(context, found, { kind: 'hold-ended', words: `Hardship arrangement: ${words}` })
    audit({ subject: `account ${accountId}`, accountId, before: { hold: 'hardship' }, after: { ended: words } })
  }
  if (broken.length === 0) return found
  const holds = found.holds.map((hold) => (broken.includes(hold) ? { ...hold, endedOn: today } : hold))
  const situation = { ...found.situation, holds }
  return { ...found, holds, situation, decision: decideDunning(situation) }
}

async function takeStep(
  context: WriteContext,
  found: ChasedSituation,
  { step, isRepeat, actOn }: Extract<DunningDecision, { do: 'step' }>,
): Promise<void> {
  const { db, resellerId, now, audit, emit } = context
  const { account, overdue, situation } = found
  const { today } = situation
  const { id: accountId } = account
  const oldestDueOn = overdue.oldestDueOn ?? today
  // What a notice did not name is not acted on: an act covers what its notice did.
  const coversTo = isAct(step) ? undefined : (overdue.newestDueOn ?? today)
  const caseId =
    found.theCase?.id ?? (await insertCase(db, resellerId, { accountId, day: today, coversTo: coversTo ?? today, now }))
  await updateCase(db, caseId, {
    step,
    stepOn: today,
    ...(coversTo !== undefined && { coversTo }),
    ...(step === 'restriction' && { restrictedAt: now }),
  })
  if (step === 'suspension') await suspend(context, accountId, caseId)
  await remember(context, found, { kind: 'step', step, isRepeat, actOn, caseId })
  await noteNext(context, accountId)
  const amount = formatDollars(overdue.chasedMicros, 2)
  const payload: DunningStepTaken = {
    step,
    isRepeat,
    amount,
    oldestDueOn,
    ...(actOn !== undefined && { actOn }),
    invoices: found.invoices
      .filter(({ dueOn }) => dueOn < today)
      .slice(0, 50)
      .map(({ number, dueOn, outstandingMicros }) => ({
        number,
        dueOn,
        outstanding: formatDollars(outstandingMicros, 2),
      })),
  }
  audit({
    subject: `account ${accountId}`,
    accountId,
    before: { dunning: found.theCase?.step ?? null },
    after: { dunning: step, amount, ...(actOn !== undefined && { actOn }) },
  })
  emit({ type: 'dunning.step-taken', accountId, payload })
}

/** An account somebody else suspended stays theirs to reinstate. */
async function suspend(context: WriteContext, accountId: number, caseId: number): Promise<void> {
  const account = await lockAccount(context.db, accountId)
  if (account?.status !== 'active') return
  await suspendAccount.run(context, {
    accountId,
    reason: 'unpaid',
    words: 'What is overdue was not paid after notice.',
  })
  await updateCase(context.db, caseId, { suspendedAt: context.now })
}

async function close(context: WriteContext, found: ChasedSituation, theCase: CaseRow, why: CloseReason): Promise<void> {
  const { db, now, audit, emit } = context
  const { id: accountId } = found.account
  const done = await giveBack(context, theCase)
  await closeCase(db, theCase.id, why, now)
  await remember(context, found, { kind: 'closed', words: why, caseId: theCase.id })
  audit({
    subject: `account ${accountId}`,
    accountId,
    before: { dunning: theCase.step },
    after: { dunning: `closed: ${why}` },
  })
  const payload: DunningLifted = { why, ...done }
  emit({ type: 'dunning.closed', accountId, payload })
}

/** Service is given back while a hold is in force; once it is over the notices begin anew. */
async function lift(context: WriteContext, found: ChasedSituation, theCase: CaseRow, why: string): Promise<void> {
  const { db, audit, emit } = context
  const { id: accountId } = found.account
  const done = await giveBack(context, theCase)
  const { steps } = found.situation.ladder
  const back = steps['second-reminder'].isOn ? 'second-reminder' : 'reminder'
  await updateCase(db, theCase.id, { step: back, stepOn: found.situation.today, restrictedAt: null, suspendedAt: null })
  await remember(context, found, { kind: 'lifted', words: why, caseId: theCase.id })
  audit({
    subject: `account ${accountId}`,
    accountId,
    before: { dunning: theCase.step },
    after: { dunning: back, why },
  })
  const payload: DunningLifted = { why, ...done }
  emit({ type: 'dunning.lifted', accountId, payload })
}

/** Only what this case did: a suspension by somebody else, or for something else, stays. */
async function giveBack(
  context: WriteContext,
  { accountId, restrictedAt, suspendedAt }: CaseRow,
): Promise<Pick<DunningLifted, 'wasRestricted' | 'wasSuspended'>> {
  const account = suspendedAt === null ? undefined : await lockAccount(context.db, accountId)
  const isOurs = account?.status === 'suspended' && account.suspendedAt?.getTime() === suspendedAt?.getTime()
  if (isOurs) await reinstateAccount.run(context, { accountId, words: 'What was overdue is settled, or held.' })
  return { wasRestricted: restrictedAt !== null, wasSuspended: isOurs }
}

/** Writes what comes next, as it stands now. */
async function noteNext({ db, now }: WriteContext, accountId: number): Promise<void> {
  const [found] = await readSituations(db, [accountId], now)
  if (found?.theCase === undefined || found.decision.do !== 'wait') return
  await updateCase(db, found.theCase.id, { next: { step: found.decision.next, on: found.decision.on } })
}

async function remember(
  { db, resellerId, now, actor }: WriteContext,
  { account, situation, overdue, theCase }: ChasedSituation,
  event: Pick<Parameters<typeof insertDunningEvent>[2], 'kind' | 'step' | 'isRepeat' | 'actOn' | 'words'> & {
    readonly caseId?: number
  },
): Promise<void> {
  await insertDunningEvent(db, resellerId, {
    caseId: theCase?.id,
    ...event,
    accountId: account.id,
    at: now,
    day: situation.today,
    amountMicros: overdue.chasedMicros,
    byWhom: nameOf(actor),
  })
}

/**
 * Ends the cases of accounts that have just paid, where nothing they are about is left; what was done to their service is
 * undone in the same transaction as the payment.
 */
export async function endPaidCases(context: WriteContext, accountIds: readonly number[]): Promise<void> {
  for (const { accountId } of await readOpenCases(context.db, accountIds))
    await actOnDunning(context, accountId, { onlyGood: true })
}
