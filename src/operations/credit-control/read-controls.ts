import type pg from 'pg'
import { defaultControls, type ControlSettings, type ControlUse } from '#domain/credit-control/control-settings.ts'
import { CONTROLS, type Control } from '#domain/credit-control/controls.ts'
import {
  countedSince,
  judgeControls,
  type ControlMemory,
  type ControlStanding,
} from '#domain/credit-control/judge-controls.ts'
import { iouLent } from '#domain/credit-control/iou.ts'
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
import { readCardRefusals } from '#storage/queries/automatic-charges.ts'
import { readOpenIous } from '#storage/queries/ious.ts'
import { readRecentSpend } from '#storage/queries/recent-spend.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

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
  db: Queryable,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly AccountControls[]> {
  const remembered = await remember(db, accountIds)
  const dayAgo = new Date(now.getTime() - DAY_MS)
  const asked = remembered.map(({ account, memories }) => {
    const from = (control: Control): Date => countedSince(memories.get(control), now) ?? dayAgo
    return {
      accountId: account.id,
      dayFrom: from('fraud-spend-day'),
      hourFrom: from('fraud-spend-hour'),
      overseasFrom: from('overseas-calls'),
    }
  })
  const spends = new Map((await readRecentSpend(db, asked, now)).map((spend) => [spend.accountId, spend]))
  const ious = await readOpenIous(db, accountIds, now)
  const refusals = await readCardRefusals(db, accountIds)
  return remembered.map((one) => {
    const { balanceMicros, id } = one.account
    const iou = ious.get(id)
    const iouMicros = iou && iouLent(iou.valueMicros, iou.balanceMicros, balanceMicros)
    const lent = { balanceMicros, iouMicros: iouMicros ?? NOTHING }
    const use = { ...NOTHING_USED, ...spends.get(id), ...refusals.get(id), ...lent }
    return judged(one, use, now)
  })
}

/** The same without what was used but the balance: a limit of calls is tripped where somebody was told that it is. */
export async function readRemembered(
  db: Queryable,
  accountIds: readonly number[],
  now: Date,
): Promise<readonly AccountControls[]> {
  const remembered = await remember(db, accountIds)
  return remembered.map((one) => judged(one, { ...NOTHING_USED, balanceMicros: one.account.balanceMicros }, now))
}

/** An account with what is remembered of its controls. */
interface Remembered {
  readonly account: ControlledAccount
  readonly memories: ReadonlyMap<Control, ControlMemory>
  readonly known: ReadonlySet<string>
}

async function remember(db: Queryable, accountIds: readonly number[]): Promise<readonly Remembered[]> {
  const accounts = await readControls(db, accountIds)
  const crossings = Map.groupBy(await readCrossings(db, accountIds), ({ accountId }) => accountId)
  const releases = Map.groupBy(await readReleases(db, accountIds), ({ accountId }) => accountId)
  return accounts.map((account) => {
    const crossed = crossings.get(account.id) ?? []
    return {
      account,
      memories: memoriesOf(crossed, releases.get(account.id) ?? []),
      known: new Set(crossed.map(({ watched }) => watched)),
    }
  })
}

function judged({ account, memories, known }: Remembered, use: ControlUse, now: Date): AccountControls {
  const settings = settingsOf(account)
  return { account, settings, standings: judgeControls(settings, use, memories, now), known }
}

/** @throws ProblemError 'not_found' for an account the session does not see. */
export async function readAccountControls(db: Queryable, accountId: number, now: Date): Promise<AccountControls> {
  const [found] = await readStandings(db, [accountId], now)
  if (found === undefined) throw new ProblemError(problem('not_found', 'There is no such account.'))
  return found
}

const NOTHING = micros(0n)
const NOTHING_USED = {
  spendDayMicros: NOTHING,
  spendHourMicros: NOTHING,
  overseasCalls: 0,
  iouMicros: NOTHING,
  cardRefusals: 0,
  isChargingStopped: false,
}

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
