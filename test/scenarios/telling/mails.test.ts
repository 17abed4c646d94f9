import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mailsEndpoints } from '#contract/mails.ts'
import type { MailKind } from '#domain/notifications/mail-kinds.ts'
import { sampleValues } from '#domain/notifications/template.ts'
import { queueMail, type NewMail } from '#operations/notifications/queue-mail.ts'
import { sendMail, type MailTools } from '#operations/notifications/send-mail.ts'
import { createFileOutbox } from '#providers/email/file-outbox.ts'
import { createSmtpMailer } from '#providers/email/smtp-mailer.ts'
import { withTransaction } from '#storage/pool.ts'
import { recordEvents } from '#storage/tables/events.ts'
import { enterTenant } from '#storage/tenant.ts'
import { createTestApi, type TestApi, type TestClient } from '../../support/api.ts'
import { startMailServer, type TestMailServer } from '../../support/smtp.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const PAPER = Buffer.from('%PDF-1.7 a paper with bytes \u0000\u00ff', 'latin1')
const TO = 'bills@acacia.example'

let telco: TestTelco
let api: TestApi
let staff: TestClient
let server: TestMailServer
let tools: MailTools
beforeEach(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  staff = api.as({ role: 'admin' })
  server = await startMailServer({ user: 'tollgate', password: 'pass:word@1' })
  tools = toolsFor(server.url)
})
afterEach(async () => {
  tools.mailer.close()
  await Promise.all([server.close(), api.close()])
  await telco.drop()
})

function toolsFor(url: string): MailTools {
  return {
    pool: telco.pool,
    mailer: createSmtpMailer({ url, timeoutMs: 5000 }),
    from: 'no-reply@installation.example',
    makePaper: (_db, _resellerId, { paper, id }) =>
      Promise.resolve([{ fileName: `${paper}-${id}.pdf`, contentType: 'application/pdf', content: PAPER }]),
    publicUrl: 'https://phones.example',
    log: () => {},
  }
}

/** As an operation of the reseller does it. */
async function queue(mail: Partial<NewMail> & { kind: MailKind }): Promise<bigint> {
  const values = sampleValues(mail.kind) as never
  const accountId = telco.accounts[0]?.id ?? 0
  const id = await withTransaction(telco.pool, async (db) => {
    await enterTenant(db, telco)
    return queueMail({ db, ...telco, now: api.now }, { to: TO, values, accountId, ...mail })
  })
  if (id === undefined) throw new Error('it was not queued')
  return id
}

async function theMail() {
  const [mail] = (await staff.call(mailsEndpoints.listMails)).items
  return mail
}

test('a statement goes to its contact under the reseller’s brand, its paper attached and readable', async () => {
  const id = await queue({ kind: 'statement', attachment: { paper: 'statement', id: '12' } })
  expect(await theMail()).toMatchObject({ status: 'queued', to: TO, sentAt: null })

  await sendMail(tools, id, api.now)

  const [mail] = server.received
  expect(mail).toMatchObject({ from: 'no-reply@installation.example', to: [TO] })
  expect(mail?.source).toContain('From: Wattle Voice <no-reply@installation.example>')
  expect(mail?.source).toContain('Reply-To: help@wattle.example')
  expect(mail?.source).toContain(`Message-ID: <mail-${id}@installation.example>`)
  expect(mail?.source).not.toMatch(/tollgate|nodemailer/i)
  const [text, html, paper] = mail?.parts ?? []
  expect(text?.content.toString()).toContain('Dear Account 1001,')
  expect(text?.content.toString()).toContain('give your account number 1001 as the reference')
  expect(html?.content.toString()).toContain('#336699')
  expect(paper).toEqual({ contentType: 'application/pdf', fileName: 'statement-12.pdf', content: PAPER })
  expect(await theMail()).toMatchObject({
    status: 'sent',
    subject: 'Tax Invoice 100234 from Wattle Voice',
    attempts: 1,
    sentAt: api.now.toISOString(),
  })
  expect(await sendMail(tools, id, api.now), 'the job runs twice').toBeUndefined()
  expect(server.received).toHaveLength(1)
})

test('the brand’s own sender signs where it has one', async () => {
  await telco.pool.query(`UPDATE resellers SET brand = brand || $2 WHERE id = $1`, [
    telco.resellerId,
    { senderName: 'Wattle Accounts', senderEmail: 'accounts@wattle.example' },
  ])
  await sendMail(tools, await queue({ kind: 'receipt' }), api.now)
  expect(server.received[0]?.source).toContain('From: Wattle Accounts <accounts@wattle.example>')
})

test('a recipient the server refuses is a failure with its words, and is not tried again until somebody asks', async () => {
  server.unknown.add(TO)
  const id = await queue({ kind: 'receipt' })
  await sendMail(tools, id, api.now)
  expect(await theMail()).toMatchObject({
    status: 'failed',
    attempts: 1,
    answer: expect.stringContaining('550 5.1.1 No mailbox') as string,
    nextTryAt: null,
  })
  expect(await sendMail(tools, id, api.now)).toBeUndefined()

  server.unknown.clear()
  const again = await staff.call(mailsEndpoints.resendMail, { params: { mailId: String(id) } })
  expect(again).toMatchObject({ status: 'queued' })
  await sendMail(tools, id, api.now)
  expect(await theMail()).toMatchObject({ status: 'sent', attempts: 1 })
})

test('a server that puts it off, or is not there, is tried again with growing delay, and in the end given up', async () => {
  server.later.add(TO)
  const id = await queue({ kind: 'invitation' })
  await sendMail(tools, id, api.now)
  expect(await theMail()).toMatchObject({
    status: 'queued',
    attempts: 1,
    answer: '450 4.2.0 Greylisted',
    nextTryAt: '2026-07-01T00:01:00.000Z',
  })
  await server.close()
  const delays: number[] = []
  for (let mail = await theMail(); typeof mail?.nextTryAt === 'string'; mail = await theMail()) {
    delays.push((Date.parse(mail.nextTryAt) - api.now.getTime()) / 60_000)
    api.now = new Date(mail.nextTryAt)
    await sendMail(tools, id, api.now)
  }
  expect(delays, 'minutes').toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440])
  expect(await theMail()).toMatchObject({ status: 'failed', attempts: 10 })
  const { rows } = await telco.pool.query('SELECT variables FROM mails WHERE id = $1', [id])
  expect(rows, 'nobody needs the link any more').toEqual([{ variables: {} }])
  const refused = await staff.refusal(mailsEndpoints.resendMail, { params: { mailId: String(id) } })
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('make a new invitation') as string })
  server = await startMailServer()
})

test('a server that is back takes what was put off', async () => {
  const { url } = server
  await server.close()
  const id = await queue({ kind: 'receipt' })
  await sendMail(tools, id, api.now)
  expect(await theMail()).toMatchObject({ status: 'queued', answer: expect.stringContaining('ECONNREFUSED') as string })
  const { rows } = await telco.pool.query(
    `SELECT task_identifier AS task, run_at > now() AS later
    FROM graphile_worker.jobs WHERE key = $1`,
    [`mail ${id}`],
  )
  expect(rows).toEqual([{ task: 'send-mail', later: true }])
  server = await startMailServer({ port: Number(new URL(url).port), user: 'tollgate', password: 'pass:word@1' })
  await sendMail(tools, id, api.now)
  expect(await theMail()).toMatchObject({ status: 'sent', attempts: 2 })
})

test('a wrong password is put off, and never shown', async () => {
  tools = toolsFor(server.url.replace('pass', 'hidden'))
  await sendMail(tools, await queue({ kind: 'receipt' }), api.now)
  const mail = await theMail()
  expect(mail).toMatchObject({ status: 'queued', attempts: 1, answer: expect.stringContaining('535') as string })
  expect(JSON.stringify(mail)).not.toContain('hidden')
})

test('without a mail server mails wait as files that only their owner reads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-outbox-'))
  try {
    const id = await queue({ kind: 'invitation' })
    await sendMail({ ...tools, mailer: createFileOutbox(join(folder, 'outbox')) }, id, api.now)
    expect(await theMail()).toMatchObject({
      status: 'waiting',
      answer: expect.stringContaining(`The operator has the mail as mail-${id}.eml`) as string,
    })
    expect(await readdir(join(folder, 'outbox'))).toEqual([`mail-${id}.eml`])
    const file = join(folder, 'outbox', `mail-${id}.eml`)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file, 'utf8')).toContain('https://portal.example.com/invitation/sample')
    await staff.call(mailsEndpoints.resendMail, { params: { mailId: String(id) } })
    await sendMail(tools, id, api.now)
    expect(server.received).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the same source tells the same person once', async () => {
  await queue({ kind: 'receipt', source: 'event 71' })
  await expect(queue({ kind: 'receipt', source: 'event 71' })).rejects.toThrow('it was not queued')
  await queue({ kind: 'receipt', source: 'event 71', to: 'other@acacia.example' })
})

test('mail somebody waits for goes before what is told of, and that before papers by the thousand', async () => {
  await queue({ kind: 'statement', attachment: { paper: 'statement', id: '12' } })
  await withTransaction(telco.pool, async (db) => {
    await enterTenant(db, telco)
    await recordEvents(db, telco.resellerId, api.now.getTime(), [{ type: 'account.activated', payload: {} }])
  })
  await queue({ kind: 'password-reset', to: 'owner@wattle.example' })
  const { rows } = await telco.pool.query<{ task: string }>(
    'SELECT task_identifier AS task FROM graphile_worker.jobs ORDER BY priority, run_at, id',
  )
  expect(rows.map(({ task }) => task)).toEqual(['send-mail', 'tell-event', 'send-mail'])
})

test('mails are listed by account, state and kind, without their links, and not to others', async () => {
  await queue({ kind: 'invitation' })
  await queue({ kind: 'receipt', accountId: telco.accounts[1]?.id ?? 0 })
  const [first, second] = telco.accounts
  const { listAccountMails, listMails } = mailsEndpoints
  const kinds = async (query: object, accountId = first?.id) =>
    (await staff.call(listAccountMails, { params: { accountId: String(accountId) }, query })).items.map(
      ({ kind }) => kind,
    )
  expect(await kinds({})).toEqual(['invitation'])
  expect(await kinds({}, second?.id)).toEqual(['receipt'])
  expect(await kinds({ status: 'sent' })).toEqual([])
  expect(JSON.stringify(await staff.call(listMails))).not.toContain('https://')
  await expect(
    withTransaction(telco.pool, async (db) => {
      await enterTenant(db, telco)
      await db.query('SELECT variables FROM mails')
    }),
  ).rejects.toThrow('permission denied')
  const page = await staff.call(listMails, { query: { limit: '1' } })
  const next = await staff.call(listMails, { query: { limit: '1', cursor: page.nextCursor ?? '' } })
  expect([...page.items, ...next.items].map(({ kind }) => kind)).toEqual(['receipt', 'invitation'])
  const customer = api.as({ role: 'customer-admin', accountId: first?.id ?? 0 })
  expect((await customer.refusal(listMails)).status).toBe(403)
})

test('a reseller’s own words are checked, previewed, used, and given back', async () => {
  const { writeMailTemplate, readMailTemplate, previewMailTemplate, resetMailTemplate } = mailsEndpoints
  const params = { kind: 'receipt' } as const
  const body = { subject: 'Ta for {{payment.amount}}', body: 'Hi {{customer.name}} <b>' }
  const misspelt = await staff.refusal(writeMailTemplate, { params, body: { ...body, body: 'Hi {{customer.nam}}' } })
  expect(misspelt).toMatchObject({
    status: 422,
    errors: [{ field: 'body', message: expect.stringContaining('did you mean "customer.name"?') as string }],
  })
  const preview = await staff.call(previewMailTemplate, { params, body })
  expect(preview.subject).toBe('Ta for $128.70')
  expect(preview.html).toContain('Hi Acacia Dental &lt;b&gt;')

  const headers = { 'if-match': '"0"' }
  expect(await staff.call(writeMailTemplate, { params, body, headers })).toMatchObject({ version: 1, isOwn: true })
  expect(await staff.refusal(writeMailTemplate, { params, body, headers })).toMatchObject({ code: 'changed_meanwhile' })
  await sendMail(tools, await queue({ kind: 'receipt' }), api.now)
  expect(await theMail()).toMatchObject({ subject: 'Ta for $128.70' })

  await staff.call(resetMailTemplate, { params })
  expect(await staff.call(readMailTemplate, { params })).toMatchObject({
    isOwn: false,
    version: 0,
    subject: 'Receipt {{receipt.number}} from {{brand.name}}',
  })
  await expect(api.as({ role: 'support' }).refusal(readMailTemplate, { params })).resolves.toMatchObject({
    status: 403,
  })
})
