import { afterAll, beforeAll, expect, test } from 'vitest'
import { callingPlansEndpoints } from '#contract/calling-plans.ts'
import { rateDeckDraftsEndpoints as drafts } from '#contract/rate-deck-drafts.ts'
import { rateDecksEndpoints as decks } from '#contract/rate-decks.ts'
import { sumUpDraft } from '#operations/plans/sum-up-draft.ts'
import { pruneOld } from '#operations/worker/prune-old.ts'
import { createTestApi, type Answer, type TestApi } from '../../support/api.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { importRows } from '../../support/call-rows.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let deckId = ''
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, new Date('2026-07-10T00:00:00Z'))
  const { items } = await api.as({ role: 'admin' }).call(decks.listRateDecks)
  deckId = there(items.find(({ name }) => name === 'Abroad')).id
  await buyByAnotherDeck()
  const [bundle, payg] = [there(telco.accounts[0]?.numbers[0]), there(telco.accounts[2]?.numbers[0])]
  await importRows(
    telco.url,
    // Two minutes each: at 35 cents and a cent flagfall; at 65 cents.
    `fr,${payg},33199001234,2026-06-10T02:00:00Z,120,out`,
    `gb,${payg},442079460000,2026-06-11T02:00:00Z,120,out`,
    `gbm,${payg},447700900123,2026-06-11T03:00:00Z,120,out`,
    `us,${payg},12125550100,2026-06-12T02:00:00Z,60,out`,
    // Of the bundle: paid by its $2.50 for calls abroad.
    `al,${bundle},33199001234,2026-06-13T02:00:00Z,120,out`,
    // Other months, and no call of the deck's.
    `may,${payg},33199001234,2026-05-20T02:00:00Z,120,out`,
    `july,${payg},33199001234,2026-07-05T02:00:00Z,120,out`,
    `mob,${payg},61491570156,2026-06-13T02:00:00Z,120,out`,
  )
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

/** The test telco is charged by the deck it sells by: only the operator could change that. */
async function buyByAnotherDeck(): Promise<void> {
  const operator = api.as({ role: 'operator' })
  const rows = ['44,United Kingdom,0.10,0', '447,United Kingdom mobile,0.40,0', '33,France,0.30,0', '1,America,0.10,0']
  const { json } = await send(
    '/rate-decks?name=Carrier&effectiveFrom=2026-01-01T00:00:00Z',
    [HEADER, ...rows].join('\n'),
  )
  const { items } = await operator.call(callingPlansEndpoints.listCallingPlans)
  const params = { planId: there(items.find(({ use }) => use === 'wholesale')).id }
  const [plan] = (await operator.call(callingPlansEndpoints.readCallingPlan, { params })).versions
  await operator.call(callingPlansEndpoints.publishPlanVersion, {
    params,
    body: {
      definition: there(plan).definition,
      deckId: (json as { deckId: string }).deckId,
      effectiveFrom: '2026-01-02T00:00:00.000Z',
    },
  })
}

const CSV = { 'content-type': 'text/csv' }
const send = (path: string, body: string, role: 'admin' | 'operator' | 'support' = 'admin'): Promise<Answer> =>
  api.as({ role }).post(path, body, CSV)
const HEADER = 'prefix,destination,per_minute,flagfall'
/** Raises France, lowers the mobiles, gives London a rate of its own below cost, and no longer has North America. */
const SHEET = [
  HEADER,
  '44,United Kingdom,0.30,0.01',
  '4420,London,0.05,0.01',
  '447,United Kingdom mobile,0.50,0.01',
  '33,France,0.45,0.01',
  '353,Ireland,,0.01',
].join('\n')

test('a sheet is shown with its columns guessed, and what is wrong with it said in the options of the API', async () => {
  const content = [
    'Example Carrier',
    'Code;Destination;Rate;Start date',
    '44;London;0,30;03/04/2026',
    '33;Paris;0,31;',
  ].join('\n')
  const answer = await send('/rate-decks/read-sheet', content)
  expect(answer.status).toBe(200)
  expect(answer.json).toMatchObject({
    layout: 'guessed',
    separator: 'semicolon',
    decimal: 'comma',
    dates: null,
    headerLine: 2,
    headings: ['Code', 'Destination', 'Rate', 'Start date'],
    rows: [
      { line: 3, cells: ['44', 'London', '0,30', '03/04/2026'] },
      { line: 4, cells: ['33', 'Paris', '0,31', ''] },
    ],
    counts: null,
    isReadable: false,
    problemCounts: { fault: 1 },
    problems: [{ severity: 'fault', line: 3, column: 'Start date', option: 'dates' }],
  })
  const read = answer.json as { fields: { field: string }[]; problems: { message: string }[] }
  expect(read.fields.find(({ field }) => field === 'prefix')).toEqual({
    field: 'prefix',
    label: 'Prefix',
    help: 'Digits the numbers begin with: a list or a range may stand there',
    isNeeded: true,
    column: 0,
    heading: 'Code',
    certainty: 'likely',
  })
  expect(read.fields.find(({ field }) => field === 'valid_from')).toMatchObject({ column: 3, certainty: 'sure' })
  expect(read.fields.find(({ field }) => field === 'flagfall')).toMatchObject({ column: null, certainty: null })
  expect(read.problems[0]?.message).toBe('"03/04/2026" could have the day or the month first: say which')

  const settled = await send('/rate-decks/read-sheet?dates=dmy&columns=prefix%3D%231%3Bvalid_from%3D', content)
  expect(settled.json).toMatchObject({ isReadable: true, problems: [], counts: { sheetRows: 2, prefixes: 2 } })
  expect((settled.json as typeof read).fields.find(({ field }) => field === 'prefix')).toMatchObject({
    column: 0,
    certainty: 'chosen',
  })
})

test('a sheet without a header still shows what there is to map', async () => {
  const answer = await send('/rate-decks/read-sheet', 'Where,Peak,Off\nLondon,0.30,0.20\n')
  expect(answer.json).toMatchObject({
    layout: null,
    headerLine: null,
    headings: ['Where', 'Peak', 'Off'],
    rows: [{ line: 2, cells: ['London', '0.30', '0.20'] }],
    isReadable: false,
  })
  const { problems } = answer.json as { problems: { option: string; message: string }[] }
  expect(problems.map(({ option }) => option)).toEqual(['columns', 'columns'])
  expect(problems[0]?.message).toContain('no column says so: choose it; the headings are')
  expect((await send('/rate-decks/read-sheet', 'PK\u0003\u0004 a workbook')).json).toMatchObject({
    detail: expect.stringContaining('the file is a spreadsheet') as string,
  })
})

test('a sheet under review says what it changes and what it would have done to last month’s calls', async () => {
  const made = await send(`/rate-decks/drafts?deckId=${deckId}&fileName=july.csv`, SHEET)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    deckId,
    name: 'Abroad',
    status: 'ready',
    fileName: 'july.csv',
    replaces: { version: 1, rows: 5 },
    sheet: { layout: 'tollgate', prefixes: 5, notOffered: 1, unchanged: 2 },
    effect: { status: 'waiting', progress: 0, from: '2026-06-01', to: '2026-06-30', total: null },
    expiresAt: '2026-07-17T00:00:00.000Z',
  })
  const admin = api.as({ role: 'admin' })
  const params = { draftId: (made.json as { id: string }).id }
  const countsOf = (draft: unknown) =>
    Object.fromEntries((draft as { tabs: { tab: string; count: number }[] }).tabs.map(({ tab, count }) => [tab, count]))
  expect(countsOf(made.json)).toEqual({ new: 1, raised: 1, lowered: 1, removed: 1, terms: 0, loss: 1, problem: 0 })

  expect(await sumUpDraft(telco.pool, Number(params.draftId), api.now)).toBe(5)
  const draft = await admin.call(drafts.readDeckDraft, { params })
  expect(draft.effect).toMatchObject({ status: 'done', progress: 1, callsByDeck: 5 })
  const effects = Object.fromEntries(draft.tabs.map(({ tab, effect }) => [tab, effect]))
  // France: two minutes at 35 and then 45 cents with a cent flagfall; what the bundle paid of its call, it pays again.
  expect(effects['raised']).toEqual({
    calls: 2,
    minutes: 4,
    oldCharge: '0.71',
    newCharge: '1.11',
    difference: '0.40',
    unpriced: 0,
  })
  expect(effects['lowered']).toMatchObject({ calls: 1, oldCharge: '1.31', newCharge: '1.01', difference: '-0.30' })
  expect(effects['new']).toMatchObject({ calls: 1, oldCharge: '0.61', newCharge: '0.11' })
  expect(effects['loss']).toEqual(effects['new'])
  expect(effects['removed']).toMatchObject({ calls: 1, minutes: 1, oldCharge: '0.00', unpriced: 1 })
  expect(effects['problem']).toBeNull()
  expect(draft.effect.total).toMatchObject({ calls: 5, unpriced: 1 })

  const losses = await admin.call(drafts.listDraftLosses, { params })
  expect(losses.items).toEqual([
    {
      deck: 'Abroad',
      prefix: '4420',
      destination: 'London',
      price: '0.06',
      cost: '0.10',
      loss: '0.04',
      effect: effects['loss'],
    },
  ])
  const changes = await admin.call(drafts.listDraftChanges, { params, query: { tab: 'raised' } })
  expect(changes).toEqual({
    items: [
      expect.objectContaining({
        kind: 'raised',
        prefix: '33',
        destination: 'France',
        percent: 28.57,
        effect: effects['raised'],
      }),
    ],
    nextCursor: null,
  })
  const prefixes = async (query: Record<string, string>): Promise<readonly string[]> => {
    const pageAt = (cursor: string | null) =>
      admin.call(drafts.listDraftChanges, {
        params,
        query: { limit: '1', ...query, ...(cursor !== null && { cursor }) },
      })
    const found: string[] = []
    for (let page = await pageAt(null); ; page = await pageAt(page.nextCursor)) {
      found.push(...page.items.map(({ prefix }) => prefix))
      if (page.nextCursor === null) return found
    }
  }
  expect(await prefixes({ sort: 'prefix' })).toEqual(['1', '33', '4420', '447'])
  expect(await prefixes({ sort: 'effect' })).toEqual(['4420', '33', '447', '1'])
  expect(new Set(await prefixes({}))).toEqual(new Set(['1', '33', '4420', '447']))
  expect(await prefixes({ prefix: '44', sort: 'prefix' })).toEqual(['4420', '447'])
  expect(await prefixes({ destination: 'LOND' })).toEqual(['4420'])

  const listed = await admin.call(drafts.listDeckDrafts, { query: { deckId } })
  expect(listed.items.map(({ id }) => id)).toEqual([params.draftId])
  expect((await api.as({ role: 'support' }).refusal(drafts.readDeckDraft, { params })).status).toBe(403)
})

test('what was reviewed is what is published, with its note, and the draft is gone', async () => {
  const admin = api.as({ role: 'admin' })
  const [first, second] = [
    await send(`/rate-decks/drafts?deckId=${deckId}`, SHEET),
    await send(`/rate-decks/drafts?deckId=${deckId}`, `${HEADER}\n44,United Kingdom,0.99,0.01\n`),
  ].map(({ json }) => ({ draftId: (json as { id: string }).id }))
  const backdated = { note: 'Carrier’s July sheet', effectiveFrom: '2026-07-01T00:00:00.000Z' }
  const refused = await admin.refusal(drafts.publishDeckDraft, { params: there(first), body: backdated })
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('priced already') as string })
  const body = { note: 'Carrier’s July sheet' }
  const published = await admin.call(drafts.publishDeckDraft, { params: there(first), body })
  expect(published).toMatchObject({ outcome: 'published', version: 2, replacesVersion: 1, counts: { raised: 1 } })
  const { versions } = await admin.call(decks.readRateDeck, { params: { deckId } })
  expect(versions.at(-1)).toMatchObject({
    version: 2,
    note: 'Carrier’s July sheet',
    publishedBy: 'Robin Example',
    isInForce: true,
  })
  expect((await admin.refusal(drafts.readDeckDraft, { params: there(first) })).status).toBe(404)
  expect(await admin.refusal(drafts.publishDeckDraft, { params: there(second), body: {} })).toMatchObject({
    status: 409,
    detail: expect.stringContaining('changed what rate deck "Abroad" holds') as string,
  })
  await admin.call(drafts.discardDeckDraft, { params: there(second) })
  expect((await admin.refusal(drafts.discardDeckDraft, { params: there(second) })).status).toBe(404)
})

test('a sheet with faults can be looked at and not be published; a new deck is made when it is', async () => {
  const admin = api.as({ role: 'admin' })
  const faulty = await send('/rate-decks/drafts?name=Premium', `${HEADER}\n44,London,thirty,\n33,France,0.30,\n`)
  expect(faulty.json).toMatchObject({ status: 'faulty', deckId: null, effect: { status: 'done' } })
  const params = { draftId: (faulty.json as { id: string }).id }
  const problems = await admin.call(drafts.listDraftProblems, { params })
  expect(problems.items).toEqual([
    {
      severity: 'fault',
      line: 2,
      column: 'per_minute',
      message: 'must be an amount such as 0.0125; it is "thirty"',
      option: null,
    },
  ])
  expect((await admin.refusal(drafts.publishDeckDraft, { params, body: {} })).detail).toContain('The sheet has faults')

  const good = await send('/rate-decks/drafts?name=Premium', `${HEADER}\n44,London,0.30,\n33,France,0.30,\n`)
  expect(good.json).toMatchObject({ status: 'ready', replaces: null, effect: { status: 'done', callsByDeck: 0 } })
  const published = await admin.call(drafts.publishDeckDraft, {
    params: { draftId: (good.json as { id: string }).id },
    body: { effectiveFrom: '2026-01-01T00:00:00.000Z' },
  })
  expect(published).toMatchObject({ outcome: 'published', name: 'Premium', version: 1 })
  expect((await send('/rate-decks/drafts?name=Premium', SHEET)).status).toBe(409)
  expect((await send('/rate-decks/drafts', SHEET)).status).toBe(422)
})

test('after a week a sheet under review is gone', async () => {
  const made = await send(`/rate-decks/drafts?deckId=${deckId}`, SHEET)
  expect(made.json).toMatchObject({ status: 'same' })
  const params = { draftId: (made.json as { id: string }).id }
  api.now = new Date('2026-07-17T00:00:01Z')
  const admin = api.as({ role: 'admin' })
  expect((await admin.refusal(drafts.readDeckDraft, { params })).status).toBe(404)
  const pruned = await pruneOld(telco.pool, api.services.config, api.now)
  expect(pruned.get('rate sheets under review')).toBeGreaterThan(0)
})

test('a few rates are changed by hand as the next version, and suspended calls find their price', async () => {
  const admin = api.as({ role: 'admin' })
  const request = {
    rates: [
      { prefix: '353', perMinute: '0.40' },
      { prefix: '3531', perMinute: '0.20', flagfall: '0.02' },
    ],
    remove: ['4420'],
    note: 'Ireland at last',
  }
  const changed = await admin.call(drafts.changeDeckRates, { params: { deckId }, body: request })
  expect(changed).toMatchObject({ outcome: 'published', counts: { offered: 1, new: 1, removed: 1 } })
  const { items } = await admin.call(decks.listRates, {
    params: { deckId, version: String(changed.version) },
    query: { prefix: '353' },
  })
  expect(
    items.map(({ prefix, destination, perMinute, flagfall }) => [prefix, destination, perMinute, flagfall]),
  ).toEqual([
    ['353', 'Ireland', '0.40', '0.01'],
    ['3531', 'Ireland', '0.20', '0.02'],
  ])
  const missing = await admin.refusal(drafts.changeDeckRates, { params: { deckId }, body: { remove: ['999'] } })
  expect(missing.detail).toContain('no rate for prefix 999')
})
