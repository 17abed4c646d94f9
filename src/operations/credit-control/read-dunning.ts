import type pg from 'pg'
import {
  decideDunning,
  overdueOf,
  type DunningDecision,
  type DunningSituation,
  type OpenInvoice,
  type Overdue,
} from '#domain/credit-control/dunning.ts'
import {
  DEFAULT_LADDER,
  DUNNING_STEPS,
  type DunningLadder,
  type DunningStep,
  type LadderStep,
} from '#domain/credit-control/dunning-ladder.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import {
  readChasedAccounts,
  readHolds,
  readLadder,
  readOpenCases,
  readOpenInvoices,
  type CaseRow,
  type ChasedAccount,
  type HoldRow,
} from '#storage/queries/dunning.ts'
import { workingDays } from './working-days.ts'

export interface SavedLadder extends DunningLadder {
  readonly version: number
}

/** How the reseller goes about what is overdue: as it said, and the defaults for what it did not. */
export async function readDunningLadder(db: pg.ClientBase): Promise<SavedLadder> {
  const saved = await readLadder(db)
  if (saved === undefined) return { ...DEFAULT_LADDER, version: 1 }
  const steps = Object.fromEntries(
    DUNNING_STEPS.map((step) => [step, saved.steps[step] ?? DEFAULT_LADDER.steps[step]]),
  ) as Record<DunningStep, LadderStep>
  return { ...saved, steps }
}

/** An account with what it owes, how far it is with that, and what is to be done. */
export interface ChasedSituation {
  readonly account: ChasedAccount
  readonly situation: DunningSituation
  readonly theCase: CaseRow | undefined
  readonly holds: readonly HoldRow[]
  readonly invoices: readonly OpenInvoice[]
  readonly overdue: Overdue
  readonly decision: DunningDecision
}

/**
 * What is to be done about accounts, by a handful of reads however many they are.
 *
 * @param onDay `yyyy-mm-dd`: what would be done on that day, if nothing changes; undefined: today in each account's zone.
 */
export async function readSituations(
  db: pg.ClientBase,
  accountIds: readonly number[],
  now: Date,
  onDay?: string,
): Promise<readonly ChasedSituation[]> {
  const ladder = await readDunningLadder(db)
  const accounts = await readChasedAccounts(db, accountIds)
  const invoices = Map.groupBy(await readOpenInvoices(db, accountIds), ({ accountId }) => accountId)
  const holds = Map.groupBy(await readHolds(db, accountIds), ({ accountId }) => accountId)
  const cases = new Map((await readOpenCases(db, accountIds)).map((one) => [one.accountId, one]))
  return accounts.map((account) => {
    const theCase = cases.get(account.id)
    const situation: DunningSituation = {
      today: onDay ?? dateAt(now.getTime(), account.timeZone).toString(),
      ladder,
      account,
      invoices: invoices.get(account.id) ?? [],
      holds: holds.get(account.id) ?? [],
      theCase: theCase && {
        ...theCase,
        isRestricted: theCase.restrictedAt !== null,
        isSuspended: theCase.suspendedAt !== null,
      },
      calendar: workingDays(account.state, account.timeZone, now),
    }
    return {
      account,
      situation,
      theCase,
      holds: holds.get(account.id) ?? [],
      invoices: invoices.get(account.id) ?? [],
      overdue: overdueOf(situation),
      decision: decideDunning(situation),
    }
  })
}
