import { expect, onTestFinished, test } from 'vitest'
import { furnishPayments, startDemoGateway } from '#operations/demo/payment-demo.ts'
import { createBillTelco } from '../../support/billing.ts'
import { makeFolder } from '../../support/data-folder.ts'

test('the demo takes cards by its stand-in of Stripe, which remembers them', async () => {
  const telco = await createBillTelco()
  const { pool, resellerId } = telco
  const dataDirectory = await makeFolder()
  const place = { folder: dataDirectory, host: '127.0.0.1', port: 0 }
  const gateway = await startDemoGateway(place)
  const accountIds = []
  for (const accountNumber of ['6001', '6002', '6003', '6004', '6005'])
    accountIds.push(await telco.open({ accountNumber, from: '2026-06-01T00:00:00Z', billDay: 1 }))
  const base = { pool, clock: () => new Date(), log: () => undefined, config: { dataDirectory } }
  for (const _time of [1, 2]) await furnishPayments(base, gateway, { resellerId, accountIds })
  const { rows } = await pool.query<{ said: string }>(
    `SELECT a.account_number || ' ' || state || ' ' || paid_by AS said FROM gateway_charges c
       JOIN accounts a ON a.id = c.account_id ORDER BY c.id`,
  )
  expect(rows.map(({ said }) => said)).toEqual([
    '6001 succeeded Visa ending 4242',
    '6001 succeeded Visa ending 4242',
    '6002 succeeded Mastercard ending 4444',
    '6003 processing Bank account ending 3456',
    '6004 failed Visa ending 0341',
    '6005 succeeded Visa ending 4242',
  ])
  const balances = await Promise.all(accountIds.map((id) => telco.balance(id)))
  expect(balances).toEqual([80_000_000n, 0n, 0n, 0n, 200_000_000n])
  expect(await telco.damage()).toEqual([])
  await gateway.stop()
  const again = await startDemoGateway(place)
  onTestFinished(() => again.stop())
  expect(Object.keys(again.account.bank.books.methods)).toHaveLength(5)
})
