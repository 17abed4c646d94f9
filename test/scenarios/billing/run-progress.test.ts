import { expect, onTestFinished, test } from 'vitest'
import { billRunsEndpoints } from '#contract/bill-runs.ts'
import { continueBillRun } from '#operations/billing/run-bills.ts'
import { createTestApi } from '../../support/api.ts'
import { createBillTelco } from '../../support/billing.ts'

const ACCOUNT = { from: '2026-06-20T00:00:00+10:00', billDay: 20, numbers: [] }
const ANNIVERSARY = new Date('2026-07-19T14:05:00Z')

test('how long a run will take is said while it runs; it ends when it ends, and that is told', async () => {
  const telco = await createBillTelco()
  for (const accountNumber of ['1001', '1002']) await telco.open({ ...ACCOUNT, accountNumber })
  const api = await createTestApi(telco, telco.resellerId, ANNIVERSARY)
  onTestFinished(() => api.close())
  const billing = api.as({ role: 'billing' })
  const { id } = await billing.call(billRunsEndpoints.startBillRun, { body: {} })
  const params = { billRunId: id }
  expect(await billing.call(billRunsEndpoints.readBillRun, { params })).toMatchObject({
    status: 'waiting',
    secondsLeft: null,
  })
  await telco.pool.query(
    `UPDATE bill_runs SET status = 'running', started_at = $2, accounts = 40, accounts_done = 10 WHERE id = $1`,
    [id, new Date(ANNIVERSARY.getTime() - 20_000)],
  )
  expect(await billing.call(billRunsEndpoints.readBillRun, { params })).toMatchObject({ secondsLeft: 60 })
  await telco.pool.query(
    `UPDATE bill_runs SET status = 'waiting', started_at = NULL, accounts = 0, accounts_done = 0 WHERE id = $1`,
    [id],
  )

  let seconds = 0
  const clock = (): Date => new Date(ANNIVERSARY.getTime() + 60_000 * seconds++)
  await continueBillRun(telco.pool, Number(id), { now: ANNIVERSARY, clock })
  expect(await billing.call(billRunsEndpoints.readBillRun, { params })).toMatchObject({
    status: 'done',
    statements: 2,
    secondsLeft: null,
    startedAt: '2026-07-19T14:05:00.000Z',
    finishedAt: '2026-07-19T14:06:00.000Z',
  })
  const { rows } = await telco.pool.query(`SELECT payload FROM events WHERE type = 'bill-run.finished'`)
  expect(rows).toMatchObject([
    { payload: { billRunId: id, status: 'done', dryRun: false, statements: 2, failures: 0 } },
  ])
})
