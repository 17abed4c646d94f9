import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { carrierOrdersEndpoints } from '#contract/carrier-orders.ts'
import { carrierSheetsEndpoints } from '#contract/carrier-sheets.ts'
import { carriersEndpoints } from '#contract/carriers.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { applyCarrierSheet } from '#operations/porting/carrier-sheet/apply-sheet.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

type Sheet = z.input<typeof carrierSheetsEndpoints.readCarrierSheet.response>

let given: PortingTelco
let carrierId: string
let otherId: string
beforeAll(async () => {
  given = await createPortingTelco()
  const admin = given.api.as({ role: 'admin' })
  const add = async (name: string): Promise<string> =>
    (await admin.call(carriersEndpoints.addCarrier, { body: { name, isUpstream: true } })).id
  carrierId = await add('Example Upstream')
  otherId = await add('Other Upstream')
})
afterAll(() => given.drop())

const {
  readCarrierSheet,
  listCarrierSheetRows,
  mapCarrierSheet,
  checkCarrierSheet,
  applyCarrierSheet: apply,
} = carrierSheetsEndpoints

/** A port of the kind that waits for its carrier. */
async function lodged(asked: Parameters<PortingTelco['request']>[0] = {}, upstreamId = carrierId) {
  const port = await given.request(asked)
  const params = { portId: port.id }
  await given.staff.call(portsEndpoints.submitPort, { params, body: {} })
  return given.staff.call(portsEndpoints.lodgePort, { params, body: { upstreamId, carrierReference: `UP-${port.id}` } })
}

async function upload(text: string | Buffer, fileName = 'answers.csv', carrier = carrierId) {
  const path = `/carrier-sheets?carrierId=${carrier}&fileName=${encodeURIComponent(fileName)}`
  const answer = await given.staff.post(path, text, { 'content-type': 'text/csv' })
  return { status: answer.status, sheet: answer.json as Sheet, text: answer.text }
}

async function rowsOf(sheetId: string) {
  const query = { limit: '200' as never }
  return (await given.staff.call(listCarrierSheetRows, { params: { sheetId }, query })).items
}

function dialled(number = ''): string {
  return `0${number.slice(2)}`
}

test('a morning’s sheet: the diff, then every good row, the bad ones with why; the same file again changes nothing', async () => {
  const { staff, telco, api } = given
  const [simple, rejected, already, elsewhere, unclear] = [
    await lodged(),
    await lodged(),
    await lodged(),
    await lodged({}, otherId),
    await lodged(),
  ]
  await staff.call(portsEndpoints.passOnPort, { params: { portId: already.id }, body: {} })
  const complex = await given.request({
    kind: 'complex',
    numbers: [given.foreignNumber(), given.foreignNumber(), given.foreignNumber()],
  })
  await given.handOver(complex.id)
  const twoOfThree = complex.numbers.slice(0, 2)
  const text = [
    'Answers of the day;;;;;;',
    'Order ID;Service Number;Order Status;Response Code;Cutover Date;Cutover Time;Comments',
    `UP-${simple.id};;Accepted;;15/09/2026;9:30 am;Bitte schön`,
    `UP-${rejected.id};;SNA Rejected;005;;;Line hunt on the service`,
    `;${dialled(already.numbers[0])};With losing carrier;;;;`,
    `UP-${elsewhere.id};;Accepted;;;;`,
    `UP-${unclear.id};;Gone fishing;;;;`,
    `;0370109999;Accepted;;;;`,
    `UP-${simple.id};;Completed;;;;`,
    `UP-999999;;Accepted;;;;`,
    `;${dialled(twoOfThree[0])};Rejected;address mismatch;;;Wrong address`,
    `;${dialled(twoOfThree[1])};Rejected;address mismatch;;;Wrong address`,
    '',
  ].join('\r\n')
  const { status, sheet } = await upload(Buffer.from(text, 'latin1'))
  expect(status).toBe(201)
  expect(sheet.counts).toMatchObject({
    rows: 10,
    ready: 2,
    split: 2,
    unchanged: 1,
    elsewhere: 1,
    refused: 4,
    applied: 0,
  })
  expect(sheet.words.find(({ word }) => word === 'Gone fishing')).toMatchObject({ meaning: null, rows: 1 })
  const rows = await rowsOf(sheet.id)
  const at = (line: number) => rows.find((row) => row.line === line)
  expect(at(3)).toMatchObject({
    show: 'ready',
    step: 'accept',
    portId: simple.id,
    words: 'Bitte schön',
    before: { state: 'lodged' },
    after: { state: 'date-set', cutOverAt: '2026-09-14T23:30:00.000Z' },
  })
  expect(at(4)).toMatchObject({ show: 'ready', step: 'reject', reason: 'complex-service', code: '005' })
  expect(at(5)).toMatchObject({ show: 'unchanged', before: { state: 'with-losing-carrier' } })
  expect(at(6)).toMatchObject({ show: 'elsewhere', problem: `Port ${elsewhere.id} is with Other Upstream.` })
  expect(at(7)?.problem).toContain('Gone fishing')
  expect(at(8)?.problem).toContain('03 7010 9999 is in no port here')
  expect(at(9)?.problem).toBe('Line 3 says something else of it.')
  expect(at(10)?.problem).toContain('No port has the reference UP-999999')
  expect([at(11)?.show, at(12)?.show, at(12)?.leadLine]).toEqual(['split', 'split', 11])
  // Looking at it changed nothing.
  expect((await given.read(simple.id)).state).toBe('lodged')

  // What a word means is said once.
  const layout = { columns: {}, words: { 'Gone fishing!': 'pass-on' as const }, codes: {} }
  const mapped = await staff.call(mapCarrierSheet, { params: { sheetId: sheet.id }, body: layout })
  expect(mapped.counts).toMatchObject({ ready: 3, refused: 3 })

  const applying = await staff.call(apply, { params: { sheetId: sheet.id }, body: { withSplits: true } })
  expect(applying.status).toBe('applying')
  expect(await staff.refusal(checkCarrierSheet, { params: { sheetId: sheet.id } })).toMatchObject({ code: 'conflict' })
  // Somebody withdrew one meanwhile: the rest goes on.
  await staff.call(portsEndpoints.withdrawPort, { params: { portId: unclear.id }, body: { reason: 'Given up.' } })
  expect(await applyCarrierSheet(telco.pool, Number(sheet.id), () => api.now)).toEqual({ applied: 3, failed: 1 })
  const done = await staff.call(readCarrierSheet, { params: { sheetId: sheet.id } })
  expect(done).toMatchObject({ status: 'done', counts: { applied: 4, failed: 1, ready: 0, split: 0 } })

  expect(await given.read(simple.id)).toMatchObject({ state: 'date-set', cutOverAt: '2026-09-14T23:30:00.000Z' })
  const mended = await given.read(rejected.id)
  expect([mended.state, mended.toMend?.reason, mended.toMend?.code]).toEqual(['rejected', 'complex-service', '005'])
  expect(mended.events.at(-1)?.staffWords).toBe('Line hunt on the service')
  expect((await given.read(complex.id)).numbers).toHaveLength(1)
  const after = await rowsOf(sheet.id)
  const part = after.find(({ line }) => line === 11)
  expect(part?.outcome).toContain(`Split from port ${complex.id}`)
  expect(await given.read(part?.portId ?? '')).toMatchObject({
    state: 'rejected',
    numbers: twoOfThree,
    splitFrom: complex.id,
  })
  expect(after.find(({ line }) => line === 7)?.outcome).toContain('is withdrawn')

  // The job again, and the file again, change nothing.
  expect(await applyCarrierSheet(telco.pool, Number(sheet.id), () => api.now)).toBeUndefined()
  const again = await upload(Buffer.from(text, 'latin1'))
  expect(again.sheet).toMatchObject({ id: sheet.id, isRepeated: true, status: 'done' })
  expect((await given.read(simple.id)).events.filter(({ what }) => what === 'accept')).toHaveLength(1)
  expect((await given.charges(rejected.id)).length).toBe(1)
})

test('a sheet whose applying dies between two rows goes on with those that are left', async () => {
  const { staff, telco, api } = given
  const [one, two] = [await lodged(), await lodged()]
  const { sheet } = await upload(`port,status\n${one.id},passed on\n${two.id},passed on\n`, 'crash.csv')
  await staff.call(apply, { params: { sheetId: sheet.id }, body: {} })
  let asked = 0
  const dying = (): Date => {
    if (++asked > 1) throw new Error('killed')
    return api.now
  }
  await expect(applyCarrierSheet(telco.pool, Number(sheet.id), dying)).rejects.toThrow('killed')
  expect([(await given.read(one.id)).state, (await given.read(two.id)).state]).toEqual([
    'with-losing-carrier',
    'lodged',
  ])
  const half = await staff.call(readCarrierSheet, { params: { sheetId: sheet.id } })
  expect(half).toMatchObject({ status: 'applying', counts: { applied: 1, ready: 1 } })
  expect(await applyCarrierSheet(telco.pool, Number(sheet.id), () => api.now)).toEqual({ applied: 1, failed: 0 })
  expect((await given.read(one.id)).events.filter(({ what }) => what === 'pass-on')).toHaveLength(1)
  expect((await given.read(two.id)).state).toBe('with-losing-carrier')
})

test('the table that was mailed comes back filled in, also one of validated numbers', async () => {
  const { staff, telco, api } = given
  const complex = await lodged({ kind: 'complex', numbers: [given.foreignNumber(), given.foreignNumber()] })
  await staff.call(portsEndpoints.askPortValidation, { params: { portId: complex.id }, body: {} })
  const csv = (await staff.get(`/ports/${complex.id}/request-form.csv`)).text
  const [head = '', ...lines] = csv.split('\r\n').filter((line) => line !== '')
  const filled = lines.map((line, index) =>
    line.replace(/,[^,]*,UP-\d+,,,,,$/, `,${index === 0 ? 'P' : 'A'},UP-NEW,PNV OK,,,,Both known`),
  )
  const { sheet } = await upload([head, ...filled].join('\r\n'), 'filled.csv')
  expect(sheet.counts).toMatchObject({ rows: 2, ready: 2 })
  await staff.call(apply, { params: { sheetId: sheet.id }, body: {} })
  await applyCarrierSheet(telco.pool, Number(sheet.id), () => api.now)
  const port = await given.read(complex.id)
  expect(port.state).toBe('validated')
  expect(port.numberDetails.map(({ validation }) => validation)).toEqual(['P', 'A'])
  expect(
    (await staff.call(carrierOrdersEndpoints.readCarrierOrder, { params: { portId: complex.id } })).reference,
  ).toBe('UP-NEW')
})

test('what is no table is refused with what to do', async () => {
  const workbook = await upload(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'answers.xlsx')
  expect([workbook.status, workbook.text.includes('save it as CSV')]).toEqual([400, true])
  const admin = given.api.as({ role: 'admin' })
  const body = { name: 'Third Upstream', isUpstream: true }
  const params = { carrierId: (await admin.call(carriersEndpoints.addCarrier, { body })).id }
  await upload('port,status\n1,accepted\n', 'third.csv', params.carrierId)
  expect(await admin.refusal(carriersEndpoints.removeCarrier, { params })).toMatchObject({ code: 'in_use' })
  expect((await upload('', 'empty.csv')).status).toBe(400)
  expect((await upload('port,status\n', 'headings.csv')).text).toContain('no row under the headings')
  const many = `port,status\n${'1,accepted\n'.repeat(5001)}`
  expect((await upload(many, 'many.csv')).text).toContain('split the sheet')
  const nameless = await upload('Colour,Shape\nred,round\n', 'nameless.csv')
  expect(nameless.sheet.counts).toMatchObject({ rows: 1, refused: 1 })
  const layout = { columns: {}, words: {}, codes: {} }
  const refused = await given.staff.refusal(mapCarrierSheet, { params: { sheetId: nameless.sheet.id }, body: layout })
  expect(refused.errors?.[0]?.field).toBe('columns')
})

test.each([
  [
    'a row that was applied to no order',
    `UPDATE carrier_sheet_rows SET port_id = NULL WHERE outcome = 'applied'`,
    'rows of carrier sheets',
  ],
  [
    'a port at a carrier that takes no orders',
    'UPDATE carriers SET is_upstream = false, is_default = false',
    'carriers of ports',
  ],
])('verify finds %s', async (_, sql, check) => {
  const client = await given.telco.pool.connect()
  try {
    const found = async () =>
      (await verifyLedger(given.telco.pool, { reprice: false })).checks
        .filter(({ total }) => total > 0)
        .map(({ name }) => name)
    expect(await found()).not.toContain(check)
    await client.query(sql)
    expect(await found()).toContain(check)
  } finally {
    client.release()
  }
})
