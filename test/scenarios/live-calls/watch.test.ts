import { afterAll, beforeAll, expect, test } from 'vitest'
import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { liveCallsEndpoints } from '#contract/live-calls.ts'
import type { Actor } from '#domain/access/actor.ts'
import { parseDollars } from '#domain/money.ts'
import { createLiveWatch, type LiveFrame } from '#operations/live-calls/watch-live-calls.ts'
import { createLiveTelco, type LiveTelco } from '../../support/live-calls.ts'
import { readEvents } from '../../support/server-sent-events.ts'

const MOBILE = '61491570006'

let given: LiveTelco
let bundle: { id: number; numbers: readonly string[] }
let payg: { id: number; numbers: readonly string[] }
let url: string
beforeAll(async () => {
  given = await createLiveTelco()
  const [one, , three] = given.telco.accounts
  bundle = { id: one?.id ?? 0, numbers: one?.numbers ?? [] }
  payg = { id: three?.id ?? 0, numbers: three?.numbers ?? [] }
  url = await given.api.server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => given.close())

const { listLiveCalls, listAccountLiveCalls } = liveCallsEndpoints

async function allowed(callId: string, from: string, to = MOBILE): Promise<string> {
  const answer = await given.ask(callId, { from, to })
  if (!answer.allow) throw new Error(answer.words)
  return answer.id
}

const answered = (id: string): Promise<unknown> =>
  given.exchange.call(callAuthorizationsEndpoints.answerCall, { params: { authorizationId: id }, body: {} })

const later = (seconds: number): void => {
  given.api.now = new Date(given.api.now.getTime() + seconds * 1000)
}

test('a call rings, talks, comes to what its record will, and is gone with it', async () => {
  const [from = ''] = payg.numbers
  const id = await allowed('seen', from)
  expect(await given.exchange.call(listLiveCalls)).toMatchObject({
    count: 1,
    ringing: 1,
    total: '0.00',
    dearest: null,
    items: [
      {
        id,
        state: 'ringing',
        until: null,
        total: '0.00',
        held: '0.715',
        description: 'Australian mobile',
        from,
        to: MOBILE,
      },
    ],
  })
  later(5)
  await answered(id)
  later(90)
  const { items, total, dearest } = await given.exchange.call(listLiveCalls)
  // Per second: 5 c and 12 c a minute; it costs 2 c a minute.
  expect({ items, total, dearest }).toMatchObject({
    total: '0.253',
    dearest: id,
    items: [
      {
        state: 'talking',
        until: new Date(given.api.now.getTime() + 210_000).toISOString(),
        charge: '0.23',
        gst: '0.023',
        total: '0.253',
        cost: '0.03',
        margin: '0.20',
        accountNumber: '1003',
      },
    ],
  })
  await given.end(id, 'seen', { from, to: MOBILE, seconds: 90 })
  expect(await given.exchange.call(listLiveCalls)).toMatchObject({ count: 0, total: '0.00', items: [] })
})

test('minutes of an allowance count for one call, and what nobody told the answer of is not for nothing', async () => {
  const [one = '', two = ''] = bundle.numbers
  const ids = [await allowed('first', one), await allowed('second', two)]
  for (const id of ids) await answered(id)
  for (const id of ids)
    await given.exchange.call(callAuthorizationsEndpoints.extendCall, {
      params: { authorizationId: id },
      body: { seconds: 6000 },
    })
  later(4000)
  // 100 minutes are included; in blocks of 30 seconds one call draws 67 of them, the other 33, and 34 minutes are charged.
  const { items, total } = await given.exchange.call(listAccountLiveCalls, { params: { accountId: String(bundle.id) } })
  expect(items.map(({ charge }) => charge)).toEqual(['0.00', '4.08'])
  for (const [nth, id] of ids.entries())
    await given.end(id, ['first', 'second'][nth] ?? '', { from: [one, two][nth] ?? '', to: MOBILE, seconds: 4000 })
  expect((await given.money(bundle.id)).balance).toBe(0n - (parseDollars(total) ?? 0n))

  const [from = ''] = payg.numbers
  const quiet = await allowed('quiet', from)
  later(240)
  const unsaid = await given.exchange.call(listLiveCalls)
  expect(unsaid.items).toMatchObject([{ id: quiet, state: 'unsaid', answeredAt: null, charge: '0.53' }])
  await given.end(quiet, 'quiet', { from, to: MOBILE, seconds: 0 })
})

test('customers see their own, its users those of their numbers, and nobody of them the cost', async () => {
  const [from = '', second = ''] = payg.numbers
  const ids = [
    await allowed('own', from),
    await allowed('of-second', second),
    await allowed('of-others', bundle.numbers[0] ?? ''),
  ]
  const params = { accountId: String(payg.id) }
  const customer = given.api.as({ role: 'customer-admin', accountId: payg.id })
  const { items } = await customer.call(listAccountLiveCalls, { params })
  expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  expect(items[0]).not.toHaveProperty('cost')
  const person = given.api.as({ role: 'customer-user', accountId: payg.id, numbers: [second] })
  expect((await person.call(listAccountLiveCalls, { params })).items.map(({ id }) => id)).toEqual([ids[1]])
  expect(await customer.refusal(listAccountLiveCalls, { params: { accountId: String(bundle.id) } })).toMatchObject({
    code: 'not_found',
  })
  expect(await customer.refusal(listLiveCalls)).toMatchObject({ code: 'forbidden' })
  const stream = await person.get(`/accounts/${payg.id}/live-calls/events`)
  expect(stream.headers['content-type']).toContain('text/event-stream')
  expect(stream.text).toContain(`"id":"${ids[1]}"`)
  expect(stream.text).not.toContain(ids[0])
  expect(stream.text).not.toContain('margin')
  const froms = [from, second, bundle.numbers[0] ?? '']
  for (const [nth, id] of ids.entries())
    await given.end(id, ['own', 'of-second', 'of-others'][nth] ?? '', {
      from: froms[nth] ?? '',
      to: MOBILE,
      seconds: 0,
    })
})

test('who watches is told of what begins and ends, until nobody is signed in any more', async () => {
  const [from = ''] = payg.numbers
  const staff: Actor = { kind: 'user', id: 7, name: 'Kim Example', role: 'support', resellerId: given.telco.resellerId }
  const session: { actor: Actor | undefined } = { actor: staff }
  const { services } = given.api
  const authenticate = services.authenticate.bind(services)
  Object.assign(services, {
    authenticate: (request: Parameters<typeof authenticate>[0]) =>
      request.headers['x-test-actor'] === undefined ? Promise.resolve(session.actor) : authenticate(request),
  })
  const answer = await fetch(`${url}/api/v1/live-calls/events`, { headers: { accept: 'text/event-stream' } })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  })
  const events = readEvents(answer)
  expect(await events.next()).toMatchObject({ name: 'snapshot', data: { count: 0, items: [] } })
  const id = await allowed('watched', from)
  expect(await events.next()).toMatchObject({
    name: 'change',
    data: { count: 1, calls: [{ id, state: 'ringing' }], gone: [] },
  })
  await given.end(id, 'watched', { from, to: MOBILE, seconds: 60 })
  expect(await events.next()).toMatchObject({ name: 'change', data: { count: 0, calls: [], gone: [id] } })
  later(20)
  expect(await events.next()).toMatchObject({ name: '' })
  session.actor = undefined
  later(6)
  expect(await events.next()).toEqual({ name: 'end', data: { reason: 'session' } })
  expect(await events.next()).toBeUndefined()
})

test('however many watch, the calls are read once; and not more than are let', async () => {
  const { pool, resellerId } = given.telco
  let reads = 0
  const watch = createLiveWatch({
    pool: new Proxy(pool, {
      get: (target, key) => {
        if (key === 'connect') reads++
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }),
    book: given.api.services.liveCalls.book,
    clock: () => given.api.now,
    log: () => {},
    limits: { liveWatchersPerReseller: 3, liveWatchersPerAccount: 1 },
  })
  const first = Promise.withResolvers<LiveFrame>()
  const second = Promise.withResolvers<LiveFrame>()
  const ended = Promise.withResolvers<void>()
  watch.watch({ resellerId, accountId: undefined, see: first.resolve, end: ended.resolve })
  const stop = watch.watch({ resellerId, accountId: payg.id, see: second.resolve, end: () => {} })
  expect(await first.promise).toBe(await second.promise)
  expect(reads).toBe(1)
  const more = { resellerId, see: () => {}, end: () => {} }
  expect(() => watch.watch({ ...more, accountId: payg.id })).toThrow(/too many/i)
  watch.watch({ ...more, accountId: undefined })
  expect(() => watch.watch({ ...more, accountId: undefined })).toThrow(/too many/i)
  stop()
  watch.watch({ ...more, accountId: payg.id })
  await watch.close()
  await ended.promise
})
