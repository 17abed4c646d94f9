import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portsEndpoints } from '#contract/ports.ts'
import { portStepsEndpoints } from '#contract/port-steps.ts'
import { rejectCodesEndpoints } from '#contract/reject-codes.ts'
import { DEFAULT_REJECT_CODES } from '#domain/porting/reject-codes.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'
import { there } from '../../support/there.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { listRejectCodes, addRejectCode, changeRejectCode, removeRejectCode } = rejectCodesEndpoints
const { rejectPort, submitPort, lodgePort, askPortValidation } = portStepsEndpoints

const NEW_CODE = {
  process: 'simple',
  code: '042',
  carrierId: null,
  reason: 'name-mismatch',
  label: 'Name differs',
  customerText: 'The name is not the one on the account.',
  fix: 'Write it as on the bill.',
  isRetryable: true,
  isWholeOrder: true,
} as const

test('every reseller starts with the codes carriers publish; those of before have the same', async () => {
  const { items, total } = await given.staff.call(listRejectCodes, { query: { withTotal: 'true' } })
  const known = items.map(
    ({ process, code, reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired }) => ({
      process,
      code,
      reason,
      label,
      customerText,
      fix,
      isRetryable,
      isWholeOrder,
      isRetired,
    }),
  )
  expect(known).toHaveLength(total ?? 0)
  expect(new Set(known.map((code) => JSON.stringify(code)))).toEqual(
    new Set(DEFAULT_REJECT_CODES.map((code) => JSON.stringify(code))),
  )
  const migration = await readFile('src/storage/migrations/0019-port-calendars.sql', 'utf8')
  const seed = there(/\(VALUES\n([\s\S]*?)\n\) c ORDER BY/.exec(migration)?.[1])
  const { rows } = await given.telco.pool.query(
    `SELECT * FROM (VALUES ${seed}) c (process, code, reason, label, "customerText", fix, "isRetryable", "isWholeOrder", "isRetired")`,
  )
  expect(rows).toEqual(DEFAULT_REJECT_CODES)
})

test('the code alone will do: the customer reads the table’s words, and they stay with the attempt', async () => {
  const { api, staff, customer } = given
  const admin = api.as({ role: 'admin' })
  const port = await given.lodged()
  const params = { portId: port.id }
  const unknown = await staff.refusal(rejectPort, { params, body: { code: '042' } })
  expect([unknown.code, unknown.errors]).toEqual([
    'invalid_value',
    [
      {
        field: 'code',
        message:
          'Nobody here knows the code 042 of Simple ports (SNA). Known are 005 (Complex service cannot be cancelled). ' +
          'Add it in the settings of ports, or give the reason.',
      },
    ],
  ])
  const retired = await staff.refusal(rejectPort, { params, body: { code: '17' } })
  expect(retired.errors?.[0]?.message).toContain('is retired')
  expect((await staff.refusal(rejectPort, { params, body: {} })).errors?.[0]?.field).toBe('reason')

  expect((await staff.refusal(addRejectCode, { body: NEW_CODE })).code).toBe('forbidden')
  const added = await admin.call(addRejectCode, { body: NEW_CODE })
  expect(added).toMatchObject({ code: '042', carrier: null, isRetired: false, uses: 0 })
  expect((await admin.refusal(addRejectCode, { body: { ...NEW_CODE, code: '042' } })).code).toBe('already_exists')

  // As a spreadsheet leaves it.
  await staff.call(rejectPort, { params, body: { code: '42', customerWords: 'Please have a look.' } })
  const words = {
    reason: 'name-mismatch',
    code: '42',
    label: 'Name differs',
    customerText: 'The name is not the one on the account.',
    fix: 'Write it as on the bill.',
    isRetryable: true,
    isWholeOrder: true,
    words: 'Please have a look.',
  }
  const seen = await given.read(port.id, customer)
  expect(seen.toMend).toMatchObject({ ...words, fields: ['holderName', 'authorisedPerson'] })
  const { rows } = await given.telco.pool.query<{ payload: object }>(
    `SELECT payload FROM events WHERE type = 'port.rejected' ORDER BY id DESC LIMIT 1`,
  )
  expect(rows[0]?.payload).toMatchObject({ reason: words.reason, customerText: words.customerText, fix: words.fix })

  const { process: _, code: __, carrierId: ___, ...terms } = NEW_CODE
  const changed = await admin.call(changeRejectCode, {
    params: { rejectCodeId: added.id },
    body: { ...terms, reason: 'address-mismatch', label: 'Address differs', customerText: null, isRetired: true },
  })
  expect(changed).toMatchObject({ isRetired: true, uses: 1, version: 2 })
  expect((await given.read(port.id, customer)).toMend).toMatchObject(words)
  const used = await admin.refusal(removeRejectCode, { params: { rejectCodeId: added.id } })
  expect([used.code, used.detail]).toEqual(['in_use', 'Something was rejected with this code: retire it.'])
  const stale = await admin.refusal(changeRejectCode, {
    params: { rejectCodeId: added.id },
    body: { ...terms, isRetired: false },
    headers: { 'if-match': '"1"' },
  })
  expect(stale.code).toBe('changed_meanwhile')
})

test('a reason beside the code wins; a code nobody knows is kept as the carrier gave it', async () => {
  const { staff } = given
  const port = await given.lodged()
  const rejected = await staff.call(rejectPort, {
    params: { portId: port.id },
    body: { code: '005', reason: 'pending-port' },
  })
  expect(rejected.toMend).toMatchObject({ code: '005', label: 'Another order is pending', isRetryable: null })
  const other = await given.lodged()
  const strange = await staff.call(rejectPort, {
    params: { portId: other.id },
    body: { code: 'X-77', reason: 'pending-port' },
  })
  expect(strange.toMend).toMatchObject({ code: 'X-77', reason: 'pending-port' })
})

test('of a complex port the validation has codes of its own, and a carrier its own before any’s', async () => {
  const { api, staff, telco } = given
  const admin = api.as({ role: 'admin' })
  const { rows } = await telco.pool.query<{ id: number }>(
    `INSERT INTO carriers (reseller_id, name, is_upstream) VALUES ($1, 'Upstream Example', true) RETURNING id`,
    [telco.resellerId],
  )
  const carrierId = String(there(rows[0]).id)
  const own = { ...NEW_CODE, process: 'validation', code: '3', carrierId, label: 'Their three' } as const
  const { id: rejectCodeId } = await admin.call(addRejectCode, { body: own })
  const validating = async (upstream: string | null) => {
    const port = await given.request({ kind: 'complex', numbers: [given.foreignNumber(), given.foreignNumber()] })
    const params = { portId: port.id }
    await staff.call(submitPort, { params, body: {} })
    await staff.call(lodgePort, { params, body: {} })
    await telco.pool.query('UPDATE ports SET upstream_id = $2 WHERE id = $1', [Number(port.id), upstream])
    await staff.call(askPortValidation, { params, body: {} })
    return params
  }
  const theirs = await staff.call(rejectPort, { params: await validating(carrierId), body: { code: '3' } })
  expect(theirs.toMend).toMatchObject({ label: 'Their three', isWholeOrder: true })
  const anys = await staff.call(rejectPort, { params: await validating(null), body: { code: '3' } })
  expect(anys.toMend).toMatchObject({ label: 'Number of another customer', isWholeOrder: false })

  const handed = await given.lodged({ kind: 'complex', numbers: [given.foreignNumber(), given.foreignNumber()] })
  const late = await staff.refusal(rejectPort, { params: { portId: handed.id }, body: { code: '3' } })
  expect(late.errors?.[0]?.message).toBe(
    'Nobody here knows the code 3 of Complex ports (CNA). None are known so far. ' +
      'Add it in the settings of ports, or give the reason.',
  )
  const listed = await staff.call(listRejectCodes, {
    query: { process: 'validation,complex', carrierId, search: 'three' },
  })
  expect(listed.items.map(({ id, carrier }) => [id, carrier])).toEqual([
    [rejectCodeId, { id: carrierId, name: 'Upstream Example' }],
  ])
  const first = await staff.call(listRejectCodes, { query: { limit: 2 } })
  const next = await staff.call(listRejectCodes, { query: { limit: 2, cursor: there(first.nextCursor) } })
  expect([...first.items, ...next.items].map(({ process, code }) => `${process} ${code}`)).toEqual([
    'simple 005',
    'simple 017',
    'simple 042',
    'validation 1',
  ])
  const unused = await admin.call(addRejectCode, { body: { ...NEW_CODE, code: '043' } })
  await admin.call(removeRejectCode, { params: { rejectCodeId: unused.id } })
  expect((await staff.call(listRejectCodes, { query: { search: '043' } })).items).toEqual([])
})

test('a customer never sees the table', async () => {
  expect((await given.customer.refusal(listRejectCodes, {})).code).toBe('forbidden')
  expect((await given.customer.call(portsEndpoints.listRejectReasons, {})).items.length).toBeGreaterThan(10)
})
