import { expect, test } from 'vitest'
import { expectBooksToAgree } from '../../support/import-books.ts'
import {
  callFile,
  CASUAL_PLAN,
  createTelco,
  importText,
  legsIn,
  suspended,
  tollgateCsv,
} from '../../support/import-fixture.ts'
import { closeGate, startImport } from '../../support/import-process.ts'
import { createBusyTelco, trafficLines } from '../../support/import-traffic.ts'

const OFFICE = '61255501234'
const MOBILE = '61491570156'

test('two processes with files that overlap: each call once, every sum right', async () => {
  const telco = await createBusyTelco()
  const lines = await trafficLines({ seed: 21, calls: 1000 })
  const [first, second] = [lines.slice(0, 700), lines.slice(300)]
  const paths = [await callFile(tollgateCsv(...first)), await callFile(tollgateCsv(...second))]
  const ended = await Promise.all(paths.map((path) => startImport(telco, path).ended))
  expect(ended.map(({ code, error }) => [code, error.includes('fault')])).toEqual([
    [0, false],
    [0, false],
  ])
  const reports = ended.map(({ out }) => JSON.parse(out) as Parameters<typeof legsIn>[0])
  expect(reports.map(legsIn)).toEqual([700, 700])
  expect(reports.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(400)
  const { rows } = await telco.pool.query('SELECT count(*)::int AS calls FROM calls')
  expect((rows[0]?.calls ?? 0) + (await suspended(telco)).length).toBe(1000)
  await expectBooksToAgree(telco.pool)
})

test('the same file in two processes: the second is refused and leaves the first as it was', async () => {
  const telco = await createBusyTelco()
  const lines = await trafficLines({ seed: 22, calls: 200 })
  const twice = tollgateCsv(...lines, ...lines.slice(0, 50))
  const path = await callFile(twice)
  const gate = await closeGate(telco, { callId: lines.find((line) => line.includes(',61491'))?.split(',')[0] ?? '' })
  const first = startImport(telco, path)
  await gate.waiting()
  // Other chunks would make other batches: it must not get so far as to decide that.
  const second = await startImport(telco, path, { chunkBytes: 8192 }).ended
  expect(second).toMatchObject({ code: 1, out: '' })
  expect(second.error).toMatch(/another process is importing .*calls\.csv/)
  await gate.open()
  const { code, out } = await first.ended
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ outcome: 'fresh', duplicates: 50 })
  await expectBooksToAgree(telco.pool)
})

test('files of one account at once draw its allowance down to nothing and no further', async () => {
  const telco = await createTelco()
  const { planId } = await telco.publish({
    ...CASUAL_PLAN,
    name: 'Bundle',
    allowances: [{ name: 'Minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 3601 }],
  })
  await telco.open({ name: 'Office', numbers: [OFFICE], planId })
  const fileOf = (file: number): string =>
    tollgateCsv(
      ...Array.from({ length: 40 }, (_, index) => {
        const at = new Date(Date.UTC(2026, 6, 1 + (index % 28), 0, file, index)).toISOString()
        return `f${file}-${index},${OFFICE},${MOBILE},${at},60,out`
      }),
    )
  const reports = await Promise.all([1, 2, 3, 4].map((file) => importText(telco, fileOf(file), { chunkBytes: 1024 })))
  expect(reports.map(({ rated, duplicates }) => [rated, duplicates])).toEqual(reports.map(() => [40, 0]))
  const { rows } = await telco.pool.query(
    `SELECT (SELECT sum(drawn)::int FROM allowance_use) AS drawn, sum(allowance_seconds)::int AS covered,
            sum(charge_micros)::int AS charged FROM calls`,
  )
  expect(rows).toEqual([{ drawn: 3601, covered: 3601, charged: (160 * 60 - 3601) * 2000 }])
  await expectBooksToAgree(telco.pool)
})

test('thousands of files from one source do not use up the numbers of sources', async () => {
  const telco = await createTelco()
  await telco.open({ name: 'Office', numbers: [OFFICE] })
  const file = (id: string): string => tollgateCsv(`${id},${OFFICE},${MOBILE},2026-07-01T00:00:00Z,60,out`)
  await importText(telco, file('a'))
  await telco.pool.query(`SELECT setval(pg_get_serial_sequence('call_sources', 'id'), 32767)`)
  expect(await importText(telco, file('b'))).toMatchObject({ rated: 1 })
})
