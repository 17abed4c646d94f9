import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callsEndpoints } from '#contract/calls.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { runImport } from '#operations/usage/run-import.ts'
import { uploadFolder } from '#operations/usage/upload-calls.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { tollgateCsv } from '../../support/import-fixture.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let folder = ''
let own = ''

beforeAll(async () => {
  telco = await createTestTelco()
  folder = await mkdtemp(join(tmpdir(), 'tollgate-uploads-'))
  const base = readConfig({})
  const config = { ...base, dataDirectory: folder, limits: { ...base.limits, callFileBytes: 4096 } }
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'), { config })
  own = there(telco.accounts[2]?.numbers[0])
  await api
    .as({ role: 'admin' })
    .call(importsEndpoints.createCallSource, { body: { name: 'pbx', profile: 'tollgate' } })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
  await rm(folder, { recursive: true, force: true })
})

const CSV = { 'content-type': 'text/csv' }

async function upload(content: string, source = 'pbx', name = 'july.csv') {
  const answer = await api.as({ role: 'admin' }).post(`/imports?source=${source}&fileName=${name}`, content, CSV)
  return { status: answer.status, body: answer.json as Record<string, unknown> }
}

/** What the worker does with the job of an upload. */
async function work(importId: unknown): Promise<void> {
  await runImport(
    {
      pool: telco.pool,
      databaseUrl: telco.url,
      folder: uploadFolder(folder),
      chunkBytes: 1 << 20,
      clock: () => api.now,
    },
    Number(importId),
  )
}

const stored = () => readdir(uploadFolder(folder))

test('a file is taken in, read in the background, and its rejected rows can be had', async () => {
  const content = tollgateCsv(
    `one,${own},61491570156,2026-07-10T02:00:00Z,60,out`,
    `two,${own},353120000000,2026-07-10T02:00:00Z,60,out`,
    'three,,,never,,out',
  )
  const taken = await upload(content)
  expect(taken).toMatchObject({
    status: 202,
    body: { status: 'waiting', source: 'pbx', fileName: 'july.csv', rated: 0 },
  })
  const { rows } = await telco.pool.query<{ task: string }>(
    `SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier = 'import-calls'`,
  )
  expect(rows).toHaveLength(1)
  await work(taken.body['id'])
  const staff = api.as({ role: 'support' })
  const params = { importId: String(taken.body['id']) }
  const done = await staff.call(importsEndpoints.readImport, { params })
  expect(done).toMatchObject({
    status: 'done',
    calls: 1,
    rated: 1,
    suspended: 1,
    rejected: 1,
    waiting: 2,
    duplicates: 0,
    charge: '0.17',
    bytesDone: content.length,
  })
  const rejected = await staff.get(`/imports/${params.importId}/rejected`)
  expect(rejected.text.trim().split('\r\n')).toHaveLength(2)
  expect(rejected.text).toContain('"three,,,never,,out"')
  expect((await staff.get(`/imports/${params.importId}/rejected?rows=all`)).text).toContain('not_offered')
  expect(await stored()).toEqual([])
  const { items } = await staff.call(callsEndpoints.listCalls, { query: { importId: params.importId } })
  expect(items.map(({ destination }) => destination)).toEqual(['61491570156'])

  const again = await upload(content)
  expect(again).toMatchObject({ status: 202, body: { id: taken.body['id'], status: 'done', rated: 1 } })
  await work(taken.body['id'])
  expect(await stored()).toEqual([])
  expect((await staff.call(importsEndpoints.listImports, {})).items).toHaveLength(1)
})

test('a file that is none fails, says why, and may be sent again', async () => {
  const taken = await upload('nothing,of,this\n1,2,3\n')
  await work(taken.body['id'])
  const failed = await api
    .as({ role: 'admin' })
    .call(importsEndpoints.readImport, { params: { importId: String(taken.body['id']) } })
  expect(failed.status).toBe('failed')
  expect(failed.failure).toContain('the header has no column')
  expect(failed.failure).not.toContain(folder)
  expect(await upload('nothing,of,this\n1,2,3\n')).toMatchObject({ body: { id: taken.body['id'], status: 'waiting' } })
  await work(taken.body['id'])
})

test('an import that was cut off goes on with the next try of its job', async () => {
  const content = tollgateCsv(`cut,${own},61491570156,2026-07-11T02:00:00Z,60,out`)
  const taken = await upload(content, 'pbx', 'cut.csv')
  await telco.pool.query(`UPDATE imports SET state = 'running', shape = 'another' WHERE id = $1`, [taken.body['id']])
  const params = { importId: String(taken.body['id']) }
  expect(await api.as({ role: 'admin' }).call(importsEndpoints.readImport, { params })).toMatchObject({
    status: 'running',
  })
  await telco.pool.query(`UPDATE imports SET shape = '' WHERE id = $1`, [taken.body['id']])
  await work(taken.body['id'])
  expect(await api.as({ role: 'admin' }).call(importsEndpoints.readImport, { params })).toMatchObject({
    status: 'done',
    calls: 1,
  })
})

test('what cannot be taken in is refused, and leaves nothing behind', { timeout: 15_000 }, async () => {
  expect(await upload('x'.repeat(5000))).toMatchObject({ status: 413 })
  expect(await upload('')).toMatchObject({ status: 400 })
  expect(await upload('a', 'nowhere')).toMatchObject({ status: 404 })
  expect((await api.as({ role: 'support' }).post('/imports?source=pbx', 'a', CSV)).status).toBe(403)
  expect((await api.as({ role: 'admin' }).post('/imports?source=pbx', { a: 1 })).status).toBe(400)
  expect(await stored()).toEqual([])
})

test('a source keeps its name and profile; a shared one is the operator’s', async () => {
  const admin = api.as({ role: 'admin' })
  const { createCallSource } = importsEndpoints
  expect(await admin.refusal(createCallSource, { body: { name: 'pbx', profile: 'asterisk' } })).toMatchObject({
    status: 409,
  })
  expect(await admin.refusal(createCallSource, { body: { name: 'x', profile: 'nonesuch' } })).toMatchObject({
    status: 422,
  })
  expect(await admin.refusal(createCallSource, { body: { name: 'x', profile: { name: 'x' } } })).toMatchObject({
    status: 422,
  })
  const all = { name: 'carrier', profile: 'au-upstream', shared: true }
  expect(await admin.refusal(createCallSource, { body: all })).toMatchObject({ status: 403 })
  expect(await api.as({ role: 'operator' }).call(createCallSource, { body: all })).toMatchObject({ shared: true })
  expect(await upload('a', 'carrier')).toMatchObject({ status: 403 })
  const stranger = api.as({ role: 'admin', resellerId: telco.resellerId + 1 })
  const { items } = await stranger.call(importsEndpoints.listCallSources)
  expect(items.map(({ name }) => name)).toEqual(['carrier'])
})

test('calls are told one by one, priced at once, and known when told again or read from a file', async () => {
  const event = {
    callId: 'evt-1',
    aNumber: own,
    bNumber: '61491570156',
    startedAt: '2026-08-09T10:00:00+10:00',
    durationSeconds: 60,
    direction: 'out' as const,
  }
  const admin = api.as({ role: 'admin' })
  const record = (...calls: (typeof event)[]) =>
    admin.call(callsEndpoints.recordCalls, { body: { source: 'pbx', calls } })
  const first = await record(event, { ...event, callId: 'evt-2', bNumber: '353120000000' })
  expect(first).toMatchObject({ calls: 1, rated: 1, suspended: 1, duplicates: 0 })
  expect(await record(event)).toMatchObject({ calls: 0, duplicates: 1, importId: first.importId })
  expect(await record({ ...event, callId: 'evt-3' })).toMatchObject({ calls: 1, importId: first.importId })
  const known = await upload(tollgateCsv(`evt-1,${own},61491570156,2026-08-09T00:00:00Z,60,out`), 'pbx', 'events.csv')
  await work(known.body['id'])
  const params = { importId: String(known.body['id']) }
  expect(await admin.call(importsEndpoints.readImport, { params })).toMatchObject({ calls: 0, duplicates: 1 })
  const day = await admin.call(importsEndpoints.readImport, { params: { importId: first.importId } })
  expect(day).toMatchObject({ kind: 'events', status: 'running', calls: 2, suspended: 1, duplicates: 1 })
})

test('everything agrees in the end', async () => {
  const { checks } = await verifyLedger(telco.pool)
  expect(checks.filter(({ total }) => total !== 0)).toEqual([])
})
