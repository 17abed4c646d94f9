import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importsEndpoints as imports } from '#contract/imports.ts'
import { runImport } from '#operations/usage/run-import.ts'
import { uploadFolder } from '#operations/usage/upload-calls.ts'
import { readConfig } from '../../../src/config.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { tollgateCsv } from '../../support/import-fixture.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { there } from '../../support/there.ts'

let telco: TestTelco
let api: TestApi
let folder = ''
beforeAll(async () => {
  telco = await createTestTelco()
  folder = await mkdtemp(join(tmpdir(), 'tollgate-uploads-'))
  const config = { ...readConfig({}), dataDirectory: folder }
  api = await createTestApi(telco, telco.resellerId, new Date('2026-08-10T00:00:00Z'), { config })
  await api.as({ role: 'admin' }).call(imports.createCallSource, { body: { name: 'pbx', profile: 'tollgate' } })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
  await rm(folder, { recursive: true, force: true })
})

const LINES = 1200
const content = (of: string): string => {
  const own = there(telco.accounts[2]?.numbers[0])
  const line = (_: unknown, nth: number): string => `${of}${nth},${own},61491570156,2026-07-10T02:00:00Z,60,out`
  return tollgateCsv(...Array.from({ length: LINES }, line))
}

async function upload(text: string): Promise<{ readonly importId: string }> {
  const answer = await api.as({ role: 'admin' }).post('/imports?source=pbx', text, { 'content-type': 'text/csv' })
  expect(answer.status).toBe(202)
  return { importId: (answer.json as { id: string }).id }
}

/** What the worker does: read in pieces of a few lines, the clock a second on each time it is asked. */
async function work({ importId }: { readonly importId: string }, chunkBytes = 2048): Promise<void> {
  const clock = (): Date => {
    api.now = new Date(api.now.getTime() + 1000)
    return api.now
  }
  const databaseUrl = telco.url
  await runImport({ pool: telco.pool, databaseUrl, folder: uploadFolder(folder), chunkBytes, clock }, Number(importId))
}

const read = (params: { readonly importId: string }) => api.as({ role: 'support' }).call(imports.readImport, { params })
const events = async (type: string): Promise<readonly Record<string, unknown>[]> => {
  const { rows } = await telco.pool.query<{ payload: Record<string, unknown> }>(
    'SELECT payload FROM events WHERE type = $1 ORDER BY id',
    [type],
  )
  return rows.map(({ payload }) => payload)
}

test('how fast a file is read and how long it takes is said while it is read; its end is told', async () => {
  const params = await upload(content('a'))
  expect(await read(params)).toMatchObject({
    status: 'waiting',
    readingSince: null,
    secondsLeft: null,
    canCancel: true,
  })
  await telco.pool.query(
    `UPDATE imports SET state = 'running', bytes_done = file_bytes / 4, reading_since = $2 WHERE id = $1`,
    [params.importId, new Date(api.now.getTime() - 10_000)],
  )
  const running = await read(params)
  expect(running).toMatchObject({ status: 'running', secondsLeft: 30, canCancel: true })
  expect(running.bytesPerSecond).toBe(Math.round(running.bytesDone / 10))
  await work(params, 1 << 20)
  const done = await read(params)
  expect(done).toMatchObject({ status: 'done', rated: LINES, canCancel: false, secondsLeft: null })
  expect(Date.parse(there(done.finishedAt))).toBeGreaterThan(Date.parse(there(done.readingSince)))
  expect(await events('import.finished')).toEqual([
    expect.objectContaining({ importId: params.importId, source: 'pbx', rated: LINES, suspended: 0, currency: 'AUD' }),
  ])
  await work(params)
  expect(await events('import.finished'), 'told once').toHaveLength(1)
  expect((await api.as({ role: 'admin' }).refusal(imports.cancelImport, { params })).status).toBe(409)
})

test('a file that waits is stopped at once; sent again it is read', async () => {
  const params = await upload(content('b'))
  const stopped = await api.as({ role: 'admin' }).call(imports.cancelImport, { params })
  expect(stopped).toMatchObject({ status: 'cancelled', canCancel: false, finishedAt: api.now.toISOString() })
  await work(params)
  expect(await read(params)).toMatchObject({ status: 'cancelled', rated: 0 })
  expect(await readdir(uploadFolder(folder))).toEqual([])
  expect(await upload(content('b'))).toEqual(params)
  expect(await read(params)).toMatchObject({ status: 'waiting', finishedAt: null, canCancel: true })
  await work(params, 1 << 20)
  expect(await read(params)).toMatchObject({ status: 'done', rated: LINES, duplicates: 0 })
})

test('one that is being read is stopped where it is; what is in stays, and sent again it goes on', async () => {
  const params = await upload(content('c'))
  // A worker has begun it, and looks whether it is to go on after each piece.
  await telco.pool.query(`UPDATE imports SET state = 'running' WHERE id = $1`, [params.importId])
  const asked = await api.as({ role: 'admin' }).call(imports.cancelImport, { params })
  expect(asked).toMatchObject({ status: 'running', canCancel: false })
  await work(params)
  const stopped = await read(params)
  expect(stopped.status).toBe('cancelled')
  expect(stopped.rated).toBeGreaterThan(0)
  expect(stopped.rated).toBeLessThan(LINES)
  expect(await upload(content('c'))).toEqual(params)
  await work(params)
  expect(await read(params)).toMatchObject({ status: 'done', rated: LINES, duplicates: 0 })
  expect((await api.as({ role: 'support' }).refusal(imports.cancelImport, { params })).status).toBe(403)
})

test('a file that is none is told of with the reason', async () => {
  const params = await upload('this is not a file of calls\n')
  await work(params)
  const failed = await read(params)
  expect(failed.status).toBe('failed')
  expect(await events('import.failed')).toEqual([
    { importId: params.importId, source: 'pbx', fileName: 'calls.csv', failure: failed.failure },
  ])
})
