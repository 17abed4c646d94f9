import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { bankTransfersEndpoints as bank } from '#contract/bank-transfers.ts'
import { paymentsEndpoints } from '#contract/payments.ts'
import { accountNumberOf } from '#domain/accounts/account-number.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

/** Money that comes by the bank: read, matched, posted once whatever is sent again, put right by hand; nothing is lost. */

type BankFile = z.input<typeof bank.readBankFile.response>

let telco: TestTelco
let api: TestApi
let staff: TestClient
let ids: readonly number[]
const numbers = Array.from({ length: 60 }, (_, index) => accountNumberOf(200_000 + index))
const [ACACIA = '', BANKSIA = '', CORREA = ''] = numbers

beforeAll(async () => {
  telco = await createTestTelco()
  ids = await withTransaction(telco.pool, (db) =>
    openAccounts(
      db,
      telco.resellerId,
      numbers.map((accountNumber) => ({
        accountNumber,
        name: accountNumber === ACACIA ? 'Acacia Dental' : `Customer ${accountNumber}`,
        paymentMode: 'postpaid' as const,
        timeZone: 'Australia/Sydney',
        billDay: 1,
        planId: telco.paygPlanId,
        activeFrom: new Date('2026-01-01T00:00:00Z'),
      })),
    ),
  )
  api = await createTestApi(telco, telco.resellerId, new Date('2026-11-24T02:00:00Z'))
  staff = api.as({ role: 'billing' })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

async function upload(text: string, fileName = 'statement.csv'): Promise<BankFile> {
  const path = `/bank-files?fileName=${encodeURIComponent(fileName)}`
  const answer = await staff.post(path, text, { 'content-type': 'text/csv' })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.json as BankFile
}

async function rowsOf(importId: string) {
  return (await staff.call(bank.listBankTransfers, { query: { importId, limit: 200 } })).items
}

async function paidTo(account: string) {
  const accountId = String(ids[numbers.indexOf(account)])
  const { items } = await staff.call(paymentsEndpoints.listAccountPayments, { params: { accountId } })
  return items.map(({ amount, reverses }) => (reverses === null ? amount : `back ${amount}`)).toReversed()
}

const wrong = `${ACACIA.slice(0, -1)}${(Number(ACACIA.at(-1)) + 1) % 10}`
const HEAD = '\u{FEFF}Date,Narrative,Debit Amount,Credit Amount,Balance'
const MONDAY = [
  `23/11/2026,"DIRECT CREDIT, ${ACACIA}",,110.00,1110.00`,
  `23/11/2026,"DIRECT CREDIT, ${ACACIA}",,110.00,1220.00`,
  `23/11/2026,OSKO ${wrong} ACACIA DENTAL,,20.00,1240.00`,
  `23/11/2026,J SMITH,,55.50,1295.50`,
  `23/11/2026,RENT,500.00,,795.50`,
  `23/11/2026,OWN TRANSFER,,1000.00,1795.50`,
]
const TUESDAY = [`24/11/2026,${BANKSIA} THANKS,,33.00,1828.50`]

async function damage() {
  const { checks } = await verifyLedger(telco.pool)
  return checks.flatMap(({ name, findings }) => findings.map((finding) => ({ name, finding })))
}

test('a statement: each row once, whatever is uploaded or posted twice; files that overlap; those alike both count', async () => {
  const monday = await upload([HEAD, ...MONDAY].join('\r\n'))
  expect(monday.sums).toMatchObject({
    matched: { count: 2, amount: '220.00' },
    suggested: { count: 1, amount: '20.00' },
    unmatched: { count: 2, amount: '1055.50' },
    ignored: { count: 1, amount: '-500.00' },
  })
  expect((await rowsOf(monday.id))[2]?.problem).toContain(`Was ${ACACIA} (Acacia Dental) meant?`)
  expect(await paidTo(ACACIA)).toEqual([])
  const again = await upload([HEAD, ...MONDAY].join('\r\n'), 'again.csv')
  expect([again.id, again.isRepeated]).toEqual([monday.id, true])

  const params = { bankImportId: monday.id }
  const twice = await Promise.all([
    staff.call(bank.postBankFile, { params }),
    staff.call(bank.postBankFile, { params }),
  ])
  expect(twice.map(({ posted }) => posted).toSorted((one, other) => one - other)).toEqual([0, 2])
  expect(await paidTo(ACACIA)).toEqual(['110.00', '110.00'])
  // The next file begins with the day before, as statements do.
  const both = await upload([HEAD, ...MONDAY, ...TUESDAY].join('\n'), 'tuesday.csv')
  expect(both.sums).toMatchObject({ duplicate: { count: 6 }, matched: { count: 1, amount: '33.00' } })
  await staff.call(bank.postBankFile, { params: { bankImportId: both.id } })
  expect(await paidTo(BANKSIA)).toEqual(['33.00'])
  const { rows } = await telco.pool.query<{ count: number }>(
    `SELECT count(*)::int4 FROM events WHERE type = 'payment.received'`,
  )
  expect(rows[0]?.count).toBe(3)
  // A third of that day, alike in all of it, is taken for one that came before until somebody says it is not.
  const third = there((await rowsOf(both.id)).find(({ status }) => status === 'duplicate'))
  await staff.call(bank.reopenBankTransfer, {
    params: { bankTransferId: third.id },
    body: { reason: 'The bank confirms a third one' },
  })
  expect(await staff.call(bank.readBankTransfer, { params: { bankTransferId: third.id } })).toMatchObject({
    status: 'unmatched',
    left: '110.00',
  })
  expect(await damage()).toEqual([])
})

test('by hand: assign, split, undo, set aside; a payment reversed elsewhere gives money back; a payer is known then', async () => {
  const list = (status: string) => staff.call(bank.listBankTransfers, { query: { status, withTotal: 'true' } })
  const smith = there((await list('unmatched')).items.find(({ text }) => text === 'J SMITH'))
  const params = { bankTransferId: smith.id }
  const [acacia = '', banksia = '', correa = ''] = ids.map(String)
  const tooMuch = { parts: [{ accountId: correa, amount: '55.51' }] }
  expect(await staff.refusal(bank.assignBankTransfer, { params, body: tooMuch })).toMatchObject({
    code: 'invalid_value',
  })
  const split = await staff.call(bank.assignBankTransfer, {
    params,
    body: { parts: [{ accountId: correa, amount: '50.00' }] },
  })
  expect(split).toMatchObject({ status: 'unmatched', left: '5.50', assigned: '50.00' })
  const whole = await staff.call(bank.assignBankTransfer, { params, body: { parts: [{ accountId: banksia }] } })
  expect(whole).toMatchObject({ status: 'posted', left: '0.00', account: null })
  expect(
    await staff.refusal(bank.assignBankTransfer, { params, body: { parts: [{ accountId: acacia }] } }),
  ).toMatchObject({
    code: 'conflict',
  })
  // Dishonoured: the part is nobody's again.
  const part = there(whole.parts.find(({ accountId }) => accountId === correa))
  await staff.call(paymentsEndpoints.reversePayment, {
    params: { accountId: correa, paymentId: part.paymentId },
    body: { reason: 'Dishonoured' },
  })
  expect(await staff.call(bank.readBankTransfer, { params })).toMatchObject({ status: 'unmatched', left: '50.00' })
  await staff.call(bank.undoBankTransfer, { params, body: { reason: 'Another Smith' } })
  expect(await staff.call(bank.readBankTransfer, { params })).toMatchObject({ left: '55.50', assigned: '0.00' })
  expect([await paidTo(CORREA), await paidTo(BANKSIA)]).toEqual([
    ['50.00', 'back -50.00'],
    ['33.00', '5.50', 'back -5.50'],
  ])
  await staff.call(bank.assignBankTransfer, { params, body: { parts: [{ accountId: correa }] } })

  const own = there((await list('unmatched')).items.find(({ text }) => text === 'OWN TRANSFER'))
  const aside = { params: { bankTransferId: own.id }, body: { reason: 'Between our own accounts' } }
  expect(await staff.call(bank.setBankTransferAside, aside)).toMatchObject({ status: 'set-aside', left: '1000.00' })
  const suggestion = there((await list('suggested')).items[0])
  await staff.call(bank.acceptBankTransfers, { body: { ids: [suggestion.id] } })
  expect((await paidTo(ACACIA)).at(-1)).toBe('20.00')
  const payer = await upload([HEAD, '24/11/2026,J SMITH,,60.00,0.00'].join('\n'), 'smith.csv')
  expect((await rowsOf(payer.id))[0]).toMatchObject({
    status: 'suggested',
    account: { id: correa },
    matchedBy: 'payer',
  })
  expect((await list('unmatched,suggested')).sums).toMatchObject({ left: '170.00' })
  const { text } = await staff.get('/bank-transfers.csv?status=set-aside')
  expect(text).toContain('Between our own accounts')
  expect(await damage()).toEqual([])
})

test('recorded by hand before the file came: a suggestion, and not money twice', async () => {
  const accountId = String(ids[3])
  const given = { amount: '77.00', method: 'bank-transfer' as const, receivedOn: '2026-11-23' }
  await staff.call(paymentsEndpoints.recordPayment, { params: { accountId }, body: given })
  const file = await upload([HEAD, `24/11/2026,${numbers[3]},,77.00,0.00`].join('\n'), 'recorded.csv')
  expect((await rowsOf(file.id))[0]?.problem).toContain('was recorded by hand, received on 23 November 2026 (REC-')
  expect(file.sums.suggested.count).toBe(1)
})

test('a file nobody can read: its columns are said once; one that is broken is refused; one not meant is discarded', async () => {
  const odd = (day: string) => [`When;How much;Why`, `${day}/11/2026;12.00;${numbers[4]}`].join('\n')
  const file = await upload(odd('20'), 'odd.csv')
  expect(file).toMatchObject({ rows: 0, missing: 'Say which column has the date.', canMap: true })
  const params = { bankImportId: file.id }
  const columns = { date: 'When', amount: 'How much', text: 'Why' }
  expect(await staff.refusal(bank.mapBankFile, { params, body: { columns: { date: 'When' } } })).toMatchObject({
    code: 'invalid_value',
  })
  expect(await staff.call(bank.mapBankFile, { params, body: { columns } })).toMatchObject({
    rows: 1,
    sums: { matched: { count: 1, amount: '12.00' } },
  })
  const next = await upload(odd('21'), 'odd-2.csv')
  expect(next).toMatchObject({ missing: null, rows: 1 })
  await staff.call(bank.discardBankFile, { params: { bankImportId: next.id } })
  expect((await staff.get(`/bank-files/${next.id}`)).status).toBe(404)
  await staff.call(bank.postBankFile, { params })
  expect(await staff.refusal(bank.discardBankFile, { params })).toMatchObject({ code: 'conflict' })
  const cut = await staff.post('/bank-files?fileName=cut.aba', `0${' '.repeat(17)}01WBC${' '.repeat(51)}201126`, {
    'content-type': 'text/csv',
  })
  expect([cut.status, cut.text]).toEqual([400, expect.stringContaining('the file has been cut off') as string])
})

test('five thousand rows are read and posted; who may only look may not', async () => {
  const rows = Array.from(
    { length: 5000 },
    (_, at) => `24/11/2026,${numbers[at % 60]} run ${at},,1.${String(at % 90).padStart(2, '0')},`,
  )
  const file = await upload([HEAD, ...rows].join('\n'), 'large.csv')
  expect(file.sums.matched.count).toBe(5000)
  expect((await staff.call(bank.postBankFile, { params: { bankImportId: file.id } })).posted).toBe(5000)
  const looking = api.as({ role: 'support' })
  expect((await looking.call(bank.readBankFile, { params: { bankImportId: file.id } })).sums.posted.count).toBe(5000)
  expect(await looking.refusal(bank.postBankFile, { params: { bankImportId: file.id } })).toMatchObject({
    code: 'forbidden',
  })
  expect(await damage()).toEqual([])
})
