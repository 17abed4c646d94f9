import { afterAll, beforeAll, expect, test } from 'vitest'
import { carrierOrdersEndpoints } from '#contract/carrier-orders.ts'
import { carriersEndpoints } from '#contract/carriers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { mailPaper } from '#operations/notifications/mail-paper.ts'
import { sendMail } from '#operations/notifications/send-mail.ts'
import { createSmtpMailer } from '#providers/email/smtp-mailer.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { startMailServer, type TestMailServer } from '../../support/smtp.ts'
import { readPdf } from '../../support/pdf-text.ts'

let given: PortingTelco
let server: TestMailServer
beforeAll(async () => {
  given = await createPortingTelco()
  server = await startMailServer({})
})
afterAll(async () => {
  await server.close()
  await given.drop()
})

const { addCarrier, changeCarrier, removeCarrier, listCarriers, listCarrierNames } = carriersEndpoints

test('a carrier of files is mailed the request form, as a page and as a table, when a port is lodged with it', async () => {
  const { api, staff, telco } = given
  const admin = api.as({ role: 'admin' })
  const carrier = await admin.call(addCarrier, {
    body: { name: 'Example Upstream', isUpstream: true, way: 'files', email: 'Ports@upstream.example' },
  })
  expect(carrier).toMatchObject({ isDefault: true, email: 'ports@upstream.example', orderCount: 0 })
  const port = await given.request({ remarks: '=HYPERLINK("x")' })
  const params = { portId: port.id }
  expect(await staff.refusal(carrierOrdersEndpoints.readRequestFormPdf, { params })).toMatchObject({ status: 404 })
  expect(await staff.refusal(carrierOrdersEndpoints.readRequestFormCsv, { params })).toMatchObject({ status: 404 })
  await staff.call(portsEndpoints.submitPort, { params, body: {} })
  const lodged = await staff.call(portsEndpoints.lodgePort, { params, body: { staffWords: 'First of the day.' } })
  expect(lodged.state).toBe('lodged')
  expect(lodged.events.at(-1)?.staffWords).toBe(
    'First of the day.\nRequest form mailed to Example Upstream, ports@upstream.example.',
  )

  const before = await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params })
  expect(before).toMatchObject({ upstream: { id: carrier.id, way: 'files' }, reference: null, attempts: [1] })
  expect(before.mails).toMatchObject([{ attempt: 1, to: 'ports@upstream.example', status: 'queued' }])

  const { rows } = await telco.pool.query<{ id: bigint }>(`SELECT id FROM mails WHERE kind = 'port-lodgement'`)
  const mailer = createSmtpMailer({ url: server.url, timeoutMs: 5000 })
  const tools = {
    pool: telco.pool,
    mailer,
    from: 'no-reply@installation.example',
    makePaper: mailPaper.bind(undefined, api.services.pdf),
    publicUrl: 'https://phones.example',
    log: () => {},
  }
  expect(rows).toHaveLength(1)
  expect(await sendMail(tools, rows[0]?.id ?? 0n, api.now)).toMatchObject({ outcome: 'sent' })
  mailer.close()
  const [received] = server.received
  expect(received?.to).toEqual(['ports@upstream.example'])
  expect(received?.source).toContain(`Porting request ${port.id}-1`)
  const parts = received?.parts ?? []
  const [pdf, csv] = ['pdf', 'csv'].map((ending) =>
    parts.find(({ fileName }) => fileName === `port-request-${port.id}-1.${ending}`),
  )
  const { text } = await readPdf(pdf?.content ?? Buffer.alloc(0))
  for (const words of [
    'Porting request',
    'Example Telecom',
    '200 145 889 3',
    'Acacia Dental Pty Ltd',
    '12 Wattle Street',
    'Mia Marlow',
    'Cat A',
  ])
    expect(text).toContain(words)
  const [headings, line] = (csv?.content.toString('utf8') ?? '').split('\r\n')
  expect(headings).toMatch(/^\uFEFFOur order,Attempt,Number,.*,Status,Reject code,Cut-over date,Cut-over time,Comment$/)
  expect(line).toContain(`${port.id},1,0${port.numbers[0]?.slice(2)},`)
  // A spreadsheet must not run what a customer wrote.
  expect(line).toContain(`"'=HYPERLINK(""x"")"`)

  expect((await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params })).mails[0]?.status).toBe('sent')
  const named = await staff.call(carrierOrdersEndpoints.changeCarrierReference, {
    params,
    body: { reference: 'UP-77' },
  })
  expect(named.reference).toBe('UP-77')
  expect((await staff.get(`/request-forms?ports=${port.id},999999`)).text.split('\r\n')).toHaveLength(3)
})

test('a rejected port lodged again goes out as its second form; the first stays as it was submitted', async () => {
  const { staff, telco } = given
  const port = await given.request()
  const params = { portId: port.id }
  await staff.call(portsEndpoints.submitPort, { params, body: {} })
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.rejectPort, { params, body: { reason: 'account-mismatch' } })
  await staff.call(portsEndpoints.changePort, { params, body: { losingAccountNumber: '999 888' } })
  await staff.call(portsEndpoints.submitPort, { params, body: {} })
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  const { mails } = await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params })
  expect(mails.map(({ attempt }) => attempt)).toEqual([2, 1])
  expect((await staff.get(`/ports/${port.id}/request-form.csv?attempt=1`)).text).toContain('200 145 889 3')
  const second = await staff.get(`/ports/${port.id}/request-form.csv`)
  expect(second.text).toContain('999 888')
  expect(second.text).not.toContain('200 145 889 3')
  const pdf = await staff.get(`/ports/${port.id}/request-form.pdf`)
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(telco.resellerId).toBeGreaterThan(0)
})

test('carriers are kept: one default, none removed while ports refer to it, no simulator by the API', async () => {
  const { api, staff, customer } = given
  const admin = api.as({ role: 'admin' })
  expect(await staff.refusal(addCarrier, { body: { name: 'Nobody' } })).toMatchObject({ code: 'forbidden' })
  expect(await customer.refusal(listCarriers)).toMatchObject({ code: 'forbidden' })
  const simulated = { name: 'Sim', isUpstream: true, way: 'simulator' as never }
  expect((await admin.refusal(addCarrier, { body: simulated })).errors?.[0]?.field).toBe('way')
  const bare = { name: 'Bare', isUpstream: true, way: 'files' } as const
  expect((await admin.refusal(addCarrier, { body: bare })).errors?.[0]?.field).toBe('email')
  const losing = await admin.call(addCarrier, { body: { name: 'Example Telecom' } })
  expect(losing).toMatchObject({ isUpstream: false, isDefault: false, way: 'by-hand' })
  expect(await admin.refusal(addCarrier, { body: { name: 'example telecom' } })).toMatchObject({
    code: 'already_exists',
  })
  expect((await customer.call(listCarrierNames)).items).toEqual(['Example Telecom'])

  const second = await admin.call(addCarrier, { body: { name: 'Second Upstream', isUpstream: true, isDefault: true } })
  const items = (await staff.call(listCarriers)).items
  expect(items.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Second Upstream'])
  const first = items.find(({ name }) => name === 'Example Upstream')
  const firstId = { carrierId: first?.id ?? '' }
  expect(await admin.refusal(removeCarrier, { params: firstId })).toMatchObject({ code: 'in_use' })
  expect(await admin.refusal(removeCarrier, { params: { carrierId: losing.id } })).toMatchObject({ code: 'in_use' })
  const demoted = { name: 'Example Upstream', isUpstream: false }
  expect(await admin.refusal(changeCarrier, { params: firstId, body: demoted })).toMatchObject({ code: 'in_use' })

  const port = await given.request()
  await staff.call(portsEndpoints.submitPort, { params: { portId: port.id }, body: {} })
  const noUpstream = { params: { portId: port.id }, body: { upstreamId: losing.id } }
  expect((await staff.refusal(portsEndpoints.lodgePort, noUpstream)).errors?.[0]?.field).toBe('upstreamId')
  await staff.call(portsEndpoints.withdrawPort, { params: { portId: port.id }, body: { reason: 'A trial.' } })
  await admin.call(removeCarrier, { params: { carrierId: second.id } })
  expect((await staff.call(listCarriers)).items.map(({ name }) => name)).toEqual([
    'Example Telecom',
    'Example Upstream',
  ])
})
