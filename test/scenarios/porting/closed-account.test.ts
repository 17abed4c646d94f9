import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsEndpoints } from '#contract/accounts.ts'
import { portsEndpoints } from '#contract/ports.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { createPortingTelco, type PortingTelco } from '../../support/porting.ts'

let given: PortingTelco
beforeAll(async () => {
  given = await createPortingTelco()
})
afterAll(() => given.drop())

const { acceptPort, preProvisionPort, startCutOver, completePort, rejectPort, splitPort } = portsEndpoints
const { submitPort, lodgePort, askPortValidation, confirmPortValidation } = portsEndpoints

test('an account that is closed lets go of its ports, wherever they stand, without another fee', async () => {
  const { api, staff, telco, accountId } = given
  const states = ['draft', 'with-losing-carrier', 'pre-provisioned', 'cutting-over', 'completed'] as const
  const ids: string[] = []
  for (const state of states) {
    const { id } = state === 'draft' ? await given.request() : await given.lodged()
    const params = { portId: id }
    const reaches = (other: (typeof states)[number]): boolean => states.indexOf(state) >= states.indexOf(other)
    if (reaches('pre-provisioned')) {
      await staff.call(acceptPort, { params, body: { cutOverAt: '2026-09-07T23:30:00Z' } })
      await staff.call(preProvisionPort, { params, body: {} })
    }
    if (reaches('cutting-over')) await staff.call(startCutOver, { params, body: {} })
    if (reaches('completed')) await staff.call(completePort, { params, body: { withoutTest: true } })
    ids.push(id)
  }
  ids.push(...(await complexPorts()))
  await api.as({ role: 'owner' }).call(accountsEndpoints.cancelAccount, {
    params: { accountId },
    body: { mode: 'now', confirm: '1001', reason: 'Closed down.' },
  })
  const ended = await Promise.all(ids.map((id) => given.read(id)))
  expect(ended.map(({ state, feesTotal }) => [state, feesTotal])).toEqual([
    ['withdrawn', '0.00'],
    ['withdrawn', '20.00'],
    ['withdrawn', '20.00'],
    ['reversed', '20.00'],
    ['closed', '20.00'],
    // Being validated, and validated; both of a pair that was split; rejected.
    ['withdrawn', '30.00'],
    ['withdrawn', '30.00'],
    ['withdrawn', '180.00'],
    ['withdrawn', '0.00'],
    ['withdrawn', '110.00'],
  ])
  const numbers = ended.flatMap((port) => port.numbers)
  const { rows } = await telco.pool.query<{ status: string }>(
    'SELECT status FROM numbers WHERE number = ANY ($1) ORDER BY number',
    [numbers],
  )
  expect(rows.map(({ status }) => status)).toEqual(['retired', 'retired', 'quarantined'])
  const open = await telco.pool.query('SELECT number FROM port_numbers WHERE is_open')
  expect(open.rows).toEqual([])
  const { checks } = await verifyLedger(telco.pool, { reprice: false })
  expect(checks.flatMap(({ findings }) => findings)).toEqual([])
})

/** Complex ports of two numbers where only they stand: validating, validated, a pair that was split, rejected. */
async function complexPorts(): Promise<readonly string[]> {
  const { staff } = given
  const states = ['validating', 'validated', 'split', 'rejected'] as const
  const ids: string[] = []
  for (const state of states) {
    const { id, numbers } = await given.request({
      kind: 'complex',
      numbers: [given.foreignNumber(), given.foreignNumber()],
    })
    const params = { portId: id }
    for (const step of [submitPort, lodgePort, askPortValidation]) await staff.call(step, { params, body: {} })
    ids.push(id)
    if (state === 'validating') continue
    await staff.call(confirmPortValidation, { params, body: {} })
    if (state === 'validated') continue
    if (state === 'rejected') {
      await staff.call(rejectPort, { params, body: { reason: 'associated-numbers' } })
      continue
    }
    // One goes on by itself, and is accepted: what both were submitted as is charged with the first of them.
    const twin = await staff.call(splitPort, { params, body: { numbers: numbers.slice(0, 1) } })
    await staff.call(portsEndpoints.passOnPort, { params, body: {} })
    await staff.call(acceptPort, { params, body: {} })
    ids.push(twin.id)
  }
  return ids
}
