import { appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { retrySuspended } from '#operations/usage/retry-suspended.ts'
import {
  callFile,
  createTelco,
  importText,
  legsIn,
  NOW_MS,
  storedCalls,
  suspended,
  tollgateCsv,
  TOLLGATE_HEADER,
  type Telco,
} from '../../support/import-fixture.ts'

const OFFICE = '61255501234'
const MOBILE = '61491570156'
const AT = '2026-07-01T00:00:00Z'

async function oneCustomer(): Promise<Telco> {
  const telco = await createTelco()
  await telco.open({ name: 'Office', numbers: [OFFICE] })
  return telco
}

test('every cause is kept with its line, as it came', async () => {
  const telco = await oneCustomer()
  const rows: readonly (readonly [row: string, cause: string])[] = [
    [`r1,${OFFICE},${MOBILE},yesterday,60,out`, 'unreadable_row'],
    [`r2,${OFFICE},${MOBILE},2026-07-01T00:00:00,60,out`, 'unreadable_row'],
    [`r3,${OFFICE},${MOBILE},2026-02-30T00:00:00Z,60,out`, 'unreadable_row'],
    [`r4,${OFFICE},${MOBILE},${AT},sixty,out`, 'unreadable_row'],
    [`r5,${OFFICE},${MOBILE},${AT},-1,out`, 'unreadable_row'],
    [`r6,${OFFICE},${MOBILE},${AT},,out`, 'unreadable_row'],
    [`r7,${OFFICE},${MOBILE},${AT},60,sideways`, 'unreadable_row'],
    [`r8,${OFFICE},${MOBILE},${AT}`, 'unreadable_row'],
    [`r9,"${OFFICE},${MOBILE},${AT},60,out`, 'unreadable_row'],
    [`r10,"${OFFICE}"x,${MOBILE},${AT},60,out`, 'unreadable_row'],
    ['x'.repeat(5000), 'unreadable_row'],
    [`r11,${OFFICE},gibberish,${AT},60,out`, 'bad_number'],
    [`r12,${OFFICE},,${AT},60,out`, 'bad_number'],
    [`r13,61255509999,${MOBILE},${AT},60,out`, 'no_owner'],
    [`r14,${MOBILE},61255509999,${AT},60,in`, 'no_owner'],
    [`r15,anonymous,${MOBILE},${AT},0,out`, 'no_owner'],
    [`r16,${OFFICE},1223,${AT},60,out`, 'no_rate'],
    [`r17,${OFFICE},442079460123,${AT},60,out`, 'no_rate'],
    [`r18,${OFFICE},61198333333,${AT},60,out`, 'unclassified'],
    [`r19,${OFFICE},${MOBILE},${AT},604801,out`, 'implausible_duration'],
    [`r20,${OFFICE},${MOBILE},${AT},99999999999.5,out`, 'implausible_duration'],
    [`r21,${OFFICE},${MOBILE},${AT},999999:59:59,out`, 'implausible_duration'],
    [`r21a,${OFFICE},${MOBILE},${AT},99999999999,out`, 'implausible_duration'],
    [`r22,${OFFICE},${MOBILE},1999-12-31T23:59:59Z,60,out`, 'implausible_time'],
    [`r23,${OFFICE},${MOBILE},2026-08-16T00:00:00Z,60,out`, 'implausible_time'],
    [`r24,${OFFICE},${MOBILE},0001-01-01T00:00:00Z,60,out`, 'implausible_time'],
    [`r25,${OFFICE},${MOBILE},9999-12-31T23:59:59Z,60,out`, 'implausible_time'],
    [`r26,${OFFICE},000,${AT},604802,out`, 'fine'],
    [`r27,${OFFICE},${MOBILE},${AT},604800,out`, 'fine'],
    [`r28,${OFFICE},gibberish,${AT},0,out`, 'fine'],
  ]
  const waiting = rows.filter(([, cause]) => cause !== 'fine')
  const report = await importText(telco, tollgateCsv(...rows.map(([row]) => row)))
  expect(await suspended(telco)).toEqual(waiting.map(([raw, cause], index) => ({ line: index + 2, cause, raw })))
  const rejected = waiting.filter(([, cause]) => cause === 'unreadable_row').length
  expect(report).toMatchObject({ calls: 3, rated: 1, free: 2, duplicates: 0, rejected })
  expect(legsIn(report)).toBe(rows.length)
  const { rows: longest } = await telco.pool.query('SELECT max(duration_seconds) AS seconds FROM calls_suspense')
  expect(longest).toEqual([{ seconds: 2_147_483_647 }])
  expect(await importText(telco, `${tollgateCsv(...rows.map(([row]) => row))}\n`)).toMatchObject({
    calls: 0,
    duplicates: rows.length,
    suspended: 0,
    rejected: 0,
  })
})

test('an account without a plan then; a number that nobody held yet; both placed by a retry', async () => {
  const telco = await createTelco()
  const late = await telco.open({ name: 'Late', numbers: ['61370101111'], from: '2026-07-02T00:00:00Z' })
  await telco.pool.query(`UPDATE number_assignments SET valid_from = '2026-01-01T00:00:00Z'`)
  const rows = [
    `a,61370101111,${MOBILE},${AT},60,out`,
    `b,${MOBILE},61255509999,2026-07-03T00:00:00Z,60,in`,
    `c,61370101111,${MOBILE},nonsense,60,out`,
  ]
  await importText(telco, tollgateCsv(...rows))
  expect((await suspended(telco)).map(({ cause }) => cause)).toEqual(['no_plan', 'no_owner', 'unreadable_row'])

  await telco.pool.query(`UPDATE account_plans SET valid_from = '2026-01-01T00:00:00Z'`)
  await telco.assign(late, ['61255509999'])
  const report = await retrySuspended(telco.url, { nowMs: () => NOW_MS })
  expect(report).toMatchObject({ tried: 3, rated: 2, stillSuspended: 1 })
  expect(await storedCalls(telco)).toMatchObject([
    { id: 'a', charge: 120_000 },
    { id: 'b', direction: 'in' },
  ])
  expect(await suspended(telco)).toEqual([{ line: 4, cause: 'unreadable_row', raw: rows[2] }])
  // The file with one more call: what a retry has placed is known.
  const again = await importText(telco, tollgateCsv(...rows, `d,61370101111,${MOBILE},${AT},60,out`))
  expect(again).toMatchObject({ rated: 1, duplicates: 3 })
})

test('a call in of a number nobody held, read by its numbers, leaves suspense when it is placed', async () => {
  const telco = await oneCustomer()
  const row =
    `"","${MOBILE}","61255509999","c","","x","y","Dial","t","2026-07-01 10:00:00","2026-07-01 10:00:00",` +
    `"2026-07-01 10:01:00",60,60,"ANSWERED","D","u1"\n`
  await importText(telco, row, { profile: 'asterisk' })
  expect(await suspended(telco)).toMatchObject([{ cause: 'no_owner' }])
  const cafe = await telco.open({ name: 'Cafe', numbers: ['61255509999'] })
  expect(cafe).toBeGreaterThan(0)

  expect(await retrySuspended(telco.url, { nowMs: () => NOW_MS })).toMatchObject({ tried: 1, rated: 1 })
  expect(await storedCalls(telco)).toMatchObject([{ account: 'Cafe', id: 'u1', direction: 'in' }])
  expect(await suspended(telco)).toEqual([])
})

test('a retry of a source that is none names those there are', async () => {
  const telco = await oneCustomer()
  const retry = async (source: string): Promise<unknown> => retrySuspended(telco.url, { source, nowMs: () => NOW_MS })
  await expect(retry('nosuch')).rejects.toMatchObject({
    problems: [{ code: 'not_found', message: 'there is no source "nosuch": nothing has been imported yet' }],
  })

  await importText(telco, tollgateCsv(`a,61255509999,${MOBILE},${AT},60,out`))
  await importText(telco, tollgateCsv(`b,${OFFICE},${MOBILE},${AT},60,out`), { source: 'carrier' })
  await expect(retry('nosuch')).rejects.toMatchObject({
    problems: [{ code: 'not_found', message: 'there is no source "nosuch": there is "carrier", "switch"' }],
  })
  // A source of which nothing waits is one all the same.
  expect(await retry('carrier')).toMatchObject({ tried: 0 })
  expect(await retry('switch')).toMatchObject({ tried: 1, stillSuspended: 1 })
})

describe('what no switch should write', () => {
  const good = (index: number): string => `g${index},${OFFICE},${MOBILE},2026-07-01T00:00:0${index}Z,60,out`

  test('bytes that are no text, in the id too, keep only their own row out', async () => {
    const telco = await oneCustomer()
    const content = Buffer.concat([
      Buffer.from(`${TOLLGATE_HEADER}\n${good(1)}\n`),
      Buffer.from(`caf\xe9,${OFFICE},${MOBILE},${AT},60,out\n`, 'latin1'),
      Buffer.from(`nul\0,${OFFICE},${MOBILE},${AT},60,out\n`),
      Buffer.from([0, 255, 254, 7, 44, 44, 44, 44, 200, 10]),
      Buffer.from(`caf\u00e9,${OFFICE},${MOBILE},2026-07-01T00:00:02Z,60,out\n${good(3)}\n`),
    ])
    const report = await importText(telco, content)
    expect((await storedCalls(telco)).map(({ id }) => id)).toEqual(['g1', 'caf\u00e9', 'g3'])
    expect((await suspended(telco)).map(({ line, cause }) => [line, cause])).toEqual([
      [3, 'unreadable_row'],
      [4, 'unreadable_row'],
      [5, 'unreadable_row'],
    ])
    expect(report).toMatchObject({ rated: 3, rejected: 3 })
    expect(await importText(telco, Buffer.concat([content, Buffer.from('\n')]))).toMatchObject({
      calls: 0,
      duplicates: 6,
    })
  })

  test('an instant beyond all calendars', async () => {
    const telco = await oneCustomer()
    const profile: CdrProfile = {
      ...(BUILT_IN_CDR_PROFILES[0] as CdrProfile),
      name: 'epochs',
      time: { format: 'epoch-ms' },
    }
    const report = await importText(
      telco,
      tollgateCsv(
        `a,${OFFICE},${MOBILE},999999999999999,60,out`,
        `b,${OFFICE},${MOBILE},${Date.UTC(2026, 6)},60,out`,
        `c,${OFFICE},${MOBILE},8640000000000000,60,out`,
        `d,${OFFICE},${MOBILE},0,60,out`,
      ),
      { profile },
    )
    expect(report).toMatchObject({ rated: 1 })
    expect((await suspended(telco)).map(({ line, cause }) => [line, cause])).toEqual([
      [2, 'implausible_time'],
      [4, 'unreadable_row'],
      [5, 'implausible_time'],
    ])
  })

  test('line ends of Windows, empty lines, a byte order mark, no line end at the end', async () => {
    const telco = await oneCustomer()
    const content = `\uFEFF${TOLLGATE_HEADER}\r\n\r\n${good(1)}\r\n\n\r\n"g2",${good(2).slice(3)}\r\nbad\r\n${good(3)}`
    const report = await importText(telco, content)
    expect((await storedCalls(telco)).map(({ id }) => id)).toEqual(['g1', 'g2', 'g3'])
    expect((await suspended(telco)).map(({ line }) => line)).toEqual([7])
    expect(report).toMatchObject({ rated: 3, rejected: 1 })
  })

  test('a file of a header alone holds no calls', async () => {
    const telco = await oneCustomer()
    const nothing = { outcome: 'fresh', calls: 0, duplicates: 0, suspended: 0, rejected: 0 }
    expect(await importText(telco, TOLLGATE_HEADER)).toMatchObject(nothing)
    expect(await importText(telco, `${TOLLGATE_HEADER}\n\n`)).toMatchObject(nothing)
    expect(await importText(telco, '', { profile: 'asterisk', source: 'pbx' })).toMatchObject(nothing)
  })

  test.each([
    ['an empty file', '', /call_id/],
    ['another header', 'id,from,to\n1,2,3\n', /a_number.*Columns found: id, from, to/],
    ['a first line without end', 'x'.repeat(100_000), /no header/],
  ])('%s is refused by name', async (_, content, message) => {
    const telco = await oneCustomer()
    await expect(importText(telco, content)).rejects.toThrow(message)
    const { rows } = await telco.pool.query('SELECT FROM imports')
    expect(rows).toEqual([])
  })

  test.each(['/dev/null', tmpdir(), '/nowhere/at/all'])('%s is no file of calls', async (path) => {
    const telco = await oneCustomer()
    const profile = BUILT_IN_CDR_PROFILES[0] as CdrProfile
    const request = { path, source: 'switch', profile, chunkBytes: 4096, nowMs: () => NOW_MS }
    await expect(importCalls(telco.url, request)).rejects.toThrow(/is not a file|cannot read/)
  })

  test('a line longer than a chunk is refused, and what stood before it is in', async () => {
    const telco = await oneCustomer()
    const path = await callFile(tollgateCsv(good(1), 'y'.repeat(5000), good(2)))
    const request = {
      path,
      source: 'switch',
      profile: BUILT_IN_CDR_PROFILES[0] as CdrProfile,
      nowMs: () => NOW_MS,
    }
    await expect(importCalls(telco.url, { ...request, chunkBytes: 2048 })).rejects.toThrow(/line 3: .*longer than 2048/)
    expect(await importCalls(telco.url, { ...request, chunkBytes: 8192 })).toMatchObject({
      outcome: 'resumed',
      rated: 2,
      rejected: 1,
      duplicates: 0,
    })
    expect((await storedCalls(telco)).map(({ id }) => id)).toEqual(['g1', 'g2'])
  })

  test('a file that grows while it is read gives the calls it had, and the others when it comes again', async () => {
    const telco = await oneCustomer()
    const row = (index: number): string =>
      `w${index},${OFFICE},${MOBILE},${new Date(Date.UTC(2026, 6, 1, 0, 0, index)).toISOString()},60,out`
    const path = await callFile(tollgateCsv(...Array.from({ length: 600 }, (_, index) => row(index))))
    const request = {
      path,
      source: 'switch',
      profile: BUILT_IN_CDR_PROFILES[0] as CdrProfile,
      chunkBytes: 1024,
      nowMs: () => NOW_MS,
    }
    let grown = false
    const first = await importCalls(telco.url, {
      ...request,
      onProgress: () => {
        if (!grown) appendFileSync(path, `${row(600)}\n${row(601).slice(0, -6)}`)
        grown = true
      },
    })
    expect(first).toMatchObject({ outcome: 'fresh', rated: 600, duplicates: 0, rejected: 0 })
    appendFileSync(path, `${row(601).slice(-6)}\n`)
    expect(await importCalls(telco.url, request)).toMatchObject({ outcome: 'fresh', rated: 2, duplicates: 600 })
  })
})
