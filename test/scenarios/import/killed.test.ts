import { readFile } from 'node:fs/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createChance } from '#operations/demo/random.ts'
import { correctHolder } from '#operations/numbers/assign-numbers.ts'
import { expectBooksToAgree, readBooks, type Books } from '../../support/import-books.ts'
import { callFile, importText, NOW_MS, tollgateCsv, withClient, type Telco } from '../../support/import-fixture.ts'
import { closeGate, startImport, waitingForShard, watchBatches } from '../../support/import-process.ts'
import { createBusyTelco, trafficLines } from '../../support/import-traffic.ts'

const CHUNK_BYTES = 4096
const CALLS = 1000

let lines: readonly string[] = []
let undisturbed: Books

beforeAll(async () => {
  lines = await trafficLines({ seed: 7, calls: CALLS })
})

/** What the import comes to when nothing happens, from another database. */
async function undisturbedBooks(): Promise<Books> {
  if (undisturbed !== undefined) return undisturbed
  const telco = await createBusyTelco()
  await importText(telco, tollgateCsv(...lines), { chunkBytes: CHUNK_BYTES })
  await expectBooksToAgree(telco.pool)
  expect(await batchesIn(telco)).toBeGreaterThan(24)
  undisturbed = await readBooks(telco.pool)
  expect(undisturbed.calls.length).toBeGreaterThan(CALLS * 0.9)
  expect(undisturbed.suspense.length).toBeGreaterThan(20)
  expect(undisturbed.allowances.length).toBeGreaterThan(6)
  return undisturbed
}

async function expectUndisturbed(telco: Telco, path: string): Promise<void> {
  const { code, out, error } = await startImport(telco, path).ended
  expect({ code, error }).toMatchObject({ code: 0 })
  const { outcome, rated, free, duplicates, suspended, rejected } = JSON.parse(out) as Record<string, number>
  expect([outcome, duplicates]).toEqual(['resumed', 0])
  expect([rated, free, suspended, rejected].reduce((sum = 0, count = 0) => sum + count)).toBe(CALLS)
  await expectBooksToAgree(telco.pool)
  expect(await readBooks(telco.pool)).toEqual(await undisturbedBooks())
  expect(await importText(telco, await readFile(path), {})).toMatchObject({ outcome: 'known', calls: 0 })
}

test('killed before its first batch, after the first, and ever again: nothing lost, nothing twice', async () => {
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  for (const batches of [0, 1, 4, 9]) {
    const watch = await watchBatches(telco)
    const running = startImport(telco, path)
    if (batches === 0) await importBegun(telco)
    else await watch.reached(batches)
    await running.kill()
  }
  expect(await batchesIn(telco)).toBeLessThan(30)
  await expectUndisturbed(telco, path)
})

test('killed at moments nobody chose', async () => {
  const seed = Number(process.env['TOLLGATE_TEST_SEED'] ?? Date.now() % 1_000_000)
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  const chance = createChance(seed)
  const moments = [chance.below(10), chance.below(10)]
  onTestFinished(({ task }) => {
    if (task.result?.state === 'fail')
      process.stderr.write(`TOLLGATE_TEST_SEED=${seed}: batches ${moments.join(', ')}\n`)
  })
  for (const batches of moments) {
    const watch = await watchBatches(telco)
    const running = startImport(telco, path)
    await Promise.race([watch.reached(batches), running.ended])
    await running.kill()
  }
  await expectUndisturbed(telco, path)
})

test('killed in the middle of a COPY, its backend left behind', async () => {
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  const gate = await closeGate(telco, { callId: middleCall() })
  const running = startImport(telco, path)
  await gate.waiting()
  await running.kill()
  // The backend that stands at the gate holds its shard's lock: the next run waits for it, then does the batch itself.
  const next = startImport(telco, path)
  await gate.open()
  expect(await next.ended).toMatchObject({ code: 0 })
  await expectBooksToAgree(telco.pool)
  expect(await readBooks(telco.pool)).toEqual(await undisturbedBooks())
})

test('killed while the server commits: the batch is in after all, and the next run takes it so', async () => {
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  const gate = await closeGate(telco, { batchNo: 3 })
  const running = startImport(telco, path)
  await gate.waiting()
  await running.kill()
  // The next run has read which batches are in when the one at the gate gets in.
  const next = startImport(telco, path)
  await waitingForShard(telco)
  await gate.open()
  expect(await next.ended).toMatchObject({ code: 0, error: '' })
  await expectBooksToAgree(telco.pool)
  expect(await readBooks(telco.pool)).toEqual(await undisturbedBooks())
})

test('the numbers change hands between the kill and the next run: each call once, each line accounted for', async () => {
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  const watch = await watchBatches(telco)
  const running = startImport(telco, path)
  await watch.reached(12)
  await running.kill()
  const { rows } = await telco.pool.query<{ id: number; number: string }>(
    `SELECT a.id, n.number FROM accounts a JOIN number_assignments n ON n.account_id = a.id ORDER BY a.id, n.number`,
  )
  const [first, last] = [rows[0], rows.at(-1)]
  await withClient(telco.pool, async (client) => {
    await correctHolder(client, [last?.number ?? ''], first?.id ?? 0, new Date(NOW_MS))
  })
  const { code, out } = await startImport(telco, path).ended
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ outcome: 'resumed', duplicates: 0 })
  await expectBooksToAgree(telco.pool)
  const [books, before] = [await readBooks(telco.pool), await undisturbedBooks()]
  expect([books.calls.length, books.suspense.length]).toEqual([before.calls.length, before.suspense.length])
})

test.each([
  ['in the middle of a COPY', () => ({ callId: middleCall() })],
  ['at the last step of a batch', () => ({ batchNo: 4 })],
])('the backend ended by an administrator %s: the command says so, and nothing of the batch is in', async (_, at) => {
  const telco = await createBusyTelco()
  const path = await callFile(tollgateCsv(...lines))
  const gate = await closeGate(telco, at())
  const running = startImport(telco, path)
  await telco.pool.query('SELECT pg_terminate_backend($1)', [await gate.waiting()])
  const { code, error } = await running.ended
  expect(code).toBe(1)
  expect(error).toMatch(/^tollgate: the connection to the database was lost .* run the same command again/)
  await expectBooksToAgree(telco.pool)
  await gate.open()
  await expectUndisturbed(telco, path)
})

/** The id of a call in the middle of the file that is written, not suspended: one to a mobile. */
function middleCall(): string {
  const line = lines.slice(CALLS / 2).find((one) => one.includes(',61491') && one.endsWith(',out'))
  return line?.split(',')[0] ?? ''
}

async function batchesIn({ pool }: Telco): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM usage_batches')
  return rows[0]?.count ?? 0
}

async function importBegun({ pool }: Telco): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query('SELECT FROM imports')
    if (rowCount !== 0) return
    await pool.query('SELECT pg_sleep(0.002)')
  }
}
