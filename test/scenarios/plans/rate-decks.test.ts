import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditEndpoints } from '#contract/audit.ts'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { rateDecksEndpoints as decks } from '#contract/rate-decks.ts'
import { createTestApi, type Answer, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

let telco: TestTelco
let api: TestApi
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const CSV = { 'content-type': 'text/csv' }
const HEADER = 'prefix,destination,per_minute,flagfall'
const sheet = (...rows: readonly string[]): string => `${[HEADER, ...rows].join('\n')}\n`

const send = (path: string, body: string, role: 'admin' | 'operator' | 'support' = 'admin'): Promise<Answer> =>
  api.as({ role }).post(path, body, CSV)

test('a deck is made of a sheet, compared, published anew, searched, exported and taken back', async () => {
  const admin = api.as({ role: 'admin' })
  const first = sheet('44,United Kingdom,0.30,0.01', '447,"United Kingdom, mobile",0.65,', '353,Ireland,,')
  const made = await send('/rate-decks?name=Retail+2026&fileName=carrier.csv', first)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    outcome: 'published',
    version: 1,
    currency: 'AUD',
    counts: null,
    sheet: { layout: 'tollgate', prefixes: 3, notOffered: 1 },
  })
  const { deckId } = made.json as { deckId: string }
  const second = sheet('44,United Kingdom,0.35,0.01', '447,"United Kingdom, mobile",0.60,', '49,Germany,0.20,')
  const path = `/rate-decks/${deckId}/versions`
  const dry = await send(`${path}?dryRun=true`, second)
  expect(dry.json).toMatchObject({
    outcome: 'dry_run',
    version: 2,
    replacesVersion: 1,
    counts: { raised: 1, lowered: 1, new: 1, removed: 1, unchanged: 0 },
  })
  const { changes } = dry.json as { changes: { kind: string; prefix: string }[] }
  expect(changes[0]).toMatchObject({ kind: 'new', prefix: '49' })
  expect((await admin.call(decks.readRateDeck, { params: { deckId } })).versions).toHaveLength(1)

  api.now = new Date('2026-07-02T00:00:00Z')
  expect((await send(path, second)).json).toMatchObject({ outcome: 'published', version: 2 })
  expect((await send(path, second)).json).toMatchObject({ outcome: 'same', version: 2 })
  const read = await admin.call(decks.readRateDeck, { params: { deckId } })
  expect(read).toMatchObject({ name: 'Retail 2026', use: 'retail', plans: [] })
  expect(read.versions.map(({ version, rows, isInForce }) => [version, rows, isInForce])).toEqual([
    [1, 3, false],
    [2, 3, true],
  ])

  const params = { deckId, version: '2' }
  const against = (version: string) => admin.call(decks.compareDeckVersions, { params, query: { against: version } })
  expect(await against('1')).toMatchObject({
    counts: { raised: 1, lowered: 1, new: 1, removed: 1, unchanged: 0 },
    changes: [{ kind: 'new' }, { kind: 'raised', before: { perMinute: '0.30' }, after: { perMinute: '0.35' } }, {}, {}],
  })
  expect((await against('2')).changes).toEqual([])
  expect(await admin.refusal(decks.compareDeckVersions, { params, query: { against: '7' } })).toMatchObject({
    status: 404,
  })
  const page = await admin.call(decks.listRates, { params, query: { limit: '2' } })
  expect(page.items.map(({ prefix, perMinute }) => [prefix, perMinute])).toEqual([
    ['44', '0.35'],
    ['447', '0.60'],
  ])
  const rest = await admin.call(decks.listRates, { params, query: { cursor: page.nextCursor ?? '' } })
  expect(rest.items.map(({ prefix }) => prefix)).toEqual(['49'])
  const fits = await admin.call(decks.listRates, { params, query: { prefix: '4479' } })
  expect(fits.items.map(({ prefix }) => prefix)).toEqual(['44', '447'])
  const named = await admin.call(decks.listRates, { params, query: { destination: 'MOBILE' } })
  expect(named.items.map(({ prefix }) => prefix)).toEqual(['447'])
  const exported = await admin.get(`/rate-decks/${deckId}/versions/1/export`)
  expect(exported.headers['content-type']).toContain('text/csv')
  expect(exported.text.split('\n').slice(1, 4)).toEqual([
    '353,Ireland,,,,,,,',
    '44,United Kingdom,0.300000,0.010000,,,,,',
    '447,"United Kingdom, mobile",0.650000,,,,,,',
  ])

  api.now = new Date('2026-07-03T00:00:00Z')
  const reverted = await admin.call(decks.revertRateDeck, { params: { deckId }, body: {} })
  expect(reverted).toMatchObject({ outcome: 'published', version: 3, replacesVersion: 2 })
  const { items } = await admin.call(auditEndpoints.listAudit)
  expect(items.map(({ operation }) => operation)).toEqual([
    'rate-decks.revert',
    'rate-decks.publish',
    'rate-decks.publish',
  ])
})

test('what would be sold at a loss is said, from either side', async () => {
  const cost = await send('/rate-decks?name=Carrier', sheet('44,United Kingdom,0.10,', '447,Mobile,0.40,'), 'operator')
  const { deckId: costId } = cost.json as { deckId: string }
  const operator = api.as({ role: 'operator' })
  const { items } = await operator.call(callingPlansEndpoints.listCallingPlans)
  const params = { planId: items.find(({ use }) => use === 'wholesale')?.id ?? '' }
  const [wholesale] = (await operator.call(callingPlansEndpoints.readCallingPlan, { params })).versions
  await operator.call(callingPlansEndpoints.publishPlanVersion, {
    params,
    body: { definition: wholesale?.definition ?? {}, deckId: costId },
  })

  const made = await send('/rate-decks?name=Too+cheap&dryRun=true', sheet('44,United Kingdom,0.20,'))
  expect(made.json).toMatchObject({
    outcome: 'dry_run',
    deckId: null,
    losses: {
      count: 1,
      items: [{ deck: 'Too cheap', prefix: '447', destination: 'United Kingdom', price: '0.20', cost: '0.40' }],
    },
  })
  // The test telco sells 447 for 65 cents and a cent flagfall.
  const dearer = await send(`/rate-decks/${costId}/versions?dryRun=true`, sheet('447,Mobile,0.70,'), 'operator')
  expect(dearer.json).toMatchObject({
    losses: { count: 1, items: [{ deck: 'Abroad', prefix: '447', price: '0.66', cost: '0.70' }] },
  })
  expect((await send(`/rate-decks/${costId}/versions`, sheet('447,Mobile,0.01,'))).status).toBe(403)
})

test('what cannot be used is refused and leaves nothing', async () => {
  const admin = api.as({ role: 'admin' })
  const faulty = await send('/rate-decks?name=Faulty', sheet('44,United Kingdom,cheap,', 'x,Nowhere,0.1,'))
  expect([faulty.status, (faulty.json as { code: string }).code]).toEqual([422, 'invalid_deck'])
  expect((faulty.json as { errors: unknown[] }).errors).toMatchObject([
    { line: 2, field: 'per_minute' },
    { line: 3, field: 'prefix' },
  ])
  const names = (await admin.call(decks.listRateDecks)).items.map(({ name }) => name)
  expect(names).not.toContain('Faulty')
  for (const dryRun of ['true', 'false']) {
    const again = await send(`/rate-decks?name=Abroad&dryRun=${dryRun}`, sheet('44,United Kingdom,0.1,'))
    expect(again.status).toBe(409)
  }
  expect((await send('/rate-decks?name=Empty', '')).status).toBe(400)
  expect((await send('/rate-decks?name=Columns&columns=colour=red', sheet('44,x,0.1,'))).status).toBe(422)
  expect((await admin.post('/rate-decks?name=Json', { rows: [] })).status).toBe(400)
  expect((await send('/rate-decks/99999/versions', sheet('44,x,0.1,'))).status).toBe(404)
  expect((await send('/rate-decks?name=Support', sheet('44,x,0.1,'), 'support')).status).toBe(403)
  const small = { ...api.services.config, limits: { ...api.services.config.limits, rateSheetBytes: 100 } }
  const narrow = await createTestApi(telco, telco.resellerId, api.now, { config: small })
  const large = sheet(...Array.from({ length: 20 }, (_, index) => `44${index},United Kingdom,0.1,`))
  expect((await narrow.as({ role: 'admin' }).post('/rate-decks?name=Large', large, CSV)).status).toBe(413)
  await narrow.close()
})

test('columns may be named, and a version before calls that are priced is asked for', async () => {
  await telco.importGenerated({ seed: 4, calls: 300, from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' })
  const admin = api.as({ role: 'admin' })
  const abroad = (await admin.call(decks.listRateDecks)).items.find(({ name }) => name === 'Abroad')
  const body = 'Code,Where,Peak\n44,United Kingdom,0.40\n'
  const path = `/rate-decks/${abroad?.id}/versions?columns=prefix=Code;destination=Where;per_minute=Peak`
  const before = await send(`${path}&effectiveFrom=2026-06-15T00:00:00Z`, body)
  expect([before.status, (before.json as { code: string }).code]).toEqual([409, 'conflict'])
  const after = await send(`${path}&effectiveFrom=2026-08-01T00:00:00Z`, body)
  expect(after.json).toMatchObject({ version: 2, sheet: { columns: { prefix: 'Code', per_minute: 'Peak' } } })
})
