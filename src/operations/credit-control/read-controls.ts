import type pg from 'pg'
import { defaultControls, type ControlSettings, type ControlUse } from '#domain/credit-control/control-settings.ts'
import { CONTROLS, type Control } from '#domain/credit-control/controls.ts'
import {
  countedSince,
  judgeControls,
  type ControlMemory,
  type ControlStanding,
} from '#domain/credit-control/judge-controls.ts'
import { controlKey } from '#domain/credit-control/watch.ts'
import { micros } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import {
  readControls,
  readCrossings,
  readReleases,
  type ControlledAccount,
  type CrossingRow,
  type ReleaseRow,
} from '#storage/queries/account-controls.ts'
import { readRecentSpend } from '#storage/queries/recent-spend.ts'

/** The limits of an account and how each stands. */
export interface AccountControls {
  readonly account: ControlledAccount
  readonly settings: ControlSettings
  readonly standings: readonly ControlStanding[]
  /** Keys of what it has crossed and was told of. */
  readonly known: ReadonlySet<string>
}

const DAY_MS = 86_400_000

/** How the limits of accounts stand at an instant; those the session does not see are left out. */
export async function readStandings(
  db: pg.ClientBase,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly AccountControls[]> {
  const accounts = await readControls(db, accountIds)
  const crossings = Map.groupBy(await readCrossings(db, accountIds), ({ accountId }) => accountId)
  const releases = Map.groupBy(await readReleases(db, accountIds), ({ accountId }) => accountId)
  const memories = new Map(
    accounts.map(({ id }) => [id, memoriesOf(crossings.get(id) ?? [], releases.get(id) ?? [])] as const),
  )
  const dayAgo = new Date(now.getTime() - DAY_MS)
  const asked = accounts.map(({ id }) => {
    const from = (control: Control): Date => countedSince(memories.get(id)?.get(control), now) ?? dayAgo
    return {
      accountId: id,
      dayFrom: from('fraud-spend-day'),
      hourFrom: from('fraud-spend-hour'),
      overseasFrom: from('overseas-calls'),
    }
  })
  const spends = new Map((await readRecentSpend(db, asked, now)).map((spend) => [spend.accountId, spend]))
  return accounts.map((account) => {
    const settings = settingsOf(account)
    const use: ControlUse = { ...NO_CALLS, ...spends.get(account.id), balanceMicros: account.balanceMicros }
    return {
      account,
      settings,
      standings: judgeControls(settings, use, memories.get(account.id) ?? new Map<Control, ControlMemory>(), now),
      known: new Set((crossings.get(account.id) ?? []).map(({ watched }) => watched)),
    }
  })
}

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readAccountControls(db: pg.ClientBase, accountId: number, now: Date): Promise<AccountControls> {
  const [found] = await readStandings(db, [accountId], now)
  if (found === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return found
}

const NO_CALLS = { spendDayMicros: micros(0n), spendHourMicros: micros(0n), overseasCalls: 0 }

/** What was said, and the defaults for the rest. A postpaid account has its credit limit and takes no IOU. */
function settingsOf({ paymentMode, controls }: ControlledAccount): ControlSettings {
  const defaults = defaultControls(paymentMode)
  const settingOf = (control: Control): ControlSettings[Control] => ({
    isOn: (controls[control].isOn ?? defaults[control].isOn) && (control !== 'iou' || paymentMode === 'prepaid'),
    limit: controls[control].limit ?? defaults[control].limit,
  })
  return {
    'credit-limit': settingOf('credit-limit'),
    'fraud-spend-day': settingOf('fraud-spend-day'),
    'fraud-spend-hour': settingOf('fraud-spend-hour'),
    'overseas-calls': settingOf('overseas-calls'),
    iou: settingOf('iou'),
    'card-failures': settingOf('card-failures'),
  }
}

function memoriesOf(
  crossings: readonly CrossingRow[],
  releases: readonly ReleaseRow[],
): ReadonlyMap<Control, ControlMemory> {
  return new Map(
    CONTROLS.map((control) => [
      control,
      {
        trippedAt: crossings.find(({ watched }) => watched === controlKey(control))?.crossedAt,
        release: releases.find((one) => one.control === control),
      },
    ]),
  )
}
