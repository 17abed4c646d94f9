import { afterAll, beforeAll, expect, test } from 'vitest'
import { unrecordedCallsEndpoints } from '#contract/unrecorded-calls.ts'
import { createLiveTelco, SWITCH, type LiveTelco } from '../../support/live-calls.ts'

/** Calls that were let through, of which no record ever came. */

const MOBILE = '61491570006'
const { listUnrecordedCalls } = unrecordedCallsEndpoints
let given: LiveTelco
let caller: { readonly id: number; readonly accountNumber: string; readonly number: string }
beforeAll(async () => {
  given = await createLiveTelco()
  const account = given.telco.accounts[2]
  caller = { id: account?.id ?? 0, accountNumber: account?.accountNumber ?? '', number: account?.numbers[0] ?? '' }
  await given.setCredit(caller.id, 50)
})
afterAll(() => given.close())

test('each is listed from when it lapsed until its record comes, page by page, and says what was held', async () => {
  const { api, exchange } = given
  const begunAt = api.now
  const ids: string[] = []
  for (const [nth, seconds] of [60, 120, 180].entries()) {
    const answer = await given.ask(`never-${nth}`, { from: caller.number, to: MOBILE, seconds })
    expect(answer.allow).toBe(true)
    ids.push(answer.id)
  }
  const list = (query: { cursor?: string; limit?: string; accountId?: string; withTotal?: 'true' } = {}) =>
    exchange.call(listUnrecordedCalls, { query })
  expect(await list({ withTotal: 'true' })).toEqual({ items: [], nextCursor: null, total: 0 })

  api.now = new Date(begunAt.getTime() + 600_000)
  await api.services.liveCalls.lapse()
  await expect.poll(async () => (await list()).items.length).toBe(3)
  const first = await list({ limit: '2', withTotal: 'true' })
  expect(first).toMatchObject({ items: [{ id: ids[2] }, { id: ids[1] }], total: 3 })
  const next = await list({ limit: '2', cursor: first.nextCursor ?? '' })
  expect(next).toEqual({
    items: [
      {
        id: ids[0],
        accountId: String(caller.id),
        accountNumber: caller.accountNumber,
        accountName: expect.any(String) as string,
        direction: 'out',
        from: caller.number,
        to: MOBILE,
        description: 'Australian mobile',
        serviceType: 'Mobile',
        seconds: 60,
        held: '0.187',
        begunAt: begunAt.toISOString(),
        answeredAt: null,
        // Three minutes of ringing, its seconds, and one of grace.
        lapsedAt: new Date(begunAt.getTime() + 300_000).toISOString(),
        source: SWITCH,
        callId: 'never-0',
        currency: 'AUD',
      },
    ],
    nextCursor: null,
    total: null,
  })
  const [other] = given.telco.accounts
  expect((await list({ accountId: String(other?.id) })).items).toEqual([])
  expect((await list({ accountId: String(caller.id) })).items).toHaveLength(3)

  await given.end(ids[1] ?? '', 'never-1', { from: caller.number, to: MOBILE, seconds: 100 })
  expect((await list()).items.map(({ id }) => id)).toEqual([ids[2], ids[0]])
})

test('a made-up place in the list is refused, and so is who may not search calls', async () => {
  const cursor = Buffer.from(JSON.stringify([1, 'x'])).toString('base64url')
  expect(await given.exchange.refusal(listUnrecordedCalls, { query: { cursor } })).toMatchObject({ status: 422 })
  const customer = given.api.as({ role: 'customer-admin', accountId: caller.id })
  expect(await customer.refusal(listUnrecordedCalls)).toMatchObject({ status: 403 })
})
