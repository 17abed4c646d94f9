import { afterAll, beforeAll, expect, test } from 'vitest'
import { portFilesEndpoints } from '#contract/port-files.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { there } from '../../support/there.ts'

let porting: PortingTelco
beforeAll(async () => {
  porting = await createPortingTelco()
})
afterAll(() => porting.drop())

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')
const PDF_HEADERS = { 'content-type': 'application/pdf' }

interface Asked {
  readonly kind?: string
  readonly name?: string
  readonly content?: Buffer
  readonly more?: string
}

function upload(
  portId: string,
  { kind = 'bill', name = 'bill.pdf', content = PDF, more = '' }: Asked,
  by = porting.staff,
) {
  const query = `kind=${kind}&fileName=${encodeURIComponent(name)}${more}`
  return by.post(`/ports/${portId}/files?${query}`, content, PDF_HEADERS)
}

function list(portId: string, by = porting.staff) {
  return by.call(portFilesEndpoints.listPortFiles, { params: { portId } })
}

test('a bill is handed in, found in the list with its date, and comes back byte for byte with shut headers', async () => {
  const { id } = await porting.request()
  const answer = await upload(id, { name: 'C:\\Bills\\März 2026.PDF', more: '&billedOn=2026-08-20' }, porting.customer)
  expect(answer.status).toBe(201)
  const { items } = await list(id)
  expect(items).toMatchObject([
    {
      kind: 'bill',
      name: 'Marz 2026.pdf',
      mediaType: 'application/pdf',
      bytes: PDF.length,
      billedOn: '2026-08-20',
      attempt: 1,
      uploadedAt: '2026-09-07T00:00:00.000Z',
      uploadedBy: 'Mia Marlow',
      byCustomer: true,
      forCustomer: true,
      canRemove: true,
      canHide: false,
    },
  ])
  const file = await porting.customer.get(`/ports/${id}/files/${there(items[0]).id}`)
  expect(file.text).toBe(PDF.toString())
  expect(file.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="Marz 2026.pdf"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
})

test('what is no PDF, JPEG or PNG is refused by its content, and the answer names the file and the remedy', async () => {
  const { id } = await porting.request()
  const html = await upload(id, { content: Buffer.from('<!doctype html><script>alert(1)</script>') })
  expect(html.json).toMatchObject({
    status: 422,
    errors: [{ field: '(file)', message: expect.stringMatching(/^bill\.pdf is something else .*as PDF/) as string }],
  })
  const word = await upload(id, { name: 'bill.docx', content: Buffer.from('PK\u0003\u0004rest') })
  expect(word.text).toContain('Print or export it as PDF')
  const photo = await upload(id, { name: 'bill.png', content: JPEG })
  expect(photo.status).toBe(201)
  const { items } = await list(id)
  expect(items).toMatchObject([{ name: 'bill.jpg', mediaType: 'image/jpeg' }])
})

test('files are limited in size, in number and together; the same one twice is one', async () => {
  const { id } = await porting.request()
  const large = await upload(id, { name: 'scan.pdf', content: Buffer.concat([PDF, Buffer.alloc(10_000_000)]) })
  expect([large.status, large.text]).toEqual([
    413,
    expect.stringContaining('scan.pdf has more than 10 MB; 10 MB are allowed'),
  ])
  await upload(id, {})
  const twice = await upload(id, { name: 'again.pdf' })
  expect([twice.status, twice.text]).toEqual([409, expect.stringContaining('here already, as bill.pdf')])
  for (let no = 1; no < 20; no += 1)
    expect((await upload(id, { kind: 'other', content: Buffer.concat([PDF, Buffer.from(`${no}`)]) })).status).toBe(201)
  const one = await upload(id, { name: 'one more.pdf', content: JPEG })
  expect([one.status, one.text]).toEqual([413, expect.stringContaining('one more.jpg would be file 21')])

  const { id: heavy } = await porting.request()
  for (let no = 0; no < 5; no += 1) {
    const content = Buffer.concat([PDF, Buffer.alloc(9_800_000 + no)])
    expect((await upload(heavy, { content })).status).toBe(201)
  }
  const last = await upload(heavy, { name: 'last.pdf', content: Buffer.concat([PDF, Buffer.alloc(2_000_000)]) })
  expect([last.status, last.text]).toEqual([413, expect.stringContaining('of the 50 MB this port may keep')])
})

test('a bill of a day to come, and the date of what is no bill, are refused', async () => {
  const { id } = await porting.request()
  expect((await upload(id, { more: '&billedOn=2026-09-08' })).json).toMatchObject({ errors: [{ field: 'billedOn' }] })
  const other = await upload(id, { kind: 'other', more: '&billedOn=2026-09-01' })
  expect(other.json).toMatchObject({ errors: [{ field: 'billedOn' }] })
})

test('what was handed in with an attempt stays as evidence; before that it may go', async () => {
  const { id } = await porting.request()
  await upload(id, {})
  await upload(id, { name: 'letter.pdf', content: JPEG, kind: 'authority' }, porting.customer)
  const { items } = await list(id, porting.customer)
  expect(items).toMatchObject([
    { uploadedBy: 'Wattle Voice', canRemove: false },
    { uploadedBy: 'Mia Marlow', canRemove: true },
  ])
  const [bill, letter] = [there(items[0]).id, there(items[1]).id]
  const params = { portId: id, fileId: bill }
  const notYours = await porting.customer.refusal(portFilesEndpoints.removePortFile, { params })
  expect(notYours.code).toBe('forbidden')
  await porting.customer.call(portFilesEndpoints.removePortFile, { params: { portId: id, fileId: letter } })

  await porting.handOver(id)
  const kept = await porting.staff.refusal(portFilesEndpoints.removePortFile, { params })
  expect([kept.code, kept.detail]).toEqual(['illegal_transition', expect.stringContaining('attempt 1 and stays')])
  await porting.staff.call(portsEndpoints.rejectPort, { params: { portId: id }, body: { reason: 'account-mismatch' } })
  expect((await porting.staff.refusal(portFilesEndpoints.removePortFile, { params })).code).toBe('illegal_transition')
  await upload(id, { name: 'newer.pdf', content: JPEG })
  expect((await list(id)).items).toMatchObject([
    { attempt: 1, canRemove: false },
    { attempt: 2, canRemove: true },
  ])

  const { events } = await porting.read(id)
  expect(events.filter(({ what }) => what === 'file').map(({ words, isCustomer }) => [words, isCustomer])).toEqual([
    ['Bill added: bill.pdf', false],
    ['Signed authority added: letter.jpg', true],
    ['Signed authority removed: letter.jpg', true],
    ['Bill added: newer.jpg', false],
  ])
})

test('what a carrier sent is among staff until it is shown', async () => {
  const { id } = await porting.request()
  const none = await upload(id, { kind: 'carrier' }, porting.customer)
  expect(none.json).toMatchObject({ errors: [{ field: 'kind' }] })
  await upload(id, { kind: 'carrier', name: 'response.pdf' })
  const [file] = (await list(id)).items
  const { id: fileId, forCustomer } = there(file)
  expect(forCustomer).toBe(false)
  expect((await list(id, porting.customer)).items).toEqual([])
  expect((await porting.customer.get(`/ports/${id}/files/${fileId}`)).status).toBe(404)
  expect((await porting.read(id, porting.customer)).events.map(({ what }) => what)).toEqual(['created'])
  const asked = { params: { portId: id, fileId }, body: { forCustomer: true } }
  await porting.staff.call(portFilesEndpoints.changePortFile, asked)
  expect((await list(id, porting.customer)).items).toMatchObject([{ name: 'response.pdf', uploadedBy: 'Wattle Voice' }])

  await upload(id, { content: JPEG }, porting.customer)
  const own = there((await list(id)).items[1]).id
  const refused = await porting.staff.refusal(portFilesEndpoints.changePortFile, {
    params: { portId: id, fileId: own },
    body: { forCustomer: false },
  })
  expect(refused.errors).toMatchObject([{ field: 'forCustomer' }])
})

test('nobody else’s: another account is told what a missing file is', async () => {
  const { id } = await porting.request()
  await upload(id, {})
  const { id: fileId } = there((await list(id)).items[0])
  const other = porting.api.as({ role: 'customer-admin', accountId: there(porting.telco.accounts[1]).id })
  expect((await other.get(`/ports/${id}/files`)).status).toBe(404)
  expect((await other.get(`/ports/${id}/files/${fileId}`)).status).toBe(404)
  expect((await upload(id, { content: JPEG }, other)).status).toBe(404)
  const { id: another } = await porting.request()
  expect((await porting.staff.get(`/ports/${another}/files/${fileId}`)).status).toBe(404)
})

test('numbers that go on as a port of their own take the papers along', async () => {
  const numbers = [porting.foreignNumber(), porting.foreignNumber()]
  const { id } = await porting.request({ kind: 'complex', numbers })
  await upload(id, {})
  await porting.handOver(id)
  porting.api.now = new Date('2026-09-07T01:00:00Z')
  const body = { numbers: numbers.slice(0, 1), reason: '' }
  const { id: other } = await porting.staff.call(portsEndpoints.splitPort, { params: { portId: id }, body })
  porting.api.now = new Date('2026-09-07T02:00:00Z')
  await upload(id, { kind: 'other', name: 'later.pdf', content: JPEG })
  expect((await list(other)).items).toMatchObject([{ name: 'bill.pdf', canRemove: false, canHide: false }])
})

test('verify finds a file that is not what it was', async () => {
  const { pool } = porting.telco
  const found = async (): Promise<readonly string[]> => {
    const { checks } = await verifyLedger(pool, { reprice: false })
    return checks.filter(({ total }) => total > 0).map(({ name }) => name)
  }
  expect(await found()).toEqual([])
  const spoilt = `overlay(content placing '\\x00'::bytea from 9)`
  await pool.query(`UPDATE port_files SET content = ${spoilt} WHERE id = (SELECT min(id) FROM port_files)`)
  expect(await found()).toEqual(['files of ports'])
})
