import type pg from 'pg'
import { systemActor } from '#domain/access/actor.ts'
import { micros, type Micros } from '#domain/money.ts'
import { runBills, type BillRunReport } from '#operations/billing/run-bills.ts'
import { perform } from '#operations/operation.ts'
import { recordPayment } from '#operations/payments/record-payment.ts'
import { readForActor } from '#operations/read.ts'
import { readDemoAccounts, readDemoInvoices } from '#storage/queries/demo.ts'
import type { DemoTelco } from './set-up-demo.ts'

const DAY_MS = 86_400_000
const HUNDRED = 100_000_000n
const TOP_UP = micros(3n * HUNDRED)

export interface BilledDemo {
  readonly topUps: number
  readonly payments: number
  readonly bills: readonly BillRunReport[]
}

/**
 * The demonstration's office work, in the order it would have happened: prepaid accounts top up, the first bills are
 * issued, most invoices are paid a week later, the next bills are issued. Done again it changes nothing.
 */
export async function billDemo(
  pool: pg.Pool,
  { resellerId, monthToMs, callsToMs }: DemoTelco,
  onProgress: (done: number, total: number) => void,
): Promise<BilledDemo> {
  const actor = systemActor(resellerId, 'the demonstration')
  const bill = (at: number): Promise<BillRunReport> => runBills(pool, { now: new Date(at), resellerId, onProgress })
  const accounts = await readForActor(pool, actor, readDemoAccounts)
  const topUps = accounts.filter(({ paymentMode }) => paymentMode === 'prepaid')
  for (const { id, accountNumber, activatedAt } of topUps)
    await pay(pool, resellerId, { accountId: id, accountNumber, amount: TOP_UP, at: activatedAt.getTime() + DAY_MS })

  const first = await bill(monthToMs)
  // Done before: what is paid depends on what was owed then.
  if (first.statements === 0) return { topUps: 0, payments: 0, bills: [first, await bill(callsToMs)] }
  const paidAt = Math.min(monthToMs + 7 * DAY_MS, callsToMs)
  const low = (await readForActor(pool, actor, readDemoAccounts)).filter(
    ({ paymentMode, balanceMicros }) => paymentMode === 'prepaid' && balanceMicros < TOP_UP,
  )
  for (const { id, accountNumber, balanceMicros } of low) {
    // As much again as a month took, in whole hundreds.
    const amount = micros(((TOP_UP - balanceMicros) / HUNDRED + 2n) * HUNDRED)
    await pay(pool, resellerId, { accountId: id, accountNumber, amount, at: paidAt })
  }
  const invoices = await readForActor(pool, actor, (db) => readDemoInvoices(db, new Date(monthToMs)))
  // Every fourth lets it lie.
  const paid = invoices.filter(({ owedMicros }, index) => owedMicros > 0n && index % 4 !== 3)
  for (const { accountId, accountNumber, owedMicros } of paid)
    await pay(pool, resellerId, { accountId, accountNumber, amount: owedMicros, at: paidAt })
  return { topUps: topUps.length + low.length, payments: paid.length, bills: [first, await bill(callsToMs)] }
}

async function pay(
  pool: pg.Pool,
  resellerId: number,
  payment: { readonly accountId: number; readonly accountNumber: string; readonly amount: Micros; readonly at: number },
): Promise<void> {
  const { accountId, accountNumber, amount, at } = payment
  const input = {
    accountId,
    amountMicros: amount,
    method: 'bank-transfer' as const,
    reference: accountNumber,
    note: '',
    confirmDuplicate: true,
  }
  const words = `${accountId} ${amount} ${at}`
  const request = {
    actor: systemActor(resellerId, 'the demonstration'),
    input,
    now: new Date(at),
    origin: 'command line',
    idempotency: { key: `demo-${words.replaceAll(' ', '-')}`, words },
  }
  await perform(pool, recordPayment, request, () => null)
}
