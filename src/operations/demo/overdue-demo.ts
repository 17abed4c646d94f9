import type { HoldKind } from '#domain/credit-control/dunning-hold.ts'
import { DEFAULT_LADDER } from '#domain/credit-control/dunning-ladder.ts'
import { micros } from '#domain/money.ts'
import { chaseAccounts } from '#operations/credit-control/chase-accounts.ts'
import { setHold } from '#operations/credit-control/dunning-holds.ts'
import { saveLadder } from '#operations/credit-control/save-ladder.ts'
import { listOpenCaseAccounts, readChasedAccounts, readOpenInvoices } from '#storage/queries/dunning.ts'
import type { DemoOffice } from './arm-controls.ts'

const DAY_MS = 86_400_000
/** So many days chasing has been switched on. */
const DAYS_OF_CHASING = 12
const HOLDS: readonly (readonly [kind: HoldKind, days: number, words: string])[] = [
  ['promise', 9, 'Pays when its own customer has paid; told by phone.'],
  ['dispute', 21, 'Says calls of the first week were not made; we look into them.'],
  ['hardship', 62, 'Lost its largest customer; two instalments agreed.'],
]

/** Customers that are chased for twelve days for what is overdue, three of them held. */
export async function overdueDemo({ pool, now, run, read }: DemoOffice): Promise<void> {
  await run(saveLadder, { ladder: { ...DEFAULT_LADDER, isOn: true }, ifVersion: undefined })
  for (let daysAgo = DAYS_OF_CHASING; daysAgo > 0; daysAgo--) await chaseAccounts(pool, { now: noonOf(now, daysAgo) })
  const chased = await read(async (db) => readChasedAccounts(db, await listOpenCaseAccounts(db)))
  const invoices = await read((db) =>
    readOpenInvoices(
      db,
      chased.map(({ id }) => id),
    ),
  )
  const held = chased.filter(({ status }) => status === 'active')
  for (const [index, [kind, days, words]] of HOLDS.entries()) {
    const account = held[index * 2]
    const owed = invoices.find(({ accountId }) => accountId === account?.id)
    if (account === undefined || owed === undefined) continue
    const half = micros((owed.outstandingMicros / 20_000n) * 10_000n)
    const on = (after: number): string => new Date(now.getTime() + after * DAY_MS).toISOString().slice(0, 10)
    await run(setHold, {
      accountId: account.id,
      kind,
      until: on(days),
      words,
      amountMicros: kind === 'dispute' ? half : undefined,
      instalments:
        kind === 'hardship'
          ? [
              { on: on(30), amountMicros: half },
              { on: on(60), amountMicros: micros(owed.outstandingMicros - half) },
            ]
          : [],
    })
  }
}

/** Noon or so over Australia, some days before. */
function noonOf(now: Date, daysAgo: number): Date {
  const day = new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10)
  return new Date(`${day}T02:00:00Z`)
}
