import type pg from 'pg'
import type { ControlSetting } from '#domain/credit-control/control-settings.ts'
import type { Control } from '#domain/credit-control/controls.ts'
import { micros, negate } from '#domain/money.ts'
import { readStandings } from '#operations/credit-control/read-controls.ts'
import { releaseControl } from '#operations/credit-control/release-control.ts'
import { setControls } from '#operations/credit-control/set-controls.ts'
import { watchAccounts } from '#operations/credit-control/watch-accounts.ts'
import type { Operation } from '#operations/operation.ts'
import { changePaymentSettings } from '#operations/payments/change-payment-settings.ts'
import { listActiveAccounts } from '#storage/queries/account-controls.ts'

const DOLLAR = 1_000_000n
const MOST = 500

/** The office of the demonstration while it is furnished. */
export interface DemoOffice {
  readonly pool: pg.Pool
  readonly resellerId: number
  readonly now: Date
  /** Once, however often it is furnished. */
  readonly run: <Input>(operation: Operation<Input, unknown>, input: Input) => Promise<null>
  readonly read: <Result>(query: (db: pg.ClientBase) => Promise<Result>) => Promise<Result>
}

/**
 * Limits as they lie after months of an office's work: large customers have more credit, two spent more on calls than they
 * may and one of them was released, one may have an IOU, and two are told of their balance early.
 */
export async function armControls({ pool, resellerId, now, run, read }: DemoOffice): Promise<void> {
  const standings = await read(async (db) => {
    const active = await listActiveAccounts(db, resellerId, '', MOST)
    return readStandings(
      db,
      active.map(({ id }) => id),
      now,
    )
  })
  const set = (accountId: number, controls: Readonly<Partial<Record<Control, ControlSetting>>>) =>
    run(setControls, { accountId, controls, ifVersion: undefined })
  const accounts = standings.map(({ account }) => account)
  const prepaid = accounts.filter(({ paymentMode }) => paymentMode === 'prepaid').toSorted(byBalance)
  const inDebt = accounts.filter(({ balanceMicros }) => balanceMicros <= -500n * DOLLAR).toSorted(byBalance)
  // The last two of them stay at their limit.
  for (const { id, balanceMicros } of inDebt.slice(0, -2)) {
    const limit = ((negate(balanceMicros) * 2n) / (500n * DOLLAR) + 1n) * 500n * DOLLAR
    await set(id, { 'credit-limit': { isOn: true, limit } })
  }
  const spenders = standings
    .map(({ account, standings: controls }) => ({
      id: account.id,
      spent: controls.find(({ control }) => control === 'fraud-spend-day')?.used ?? 0n,
    }))
    .filter(({ spent }) => spent > 0n)
    .toSorted((one, other) => Number(other.spent - one.spent))
    .slice(0, 2)
  for (const { id, spent } of spenders) {
    const limit = (spent / DOLLAR) * DOLLAR
    await set(id, { 'fraud-spend-day': { isOn: true, limit }, 'fraud-spend-hour': { isOn: true, limit: limit * 2n } })
  }
  const [first, second, third] = prepaid
  if (third !== undefined) await set(third.id, { iou: { isOn: true, limit: 20n * DOLLAR } })
  for (const one of [first, second]) {
    if (one === undefined) continue
    const amountMicros = micros((one.balanceMicros / (50n * DOLLAR) + 1n) * 50n * DOLLAR)
    const settings = { lowBalanceWarning: { isOn: true, amountMicros } }
    await run(changePaymentSettings, { accountId: one.id, settings, ifVersion: undefined })
  }
  await watchAccounts(pool, { now })
  const released = spenders[1]
  if (released === undefined) return
  const words = 'Called back: a campaign of theirs, until the end of the week.'
  const until = new Date(now.getTime() + 5 * 86_400_000)
  await run(releaseControl, { accountId: released.id, control: 'fraud-spend-day', until, words })
}

type Balanced = { readonly balanceMicros: bigint }

function byBalance(one: Balanced, other: Balanced): number {
  return Number(one.balanceMicros - other.balanceMicros)
}
