import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { statementPapersEndpoints } from '#contract/statement-papers.ts'
import { micros } from '#domain/money.ts'
import { systemActor } from '#domain/access/actor.ts'
import { dollarsText } from '#domain/notifications/words.ts'
import { suspendAccount } from '#operations/accounts/suspend-account.ts'
import { perform } from '#operations/operation.ts'
import { recordPayment } from '#operations/payments/record-payment.ts'
import { readConfig } from '../../../src/config.ts'
import { createServices, type ServedServices } from '../../../src/compose.ts'
import { startWorker } from '../../../src/worker/start-worker.ts'
import { createTasks } from '../../../src/worker/tasks.ts'
import { TIMETABLE } from '../../../src/worker/timetable.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco, type BillTelco } from '../../support/billing.ts'
import { readPdf } from '../../support/pdf-text.ts'
import { startMailServer, type ReceivedMail, type TestMailServer } from '../../support/smtp.ts'

const NUMBER = '61370101234'
const ACCOUNT = { accountNumber: '1001', from: '2026-06-20T00:00:00+10:00', billDay: 20, numbers: [NUMBER] }
const ANNIVERSARY = new Date('2026-07-19T14:05:00Z')

let folder: string
let mailServer: TestMailServer
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tollgate-worker-'))
  mailServer = await startMailServer()
})
afterEach(async () => {
  await mailServer.close()
  await rm(folder, { recursive: true, force: true })
})

/** Everything a serving process has, on this telco, its clock standing still. */
function servicesOf(telco: BillTelco, log: string[]): ServedServices {
  const config = readConfig({
    TOLLGATE_DATA: folder,
    TOLLGATE_SMTP_URL: mailServer.url,
    TOLLGATE_MAIL_FROM: 'bills@installation.example',
  })
  const services = createServices(telco, config, { log: (line) => log.push(line), clock: () => ANNIVERSARY })
  onTestFinished(() => services.close())
  return services
}

async function addContact(telco: BillTelco, accountId: number, kind: string, email: string): Promise<void> {
  await telco.pool.query(
    `INSERT INTO account_contacts (account_id, reseller_id, kind, name, email) VALUES ($1, $2, $3, 'Mia Example', $4)`,
    [accountId, telco.resellerId, kind, email],
  )
}

function mailsTo(email: string): readonly ReceivedMail[] {
  return mailServer.received.filter(({ to }) => to.includes(email))
}

test('a bill run, a payment and a suspension become mails to the right people, their papers as the ledger has it', async () => {
  const telco = await createBillTelco()
  const account = await telco.open(ACCOUNT)
  await addContact(telco, account, 'main', 'main@acacia.example')
  await addContact(telco, account, 'billing', 'billing@acacia.example')
  const log: string[] = []
  const services = servicesOf(telco, log)
  const tasks = createTasks(services)
  expect(await tasks['run-bills']({})).toBe('1 accounts due, 1 statements, 0 failures')
  const request = { actor: systemActor(telco.resellerId), now: ANNIVERSARY, origin: 'test' }
  const payment = { accountId: account, method: 'bank-transfer', reference: '1001', note: '' } as const
  const input = { ...payment, amountMicros: micros(20_000_000n), confirmDuplicate: false }
  await perform(telco.pool, recordPayment, { ...request, input }, () => undefined)
  const suspension = { accountId: account, reason: 'unpaid', words: 'promised twice' } as const
  await perform(telco.pool, suspendAccount, { ...request, input: suspension }, () => undefined)

  const worker = await startWorker(services)
  try {
    await vi.waitFor(() => expect(mailServer.received).toHaveLength(3), { timeout: 60_000, interval: 50 })
  } finally {
    await worker.stop()
  }

  const [document] = await telco.documents(account)
  const statement = mailsTo('billing@acacia.example').find(({ source }) => source.includes('Subject: Tax Invoice'))
  expect(statement?.source).toContain('From: Wattle Voice <bills@installation.example>')
  expect(statement?.parts[0]?.content.toString()).toContain(
    `Balance: ${dollarsText(document?.terms?.amountDue ?? '')} owed`,
  )
  const paper = statement?.parts.find(({ contentType }) => contentType === 'application/pdf')
  expect(paper?.fileName).toBe('invoice-INV-000001.pdf')
  const { text, title } = await readPdf(paper?.content ?? Buffer.alloc(0))
  expect(title).toBe('Tax Invoice/Statement INV-000001')
  expect(text).toContain(`Total with GST ${dollarsText(document?.gst.total ?? '')}`)
  for (const { description, amount } of document?.services.lines ?? []) {
    expect(text).toContain(description)
    expect(text).toContain(dollarsText(amount))
  }
  const receipt = mailsTo('billing@acacia.example').find(({ source }) => source.includes('Subject: Receipt REC-000001'))
  expect(receipt?.parts[0]?.content.toString()).toContain('We received $20.00 on 20 July 2026')
  const receiptPaper = receipt?.parts.find(({ fileName }) => fileName === 'receipt-REC-000001.pdf')
  expect((await readPdf(receiptPaper?.content ?? Buffer.alloc(0))).text).toContain('Amount received $20.00')
  const [suspended] = mailsTo('main@acacia.example')
  expect(suspended?.parts[0]?.content.toString()).toContain('is suspended: a bill has not been paid.')
  expect(suspended?.source).not.toContain('promised twice')
  expect(log.join('\n')).not.toMatch(/acacia/)

  const api = await createTestApi(telco, telco.resellerId, ANNIVERSARY)
  onTestFinished(() => api.close())
  const pdf = await api.as({ role: 'customer-admin', accountId: account }).get('/statements/1.pdf')
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(pdf.headers['content-disposition']).toBe('attachment; filename="invoice-INV-000001.pdf"')
  const receiptOf = { params: { accountId: String(account), paymentId: '1' } }
  expect((await api.as({ role: 'billing' }).get(`/accounts/${account}/payments/1/receipt.pdf`)).status).toBe(200)
  const stranger = api.as({ role: 'customer-admin', accountId: account + 1 })
  expect((await stranger.refusal(statementPapersEndpoints.statementPdf, { params: { statementId: '1' } })).status).toBe(
    404,
  )
  expect((await stranger.refusal(statementPapersEndpoints.receiptPdf, receiptOf)).status).toBe(404)
})

test('without a billing contact the main one gets the bill; without any nobody does, and nothing fails', async () => {
  const telco = await createBillTelco()
  const [withMain, without] = [
    await telco.open(ACCOUNT),
    await telco.open({ ...ACCOUNT, accountNumber: '1002', numbers: [] }),
  ]
  await addContact(telco, withMain, 'main', 'main@acacia.example')
  await telco.bill(ANNIVERSARY.toISOString())
  const tasks = createTasks(servicesOf(telco, []))
  const { rows } = await telco.pool.query<{ id: bigint; accountId: number }>(
    `SELECT id, account_id AS "accountId" FROM events WHERE type = 'statement.issued' ORDER BY account_id`,
  )
  const told = []
  for (const { id, accountId } of rows) {
    told.push([accountId, await tasks['tell-event']({ eventId: String(id) })])
  }
  expect(told).toEqual([
    [withMain, `event ${rows[0]?.id}: 0 webhooks, 1 mails`],
    [without, `event ${rows[1]?.id}: 0 webhooks, 0 mails`],
  ])
  expect(await tasks['tell-event']({ eventId: String(rows[0]?.id) }), 'told twice').toContain('0 mails')
  expect(await tasks['tell-event']({ eventId: '999999' })).toContain('gone')
})

test('what is old is deleted, what is kept for the law is not, and what still waits is not', async () => {
  const telco = await createBillTelco()
  const account = await telco.open(ACCOUNT)
  await telco.bill('2026-07-19T14:05:00Z')
  const old = '2020-01-01T00:00:00Z'
  await telco.pool.query(
    `INSERT INTO idempotency_keys (reseller_id, actor, key, operation, fingerprint, answer, created_at)
     VALUES ($1, 'user 1', 'old', 'x', '', '{}', $2), ($1, 'user 1', 'new', 'x', '', '{}', $3)`,
    [telco.resellerId, old, ANNIVERSARY],
  )
  await telco.pool.query(
    `INSERT INTO mails (reseller_id, kind, recipient, variables, state, queued_at)
     VALUES ($1, 'receipt', 'a@b.example', '{}', 'sent', $2), ($1, 'receipt', 'a@b.example', '{}', 'queued', $2)`,
    [telco.resellerId, old],
  )
  const tasks = createTasks(servicesOf(telco, []))
  expect(await tasks.prune({})).toBe('1 answers to repeated requests, 1 mails')
  expect(await tasks.prune({})).toBe('nothing was old')
  expect(await telco.documents(account)).toHaveLength(1)
})

test('everything on the timetable is a job there is', async () => {
  const tasks = createTasks(servicesOf(await createBillTelco(), []))
  for (const { task } of TIMETABLE) expect(Object.keys(tasks)).toContain(task)
})
