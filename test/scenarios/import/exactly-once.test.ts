import { beforeAll, describe, expect, test } from 'vitest'
import { correctHolder } from '#operations/numbers/assign-numbers.ts'
import { withTransaction } from '#storage/pool.ts'
import { retrySuspended } from '#operations/usage/retry-suspended.ts'
import { expectBooksToAgree, readBooks } from '../../support/import-books.ts'
import {
  createTelco,
  importText,
  legsIn,
  NOW_MS,
  storedCalls,
  suspended,
  tollgateCsv,
  withClient,
  type Telco,
} from '../../support/import-fixture.ts'
import { createBusyTelco, trafficLines } from '../../support/import-traffic.ts'

const OFFICE = '61255501234'
const CAFE = '61370101111'
const MOBILE = '61491570156'

async function twoCustomers(): Promise<Telco & { readonly office: number; readonly cafe: number }> {
  const telco = await createTelco()
  const office = await telco.open({ name: 'Office', numbers: [OFFICE] })
  const cafe = await telco.open({ name: 'Cafe', numbers: [CAFE] })
  return { ...telco, office, cafe }
}

const call = (id: string, second: number, number = OFFICE): string =>
  `${id},${number},${MOBILE},2026-07-01T00:00:${String(second).padStart(2, '0')}Z,60,out`

describe('a file', () => {
  let lines: readonly string[] = []
  beforeAll(async () => {
    lines = await trafficLines({ seed: 11, calls: 900 })
  })

  test('again, under another name, or in part in other files changes nothing that is in', async () => {
    const telco = await createBusyTelco()
    const first = await importText(telco, tollgateCsv(...lines.slice(0, 600)), { chunkBytes: 8192 })
    expect(legsIn(first)).toBe(600)
    const before = await readBooks(telco.pool)
    const known = { outcome: 'known', calls: 0, duplicates: 600, suspended: 0, rejected: 0, chargeMicros: 0n }
    expect(await importText(telco, tollgateCsv(...lines.slice(0, 600)))).toMatchObject(known)
    const renamed = await importText(telco, tollgateCsv(...lines.slice(0, 600)), { fileName: 'other.csv' })
    expect(renamed).toMatchObject(known)
    const part = await importText(telco, tollgateCsv(...lines.slice(200, 500)), { chunkBytes: 4096 })
    expect(part).toMatchObject({ outcome: 'fresh', calls: 0, duplicates: 300, suspended: 0, chargeMicros: 0n })
    expect(await readBooks(telco.pool)).toEqual(before)

    const half = await importText(telco, tollgateCsv(...lines.slice(300)), { chunkBytes: 8192 })
    expect(half.duplicates).toBe(300)
    expect(legsIn(half)).toBe(600)
    await expectBooksToAgree(telco.pool)

    const whole = await createBusyTelco()
    await importText(whole, tollgateCsv(...lines), { chunkBytes: 8192 })
    const [inParts, atOnce] = [await readBooks(telco.pool), await readBooks(whole.pool)]
    const withoutPlace = (rows: readonly unknown[]): unknown[] =>
      rows.map((row) => ({ ...(row as object), line_number: 0 }))
    expect({ ...inParts, suspense: withoutPlace(inParts.suspense) }).toEqual({
      ...atOnce,
      suspense: withoutPlace(atOnce.suspense),
    })
  })

  test('in any order of its lines is the same calls and sums', async () => {
    const [ordered, reversed] = [await createBusyTelco(), await createBusyTelco()]
    await importText(ordered, tollgateCsv(...lines))
    await importText(reversed, tollgateCsv(...lines.toReversed()))
    const [one, other] = [await readBooks(ordered.pool), await readBooks(reversed.pool)]
    expect({ ...other, suspense: [] }).toEqual({ ...one, suspense: [] })
  })
})

describe('a call', () => {
  test('twice in a file is one call, near or far, rated or suspended or unreadable', async () => {
    const telco = await twoCustomers()
    const rows = [
      call('a', 1),
      call('a', 1),
      call('lost', 2, '61255509999'),
      'garbage',
      ...Array.from({ length: 58 }, (_, second) => call(`far${second}`, second)),
      call('a', 1),
      call('lost', 2, '61255509999'),
      'garbage',
    ]
    const report = await importText(telco, tollgateCsv(...rows), { chunkBytes: 1024 })
    expect(report).toMatchObject({ rated: 59, duplicates: 4, suspended: 1, rejected: 1 })
    await expectBooksToAgree(telco.pool)
  })

  test('without an id is known by its start, numbers and duration; another source has calls of its own', async () => {
    const telco = await twoCustomers()
    const rows = [call('', 1), call('', 1), call('', 2), call('', 1).replace(',60,', ',61,'), call('', 1, CAFE)]
    expect(await importText(telco, tollgateCsv(...rows))).toMatchObject({ rated: 4, duplicates: 1 })
    expect(await importText(telco, tollgateCsv(...rows, call('', 3)))).toMatchObject({ rated: 1, duplicates: 5 })
    expect(await importText(telco, tollgateCsv(...rows), { source: 'carrier' })).toMatchObject({ rated: 4 })
    await expectBooksToAgree(telco.pool)
  })

  test('is known by its id: calls alike in all else are two, and one sent again with another duration is one', async () => {
    const telco = await twoCustomers()
    const rows = [call('a', 1), call('b', 1), call('a', 1).replace(',60,', ',61,')]
    expect(await importText(telco, tollgateCsv(...rows))).toMatchObject({ rated: 2, duplicates: 1 })
    const later = [call('b', 1).replace(',60,', ',62,'), call('c', 1)]
    expect(await importText(telco, tollgateCsv(...later))).toMatchObject({ rated: 1, duplicates: 1 })
    expect((await storedCalls(telco)).map(({ seconds }) => seconds)).toEqual([60, 60, 60])
  })

  test('whose key another call of that second has gets in all the same, once', async () => {
    const telco = await twoCustomers()
    await importText(telco, tollgateCsv(call('b', 1)))
    const keyOfB = `SELECT call_key FROM calls WHERE source_call_id = 'b'`
    const { rows } = await telco.pool.query<{ call_key: bigint }>(keyOfB)
    await telco.pool.query(`UPDATE calls SET source_call_id = 'a'`)

    const report = await importText(telco, tollgateCsv(call('b', 1), call('c', 2)))
    expect(report).toMatchObject({ rated: 2, duplicates: 0 })
    expect((await storedCalls(telco)).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    const after = await telco.pool.query<{ call_key: bigint }>(keyOfB)
    expect(after.rows[0]?.call_key).not.toBe(rows[0]?.call_key)
    expect(await importText(telco, tollgateCsv(call('b', 1), call('d', 3)))).toMatchObject({ rated: 1, duplicates: 1 })
    await expectBooksToAgree(telco.pool)
  })

  test('whose key and id a call of another source has gets in all the same', async () => {
    const telco = await twoCustomers()
    await importText(telco, tollgateCsv(call('a', 1)))
    await telco.pool.query('UPDATE calls SET source_id = 77')
    const report = await importText(telco, tollgateCsv(call('a', 1), call('b', 2)))
    expect(report).toMatchObject({ rated: 2, duplicates: 0 })
  })
})

describe('what changed between two loads of a call', () => {
  test('its number was found to be another account’s: not in twice, on either side of the correction', async () => {
    const telco = await twoCustomers()
    const rows = [call('a', 1), call('b', 2), `c,${MOBILE},${OFFICE},2026-07-01T00:00:03Z,60,in`]
    await importText(telco, tollgateCsv(...rows))
    await withClient(telco.pool, (client) => correctHolder(client, [OFFICE], telco.cafe, new Date(NOW_MS)))
    expect(await importText(telco, tollgateCsv(...rows, call('d', 4)))).toMatchObject({ rated: 1, duplicates: 3 })
    await withClient(telco.pool, (client) => correctHolder(client, [OFFICE], telco.office, new Date(NOW_MS)))
    expect(await importText(telco, tollgateCsv(...rows, call('d', 4), call('e', 5)))).toMatchObject({
      rated: 1,
      duplicates: 4,
    })
    expect((await storedCalls(telco)).map(({ account, id }) => [account, id])).toEqual([
      ['Office', 'a'],
      ['Office', 'b'],
      ['Office', 'c'],
      ['Cafe', 'd'],
      ['Office', 'e'],
    ])
    await expectBooksToAgree(telco.pool)
  })

  test('its number was found to be another account’s while its file was read: it stops, and again it is right', async () => {
    const telco = await twoCustomers()
    const rows = Array.from({ length: 600 }, (_, second) => call(`m${second}`, second % 60))
    let correction: Promise<void> | undefined
    const text = tollgateCsv(...rows)
    const load = (): Promise<unknown> =>
      importText(telco, text, {
        chunkBytes: 1024,
        onProgress: () => {
          correction ??= withTransaction(telco.pool, (client) =>
            correctHolder(client, [OFFICE], telco.cafe, new Date(NOW_MS)),
          )
        },
      })

    await expect(load()).rejects.toThrow(/holder of a number was corrected/)
    await correction
    await load()

    const calls = await storedCalls(telco)
    expect(calls).toHaveLength(rows.length)
    expect(new Set(calls.map(({ id }) => id))).toEqual(new Set(rows.map((row) => row.split(',')[0])))
    expect(new Set(calls.map(({ account }) => account))).toEqual(new Set(['Office', 'Cafe']))
    await expectBooksToAgree(telco.pool)
  })

  test('its number was given to an account: an overlapping file places it, and the retry finds it placed', async () => {
    const telco = await twoCustomers()
    const rows = [call('a', 1), call('lost', 2, '61255509999')]
    expect(await importText(telco, tollgateCsv(...rows))).toMatchObject({ rated: 1, suspended: 1 })
    await telco.assign(telco.office, ['61255509999'])
    expect(await importText(telco, tollgateCsv(...rows))).toMatchObject({ outcome: 'known' })
    expect(await importText(telco, tollgateCsv(...rows, call('b', 3)))).toMatchObject({ rated: 2, duplicates: 1 })
    expect(await retrySuspended(telco.url, { nowMs: () => NOW_MS })).toMatchObject({ rated: 0, stillSuspended: 0 })
    expect((await storedCalls(telco)).map(({ id }) => id)).toEqual(['a', 'lost', 'b'])
    expect(await suspended(telco)).toEqual([])
    await expectBooksToAgree(telco.pool)
  })
})
