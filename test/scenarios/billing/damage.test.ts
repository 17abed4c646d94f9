import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type pg from 'pg'
import { paymentsEndpoints } from '#contract/payments.ts'
import { statementsEndpoints } from '#contract/statements.ts'
import { verifyInTransaction } from '#operations/usage/verify-ledger.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'
import { there } from '../../support/there.ts'

let telco: BillTelco
let client: pg.PoolClient
beforeAll(async () => {
  telco = await createBillTelco({ isOfOneTest: false })
  const numbers = ['61370101234']
  const account = await telco.open({ accountNumber: '1001', from: '2026-06-20T02:00:00Z', billDay: 20, numbers })
  await telco.call(['61370101234', '61491570006', '2026-07-01T01:00:00Z', 2503])
  await telco.bill('2026-07-19T14:05:00Z')
  const api = await createTestApi(telco, telco.resellerId, new Date('2026-07-22T01:00:00Z'))
  const billing = api.as({ role: 'billing' })
  const params = { accountId: String(account) }
  await billing.call(paymentsEndpoints.recordPayment, { params, body: { amount: '20.00', method: 'cash' } })
  const { items } = await billing.call(statementsEndpoints.listStatements)
  await billing.call(statementsEndpoints.adjustStatement, {
    params: { statementId: there(items[0]).id },
    body: { kind: 'credit', reason: 'Twice', lines: [{ description: 'Mobile', amount: '0.55' }] },
  })
  await telco.bill('2026-08-19T14:05:00Z')
  await api.close()
})
afterAll(() => telco.drop())
beforeEach(async () => {
  client = await telco.pool.connect()
  await client.query('BEGIN')
})
afterEach(async () => {
  await client.query('ROLLBACK')
  client.release()
})

async function damaged(): Promise<readonly string[]> {
  const { checks } = await verifyInTransaction(client, { reprice: false })
  return checks.filter(({ total }) => total > 0).map(({ name }) => name)
}

test('what nobody touched agrees', async () => {
  expect(await damaged()).toEqual([])
})

const CONTENTS = 'contents of statements'

test.each([
  [
    'a charge made higher',
    `UPDATE charges SET amount_micros = amount_micros + 1 WHERE source LIKE 'plan%'`,
    [CONTENTS, 'postings of charges'],
  ],
  ['a charge moved to another statement', `UPDATE charges SET statement_id = 99 WHERE source LIKE 'plan%'`, [CONTENTS]],
  [
    'a charge taken off its statement',
    `UPDATE charges SET statement_id = NULL WHERE source LIKE 'plan%'`,
    ['balances and statements', CONTENTS],
  ],
  ['a payment made lower', 'UPDATE payments SET amount_micros = amount_micros - 1', [CONTENTS, 'postings of payments']],
  ['a payment deleted', 'DELETE FROM payments', [CONTENTS, 'numbers of documents', 'postings of payments']],
  [
    'a rounding deleted',
    `DELETE FROM postings WHERE reason = 13 AND posted_at < '2026-08-01'`,
    ['balances', 'balances and statements', 'roundings to documents'],
  ],
  ['a document that is none', `UPDATE statements SET document = 'torn'`, ['documents as issued']],
  [
    'a word of a document changed',
    `UPDATE statements SET document = replace(document, 'Office', 'Offices')`,
    ['documents as issued'],
  ],
  [
    'a document and its hash changed alike',
    `UPDATE statements SET document = replace(document, '"total":"', '"total":"9')`,
    ['documents as issued'],
  ],
  [
    'a total made lower',
    `UPDATE statements SET total_micros = total_micros - 10000 WHERE number = 'INV-000002'`,
    [CONTENTS, 'documents as issued'],
  ],
  [
    'a closing balance improved',
    `UPDATE statements SET closing_micros = closing_micros + 10000 WHERE number = 'INV-000001'`,
    [CONTENTS, 'documents as issued', 'order of statements'],
  ],
  [
    'a statement deleted',
    `DELETE FROM statements WHERE number = 'INV-000002'`,
    ['balances and statements', CONTENTS, 'numbers of documents'],
  ],
  [
    'a number left out',
    `UPDATE document_counters SET last = last + 1 WHERE kind = 'statement'`,
    ['numbers of documents'],
  ],
  [
    'a line in the usage moved back',
    `UPDATE statements SET usage_watermark = 0 WHERE number = 'INV-000001'`,
    [CONTENTS],
  ],
  ['a note that was never carried', 'UPDATE statements SET carried_on = NULL', ['balances and statements', CONTENTS]],
  [
    'a statement of another reseller',
    `UPDATE statements SET reseller_id = 99 WHERE number = 'INV-000002'`,
    ['owners', 'numbers of documents'],
  ],
] as const)('%s is found', async (_, sql, checks) => {
  const { rowCount } = await client.query(sql)
  expect(rowCount).toBeGreaterThan(0)
  expect((await damaged()).toSorted()).toEqual(checks.toSorted())
})
