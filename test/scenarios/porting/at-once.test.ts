import { afterAll, beforeAll, expect, test } from 'vitest'
import { portsEndpoints } from '#contract/ports.ts'
import { movePortsAlong } from '#operations/porting/move-ports-along.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { submitPort, acceptPort, setPortDate, startCutOver, completePort, withdrawPort } = portsEndpoints

/** What becomes of several requests at once: how many were done, and the codes of the refusals. */
async function outcomes(asked: readonly Promise<unknown>[]): Promise<readonly string[]> {
  const ends = await Promise.allSettled(asked)
  return ends
    .map((end) =>
      end.status === 'fulfilled'
        ? 'done'
        : (/illegal_transition|number_not_available/.exec(String(end.reason))?.[0] ?? String(end.reason)),
    )
    .toSorted()
}

test('a step taken twice at once is taken once and charged once, all the way', async () => {
  const { staff, customer, api, telco } = given
  const { id: portId } = await given.request()
  const params = { portId }
  const twice = (ask: () => Promise<unknown>) => outcomes([ask(), ask(), ask()])
  const once = ['done', 'illegal_transition', 'illegal_transition']

  expect(await twice(() => customer.call(submitPort, { params, body: {} }))).toEqual(once)
  await staff.call(portsEndpoints.lodgePort, { params, body: {} })
  await staff.call(portsEndpoints.passOnPort, { params, body: {} })
  expect(await twice(() => staff.call(acceptPort, { params, body: {} }))).toEqual(once)
  const cutOverAt = '2026-09-08T00:30:00.000Z'
  await Promise.all([1, 2, 3].map(() => staff.call(setPortDate, { params, body: { cutOverAt } })))
  api.now = new Date('2026-09-07T20:00:00Z')
  const moved = await Promise.all([1, 2].map(() => movePortsAlong(telco.pool, { now: api.now })))
  expect(moved.reduce((sum, { provisioned }) => sum + provisioned, 0)).toBe(1)
  api.now = new Date(cutOverAt)
  expect(await twice(() => staff.call(startCutOver, { params, body: {} }))).toEqual(once)
  expect(await twice(() => staff.call(completePort, { params, body: { withoutTest: true } }))).toEqual(once)

  expect((await given.charges(portId)).map(([, dollars]) => dollars)).toEqual([20])
  const { rows } = await telco.pool.query(
    `SELECT count(*)::int4 AS lines FROM number_assignments a JOIN port_numbers n USING (number) WHERE n.port_id = $1`,
    [portId],
  )
  expect(rows).toEqual([{ lines: 1 }])
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

test('one number in two ports that are submitted at once is on its way by one', async () => {
  const { staff, customer } = given
  const number = given.foreignNumber()
  const ports = await Promise.all([1, 2, 3].map(() => given.request({ numbers: [number] })))
  const submitted = await outcomes(
    ports.map(({ id }, index) =>
      (index === 0 ? customer : staff).call(submitPort, { params: { portId: id }, body: {} }),
    ),
  )
  expect(submitted).toEqual(['done', 'number_not_available', 'number_not_available'])
  const charged = await Promise.all(ports.map(({ id }) => given.charges(id)))
  expect(charged.flat()).toHaveLength(1)
  const winner = ports.find((_, index) => charged[index]?.length === 1)
  const params = { portId: winner?.id ?? '' }
  const body = { reason: 'Twice' }
  expect(await outcomes([1, 2].map(() => staff.call(withdrawPort, { params, body })))).toEqual([
    'done',
    'illegal_transition',
  ])
})
