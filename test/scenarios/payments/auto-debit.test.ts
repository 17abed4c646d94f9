import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeAccount } from '#operations/payments/automatic/charge-automatically.ts'
import { noticeEndingCards } from '#operations/payments/automatic/notice-ending-cards.ts'
import { readCharging } from '#operations/payments/automatic/read-charging.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { systemActor } from '#domain/access/actor.ts'
import { perform } from '#operations/operation.ts'
import { endHoldEarly, setHold } from '#operations/credit-control/dunning-holds.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { createChargedTelco, dollars, TOP_UP, type ChargedTelco } from '../../support/automatic.ts'

/** What accounts are charged by themselves with their bills, and what people read about it. The plan is $53.90 with GST. */

let telco: ChargedTelco
beforeAll(async () => {
  telco = await createChargedTelco('2026-10-21T01:00:00Z')
})
afterAll(() => telco.close())

const MONTHLY = '53.90'

async function account(
  accountNumber: string,
  more: { paymentMode?: 'prepaid' | 'postpaid'; isConsumer?: boolean } = {},
) {
  const { paymentMode = 'prepaid', isConsumer = false } = more
  telco.now = new Date('2026-10-21T01:00:00Z')
  telco.bank.answers = ['takes']
  telco.bank.asked.length = 0
  const id = await telco.open({ accountNumber, from: '2026-10-20T00:00:00+11:00', billDay: 20, paymentMode })
  await telco.pool.query('UPDATE accounts SET is_consumer = $2 WHERE id = $1', [id, isConsumer])
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email) VALUES ($1, $2, 'billing', 'Robin', $3)`,
    [id, telco.resellerId, `a${accountNumber}@customer.example`],
  )
  await telco.storeMethod(id)
  return id
}

/** The bill run of the anniversary, and what the timetable does after it. */
async function anniversary(at = '2026-11-19T13:05:00Z') {
  telco.now = new Date(at)
  await telco.bill(at)
  await telco.run()
}

/** What the people of an account were written, one line each. */
async function mailsOf(id: number) {
  const { rows: events } = await telco.pool.query<{ id: bigint }>(
    'SELECT id FROM events WHERE account_id = $1 ORDER BY id',
    [id],
  )
  for (const event of [...events, ...events]) await tellEvent(telco.pool, event.id, telco.now)
  const { rows } = await telco.pool.query<{ kind: string; variables: Record<string, string> }>(
    `SELECT kind, variables FROM mails WHERE account_id = $1 AND kind NOT IN ('statement', 'account-activated') ORDER BY id`,
    [id],
  )
  return rows.map(({ kind, variables }) => ({ kind, ...variables }))
}

test('the month ahead of a prepaid account is charged once its statement is there, whatever its credit', async () => {
  const id = await account('2001')
  await telco.pay(id, 100)
  await telco.set(id, { autoDebit: { isOn: true } })
  await telco.run()
  expect(await telco.charges(id)).toEqual([])
  await anniversary()
  await anniversary()
  expect(await telco.charges(id)).toEqual([`auto-debit ${MONTHLY} paid`])
  expect(await telco.dollars(id)).toBe('100.00')
  await anniversary('2026-12-19T13:05:00Z')
  expect(await telco.charges(id)).toHaveLength(2)
  expect(await telco.dollars(id)).toBe('100.00')
})

test('the level is restored at the end of the month, after the debit, and again when it is low', async () => {
  const id = await account('2002')
  await telco.pay(id, 80)
  const autoTopUp = {
    ...TOP_UP,
    mode: 'restore',
    amountMicros: dollars(200),
    weeklyMaximumMicros: dollars(500),
  } as const
  await telco.set(id, { autoDebit: { isOn: true }, autoTopUp })
  await anniversary()
  expect(await telco.charges(id)).toEqual([`auto-debit ${MONTHLY} paid`, 'top-up-to-level 120.00 paid'])
  expect(await telco.dollars(id)).toBe('200.00')
  await telco.spend(id, 195)
  await telco.run()
  expect((await telco.charges(id)).at(-1)).toBe('top-up-to-level 195.00 paid')
  expect(await telco.dollars(id)).toBe('200.00')
})

test('an invoice is charged in the morning of its due day, what is still owed of it, and told when it is issued', async () => {
  const id = await account('2003', { paymentMode: 'postpaid' })
  await telco.set(id, { autoDebit: { isOn: true } })
  await anniversary()
  expect(await telco.charges(id)).toEqual([`invoice ${MONTHLY} planned`])
  await telco.pay(id, 20)
  telco.now = new Date('2026-12-03T21:59:59Z')
  await telco.run()
  await chargeAccount(telco.tools, { resellerId: telco.resellerId, accountId: id })
  expect(telco.bank.asked).toEqual([])
  telco.now = new Date('2026-12-03T22:00:00Z')
  await telco.run()
  expect(await telco.charges(id)).toEqual(['invoice 33.90 paid'])
  expect(await telco.dollars(id)).toBe('0.00')
  const [planned, ...others] = await mailsOf(id)
  expect(planned).toMatchObject({
    kind: 'automatic-charge-planned',
    'charge.amount': '$53.90',
    'charge.date': '4 December 2026',
    'charge.method': 'Visa ending 4242',
  })
  expect(others.map(({ kind }) => kind)).toEqual(['receipt', 'receipt'])
})

test('a consumer has the invoice ten business days before; one that is paid is not charged', async () => {
  const id = await account('2004', { paymentMode: 'postpaid', isConsumer: true })
  await telco.pool.query('UPDATE accounts SET terms_days = 7 WHERE id = $1', [id])
  await telco.set(id, { autoDebit: { isOn: true } })
  await anniversary()
  telco.now = new Date('2026-12-03T22:00:00Z')
  await telco.pay(id, 53.9)
  await telco.run()
  const { rows } = await telco.pool.query<{ due: Date; why: string }>(
    'SELECT due_at AS due, ended_why AS why FROM automatic_charges WHERE account_id = $1',
    [id],
  )
  expect(rows).toEqual([{ due: new Date('2026-12-03T22:00:00Z'), why: 'The invoice was paid already.' }])
  expect(telco.bank.asked).toEqual([])
})

test('a debit that is refused waits, is tried again, and goes through by the next card; people read what and when', async () => {
  const id = await account('2005')
  await telco.pay(id, 10)
  await telco.set(id, { autoDebit: { isOn: true } })
  telco.bank.answers = [{ refuses: 'insufficient_funds' }]
  await anniversary()
  for (const at of ['2026-11-20T13:05:00Z', '2026-11-23T13:05:00Z', '2026-12-10T00:00:00Z']) {
    telco.now = new Date(at)
    await telco.run()
  }
  expect(telco.bank.asked).toHaveLength(3)
  expect(await telco.charges(id)).toEqual([`auto-debit ${MONTHLY} planned`])
  telco.bank.answers = ['takes']
  await telco.storeMethod(id)
  await telco.run()
  expect(await telco.charges(id)).toEqual([`auto-debit ${MONTHLY} paid`])
  const mails = await mailsOf(id)
  expect(mails.map(({ kind }) => kind)).toEqual([
    'receipt',
    'automatic-charge-refused',
    'automatic-charge-refused',
    'automatic-charges-stopped',
    'receipt',
  ])
  expect(mails[1]).toMatchObject({
    'charge.amount': '$53.90',
    'charge.what': 'the monthly charges',
    'charge.words': 'There was not enough money on it: try again later, or pay with another card.',
    'charge.next': '21 November 2026',
  })
  expect(mails[2]).toMatchObject({ 'charge.next': '24 November 2026' })
})

test('a debit nobody could charge is given up when its month is over; the next one is charged', async () => {
  const id = await account('2006')
  await telco.set(id, { autoDebit: { isOn: true } })
  telco.bank.answers = [{ refuses: 'stolen_card' }]
  await anniversary()
  await anniversary('2026-12-19T13:05:00Z')
  telco.now = new Date('2026-12-21T13:05:00Z')
  await telco.run()
  telco.bank.answers = ['takes']
  await telco.storeMethod(id)
  await telco.run()
  expect(await telco.charges(id)).toEqual([`auto-debit ${MONTHLY} given-up`, `auto-debit ${MONTHLY} paid`])
})

test('auto debit that is switched off before its day charges nothing', async () => {
  const id = await account('2007', { paymentMode: 'postpaid' })
  await telco.set(id, { autoDebit: { isOn: true } })
  await anniversary()
  await telco.set(id, { autoDebit: { isOn: false } })
  telco.now = new Date('2026-12-04T00:00:00Z')
  await telco.run()
  expect(await telco.charges(id)).toEqual([`invoice ${MONTHLY} withdrawn`])
  expect(telco.bank.asked).toEqual([])
})

test('what is contested is not charged, nor anything while something else is arranged', async () => {
  const id = await account('2010', { paymentMode: 'postpaid' })
  await telco.set(id, { autoDebit: { isOn: true } })
  await anniversary()
  telco.now = new Date('2026-12-04T00:00:00Z')
  const pause = await hold(id, 'hardship')
  await hold(id, 'dispute', 20)
  await telco.run()
  expect(telco.bank.asked).toEqual([])
  const { next } = await readAsTenant(telco.pool, telco, (db) => readCharging(db, id, telco.now))
  expect(next.map(({ words }) => words)).toEqual([
    '$53.90 for the invoice waits: it is contested, or something else was arranged.',
  ])
  const request = { actor: systemActor(telco.resellerId), now: telco.now, origin: 'test' }
  await perform(
    telco.pool,
    endHoldEarly,
    { ...request, input: { accountId: id, holdId: pause, words: 'Over.' } },
    () => undefined,
  )
  await telco.run()
  expect(await telco.charges(id)).toEqual(['invoice 33.90 paid'])
})

/** Holds what would be done about an account's debt, for thirty days. */
async function hold(accountId: number, kind: 'hardship' | 'dispute', amount?: number): Promise<number> {
  const instalments = kind === 'hardship' ? [{ on: '2026-12-20', amountMicros: dollars(53.9) }] : []
  const amountMicros = amount === undefined ? undefined : dollars(amount)
  const input = { accountId, kind, until: '2026-12-30', amountMicros, instalments, words: 'Asked for.' } as const
  const request = { actor: systemActor(telco.resellerId), input, now: telco.now, origin: 'test' }
  return perform(telco.pool, setHold, request, (holdId) => holdId)
}

test('the last invoice of an account that is closed is not charged by itself', async () => {
  const id = await account('2009', { paymentMode: 'postpaid' })
  await telco.spend(id, 11)
  await telco.set(id, { autoDebit: { isOn: true } })
  await telco.pool.query(`UPDATE accounts SET cancel_on = '2026-11-20' WHERE id = $1`, [id])
  await anniversary()
  expect(await telco.dollars(id)).toBe('-11.00')
  expect(await telco.charges(id)).toEqual([])
})

test('a card that expired is not charged, and that is told; before, its end is told twice', async () => {
  const id = await account('2008')
  await telco.set(id, { autoDebit: { isOn: true } })
  await telco.pool.query('UPDATE payment_methods SET exp_year = 2026, exp_month = 10 WHERE account_id = $1', [id])
  for (const day of ['2026-08-31', '2026-09-01', '2026-09-29', '2026-10-01', '2026-10-30', '2026-11-01'])
    await noticeEndingCards(telco.pool, { now: new Date(`${day}T01:10:00Z`) })
  await anniversary()
  expect(telco.bank.asked).toEqual([])
  const mails = await mailsOf(id)
  expect(mails.map(({ kind }) => kind)).toEqual(['card-expires', 'card-expires', 'automatic-charges-stopped'])
  expect(mails[0]).toMatchObject({ 'card.name': 'Visa ending 4242', 'card.month': 'October 2026' })
  expect(mails[2]).toMatchObject({ 'charge.words': 'The card has expired: add the new one.' })
})

test('verify finds nothing wrong with any of it, and sees a charge that has lost its reason', async () => {
  expect(await telco.damage()).toEqual([])
  await telco.pool.query(`UPDATE automatic_charges SET state = 'withdrawn' WHERE state = 'paid'`)
  await telco.pool.query(`UPDATE automatic_charge_tries SET key = 'lost ' || key WHERE outcome = 'paid'`)
  expect((await telco.damage()).map((line) => line.slice(0, line.indexOf(':')))).toEqual([
    'reasons of automatic charges',
    'automatic charges once',
  ])
})
