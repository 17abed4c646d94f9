import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { mailsEndpoints } from '#contract/mails.ts'
import { portDayEndpoints } from '#contract/port-day.ts'
import { portMessagesEndpoints } from '#contract/port-messages.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { mailPaper } from '#operations/notifications/mail-paper.ts'
import { sendMail, type MailTools } from '#operations/notifications/send-mail.ts'
import { tellEvent } from '#operations/notifications/tell-event.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { createSmtpMailer } from '#providers/email/smtp-mailer.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { startMailServer, type ReceivedMail, type TestMailServer } from '../../support/smtp.ts'
import { spaced } from '../../support/spaced.ts'

const MAIN = 'mia@acacia.example'
const PERSON = 'otto@acacia.example'

let given: PortingTelco
let server: TestMailServer
let tools: MailTools
beforeAll(async () => {
  given = await createPortingTelco()
  server = await startMailServer()
  tools = {
    pool: given.telco.pool,
    mailer: createSmtpMailer({ url: server.url, timeoutMs: 5000 }),
    from: 'no-reply@installation.example',
    publicUrl: 'https://phones.example',
    makePaper: mailPaper.bind(undefined, given.api.services.pdf),
    log: () => {},
  }
  await given.api.as({ role: 'admin' }).call(accountsEndpoints.changeAccount, {
    params: { accountId: given.accountId },
    body: { contacts: { main: { name: 'Mia Marlow', email: MAIN } } },
  })
})
afterAll(async () => {
  tools.mailer.close()
  await Promise.all([server.close(), given.drop()])
})
beforeEach(() => {
  given.api.now = new Date('2026-09-07T00:00:00Z')
})

const { submitPort, lodgePort, passOnPort, acceptPort, rejectPort, setPortDate, preProvisionPort } = portsEndpoints
const { startCutOver, completePort, reversePort, withdrawPort, splitPort } = portsEndpoints
const AUTHORISED = { authorisedPerson: { name: 'Otto Marlow', email: PERSON } }

/** Tells all that happened, twice, and sends what waits; what the mail server got by it, the oldest first. */
async function arrived(): Promise<readonly ReceivedMail[]> {
  const { pool } = given.telco
  const before = server.received.length
  const { rows: events } = await pool.query<{ id: bigint }>('SELECT id FROM events ORDER BY id')
  for (const { id } of [...events, ...events]) await tellEvent(pool, id, given.api.now)
  const { rows: mails } = await pool.query<{ id: bigint }>(`SELECT id FROM mails WHERE state = 'queued' ORDER BY id`)
  for (const { id } of mails) await sendMail(tools, id, given.api.now)
  return server.received.slice(before)
}

function shown(mails: readonly ReceivedMail[]): readonly string[] {
  return mails.map((mail) => `${mail.to.join()}: ${textOf(mail).split('\n\n')[1] ?? ''}`)
}

function textOf(mail: ReceivedMail | undefined): string {
  return mail?.parts[0]?.content.toString().replaceAll('\r\n', '\n') ?? ''
}

/** The properties of a calendar file, lines unfolded by RFC 5545 §3.1. */
function entryOf(mail: ReceivedMail | undefined): Readonly<Record<string, string>> {
  const part = mail?.parts.find(({ contentType }) => contentType === 'text/calendar')
  return propertiesOf(part?.content.toString() ?? '')
}

function propertiesOf(file: string): Readonly<Record<string, string>> {
  const own = file.replaceAll(/\r\n[ \t]/g, '').replaceAll(/BEGIN:VALARM.*?END:VALARM\r\n/gs, '')
  return Object.fromEntries(own.split('\r\n').map((line) => [line.replace(/[:;].*$/, ''), line.replace(/^[^:]*:/, '')]))
}

test('every step of a complex port is one mail to each of two people, with the day in their calendars', async () => {
  const { staff, customer, api } = given
  const numbers = [given.foreignNumber(), given.foreignNumber()]
  const { id } = await given.request({ kind: 'complex', numbers, ...AUTHORISED })
  const params = { portId: id }
  const what = `2 numbers from ${spaced(numbers[0] ?? '')}`
  await given.handOver(id)
  await staff.call(acceptPort, { params, body: { customerWords: 'It took them a while.' } })
  const way = await arrived()
  expect(shown(way)).toEqual(
    [
      `The move of ${what} from Example Telecom is under way. It usually takes 8 to 12 weeks.`,
      `We have checked your request and passed it on. Next, Example Telecom is asked to let ${what} go.`,
      `Before the move of ${what} is asked for, Example Telecom checks that the numbers belong together and are yours. It has five business days to answer.`,
      `Example Telecom has checked ${what}. Now it is asked to let them go.`,
      `Example Telecom has agreed to the move of ${what}.`,
    ].flatMap((words) => [`${MAIN}: ${words}`, `${PERSON}: ${words}`]),
  )
  const accepted = textOf(way.at(-1))
  expect(accepted).toContain('Please choose the day of the move, ten business days from now or later.')
  expect(accepted).toContain('It took them a while.')
  expect(accepted).toContain(`https://phones.example/my/porting/${id}`)
  expect(way.at(-1)?.source).toContain('From: Wattle Voice <no-reply@installation.example>')

  await customer.call(setPortDate, { params, body: { cutOverAt: '2026-09-22T00:00:00.000Z' } })
  const [set, alsoSet, ...none] = await arrived()
  expect(none).toEqual([])
  expect([set?.to, alsoSet?.to]).toEqual([[MAIN], [PERSON]])
  const first = entryOf(set)
  expect(first).toMatchObject({
    METHOD: 'REQUEST',
    STATUS: 'CONFIRMED',
    SEQUENCE: '1',
    DTSTART: '20260922T000000Z',
    DTEND: '20260922T020000Z',
    SUMMARY: `${what} move to Wattle Voice`,
    ATTENDEE: `MAILTO:${MAIN}`,
  })
  expect(set?.source).not.toMatch(/sebbo|ical-generator/i)

  await staff.call(setPortDate, { params, body: { cutOverAt: '2026-09-23T00:00:00.000Z', chargeFee: false } })
  const [moved] = await arrived()
  expect(textOf(moved)).toContain('is on 23 September 2026 at 10:00 am AEST now. Before, it was on 22 September 2026')
  expect(entryOf(moved)).toMatchObject({ UID: first['UID'], SEQUENCE: '2', DTSTART: '20260923T000000Z' })
  await staff.call(setPortDate, { params, body: { cutOverAt: '2026-09-23T00:00:00.000Z', chargeFee: false } })
  expect(await arrived(), 'the same day once more').toEqual([])
  const file = (await customer.get(`/ports/${id}/cut-over.ics`)).text
  expect(propertiesOf(file)).toMatchObject({
    METHOD: 'PUBLISH',
    UID: first['UID'],
    SEQUENCE: '3',
    DTSTART: '20260923T000000Z',
  })

  await staff.call(withdrawPort, { params, body: { reason: 'The office stays where it is.', chargeFee: false } })
  const [gone] = await arrived()
  expect(textOf(gone)).toContain('does not take place: The office stays where it is.')
  expect(entryOf(gone)).toMatchObject({
    METHOD: 'CANCEL',
    STATUS: 'CANCELLED',
    UID: first['UID'],
    SEQUENCE: '4',
    DTSTART: '20260923T000000Z',
  })
  expect((await customer.get(`/ports/${id}/cut-over.ics`)).status).toBe(404)
  expect(api.now.toISOString()).toBe('2026-09-07T00:00:00.000Z')
})

test('the morning, completion, what is badly wrong, and the return; the order page lists them with their attempts', async () => {
  const { staff, customer, api, telco } = given
  await telco.pool.query(
    `INSERT INTO users (name, email, status, created_at) VALUES ('Olga Owner', 'olga@wattle.example', 'active', now())`,
  )
  await telco.pool.query(
    `INSERT INTO memberships (user_id, reseller_id, role, created_at, accepted_at)
     SELECT id, $1, 'owner', now(), now() FROM users WHERE email = 'olga@wattle.example'`,
    [telco.resellerId],
  )
  const { id, numbers } = await given.lodged({ dayContact: { name: 'Nora Marlow', phone: '61491570006' } })
  const params = { portId: id }
  const number = spaced(numbers[0] ?? '')
  await staff.call(rejectPort, { params, body: { reason: 'name-mismatch' } })
  await staff.call(submitPort, { params, body: {} })
  await staff.call(lodgePort, { params, body: {} })
  await staff.call(passOnPort, { params, body: {} })
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-08T23:30:00.000Z' } })
  await arrived()
  await staff.call(preProvisionPort, { params, body: {} })
  const [morning] = await arrived()
  expect(textOf(morning)).toContain(`${number} is on your account since this morning.`)
  expect(textOf(morning)).toContain('- Your phones are registered\n- Calls nobody takes go somewhere')
  expect(textOf(morning)).toContain('On the day we call Nora Marlow on 0491 570 006.')
  await staff.call(startCutOver, { params, body: {} })
  api.now = new Date('2026-09-08T23:50:00Z')
  await staff.call(completePort, { params, body: { withoutTest: true } })
  await customer.call(portDayEndpoints.raisePortAlarm, { params, body: { words: 'It rings at a stranger’s.' } })
  const [, urgent] = await arrived()
  expect(urgent?.to).toEqual(['olga@wattle.example'])
  expect(textOf(urgent)).toContain('Account 1001 says that something is badly wrong')
  expect(textOf(urgent)).toContain('https://phones.example/porting/')
  server.unknown.add(MAIN)
  await staff.call(reversePort, { params, body: { reason: 'It cannot be put right.', chargeFee: false } })
  await arrived()
  server.unknown.delete(MAIN)

  const { items } = await staff.call(portMessagesEndpoints.listPortMessages, { params })
  expect(items.map(({ kind, attempt, status }) => [kind, attempt, status])).toEqual([
    ['port-submitted', 1, 'sent'],
    ['port-lodged', 1, 'sent'],
    ['port-rejected', 1, 'sent'],
    ['port-submitted', 2, 'sent'],
    ['port-lodged', 2, 'sent'],
    ['port-date-set', 2, 'sent'],
    ['port-morning', 2, 'sent'],
    ['port-completed', 2, 'sent'],
    ['port-urgent', 2, 'sent'],
    ['port-returned', 2, 'failed'],
  ])
  const last = items.at(-1)
  expect(last).toMatchObject({
    to: MAIN,
    subject: `${number} is back with Example Telecom`,
    answer: expect.stringContaining('5.1.1'),
  })
  const own = (await customer.call(portMessagesEndpoints.listPortMessages, { params })).items
  expect(own.map(({ kind }) => kind)).not.toContain('port-urgent')
  expect(own.at(-1)).toMatchObject({ kind: 'port-returned', answer: null })
  await api.as({ role: 'admin' }).call(mailsEndpoints.resendMail, { params: { mailId: last?.mailId ?? '' } })
  const [returned] = await arrived()
  expect(textOf(returned)).toMatch(/What was charged for the rest of their month is given back: \$\d+\.\d\d ex GST/)
})

test('a rejection after the day was set takes it out of the calendar; the next date puts it back', async () => {
  const { staff } = given
  const { id } = await given.lodged()
  const params = { portId: id }
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-08T23:30:00.000Z' } })
  const uid = entryOf((await arrived()).at(-1))['UID']
  await staff.call(rejectPort, { params, body: { reason: 'name-mismatch' } })
  expect(entryOf((await arrived()).at(-1))).toMatchObject({ METHOD: 'CANCEL', UID: uid, SEQUENCE: '2' })
  await given.handOver(id)
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-09T23:30:00.000Z' } })
  expect(entryOf((await arrived()).at(-1))).toMatchObject({
    METHOD: 'REQUEST',
    UID: uid,
    SEQUENCE: '3',
    DTSTART: '20260909T233000Z',
  })
})

test('a split is told once; a draft is told of its end a week before and at it, whoever had touched it meanwhile', async () => {
  const { staff, telco, api } = given
  const numbers = [given.foreignNumber(), given.foreignNumber()]
  const { id } = await given.lodged({ kind: 'complex', numbers })
  const draft = await given.request(AUTHORISED)
  await arrived()
  await staff.call(splitPort, { params: { portId: id }, body: { numbers: numbers.slice(1), reason: 'One has ADSL.' } })
  const [split, ...none] = await arrived()
  expect(none).toEqual([])
  expect(textOf(split)).toContain(
    `${spaced(numbers[1] ?? '')} by themselves, and ${spaced(numbers[0] ?? '')} as before.`,
  )
  expect(textOf(split)).toContain('One has ADSL.')
  expect(
    split?.parts.map(({ contentType }) => contentType),
    'it has no day yet',
  ).not.toContain('text/calendar')
  const more = await given.lodged({ kind: 'complex', numbers: [given.foreignNumber(), given.foreignNumber()] })
  const params = { portId: more.id }
  await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-22T00:00:00.000Z' } })
  const whole = entryOf((await arrived()).at(-1))
  await staff.call(splitPort, { params, body: { numbers: more.numbers.slice(1) } })
  const part = entryOf((await arrived()).at(-1))
  expect(part).toMatchObject({ METHOD: 'REQUEST', DTSTART: '20260922T000000Z' })
  expect(part['SUMMARY']).toContain(spaced(more.numbers[1] ?? ''))
  expect(part['UID']).not.toBe(whole['UID'])

  const move = (day: string) => movePortsAlong(telco.pool, { now: new Date(`${day}T00:00:00Z`) })
  api.now = new Date('2026-11-29T00:00:00Z')
  expect(await move('2026-11-28')).toMatchObject({ warned: 0, expired: 0 })
  // The morning of another test's port, long overdue.
  await arrived()
  expect(await move('2026-11-29')).toMatchObject({ warned: 1 })
  const warnings = await arrived()
  expect(warnings).toHaveLength(1)
  expect(textOf(warnings.at(-1))).toContain(`${spaced(draft.numbers[0] ?? '')} for a long while.`)
  expect(textOf(warnings.at(-1))).toContain('the request ends on 6 December 2026')
  expect(await move('2026-11-30')).toMatchObject({ warned: 0 })
  await move('2026-12-06')
  const ended = await arrived()
  expect(
    ended.every(({ to }) => to.join() === MAIN),
    'nobody else is told of a draft',
  ).toBe(true)
  expect(textOf(ended.at(-1))).toContain('was not gone on with for 90 days and has ended')
})
