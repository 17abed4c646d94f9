import { describe, expect, test } from 'vitest'
import { revertRateDeck } from '#operations/plans/revert-rate-deck.ts'
import { createDeckBench, JULY_MS } from '../../support/decks.ts'

const DAY_MS = 86_400_000
const JULY = 'Prefix,Destination,Rate\n61,Australia,0.02\n614,Australia mobile,0.12\n64,New Zealand,0.03\n'
const AUGUST = 'Prefix,Destination,Rate\n61,Australia,0.01\n614,Australia mobile,0.15\n675,Papua New Guinea,0.9\n'

describe('a new version', () => {
  test('is a whole sheet beside the one before, with what it changes', async () => {
    const bench = await createDeckBench()
    const first = await bench.importText(JULY, { currency: 'USD' })
    const second = await bench.importText(AUGUST, { effectiveMs: JULY_MS + 31 * DAY_MS })
    expect([first.outcome, first.version, first.replaces, first.currency]).toEqual(['published', 1, undefined, 'USD'])
    expect([second.outcome, second.version, second.replaces?.version, second.currency]).toEqual([
      'published',
      2,
      1,
      'USD',
    ])
    expect(second.diff?.changes.map(({ kind, prefix }) => `${prefix} ${kind}`)).toEqual([
      '61 lowered',
      '614 raised',
      '64 removed',
      '675 new',
    ])
    expect(await bench.versionNumbers()).toEqual([1, 2])
    const { rows } = await bench.pool.query(
      `SELECT version, row_count, v.file_name, v.effective_from, array_agg(prefix ORDER BY r.id) AS prefixes,
              max(r.id) - min(r.id) + 1 AS span, bool_and(r.reseller_id = d.reseller_id) AS own
         FROM rate_deck_versions v JOIN rates r ON r.deck_version_id = v.id JOIN rate_decks d ON d.id = v.deck_id
        GROUP BY v.id ORDER BY version`,
    )
    expect(rows).toEqual([
      {
        version: 1,
        row_count: 3,
        file_name: 'sheet.csv',
        effective_from: new Date(JULY_MS),
        prefixes: ['61', '614', '64'],
        span: 3,
        own: true,
      },
      {
        version: 2,
        row_count: 3,
        file_name: 'sheet.csv',
        effective_from: new Date(JULY_MS + 31 * DAY_MS),
        prefixes: ['61', '614', '675'],
        span: 3,
        own: true,
      },
    ])
  })

  test('is not made of what is in force already, in whatever order and layout', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const again = await bench.importText(
      'Rate;Destination;Prefix\n0,03;New Zealand;64\n0,12;Australia mobile;614\n0,02;Australia;61',
    )
    expect([again.outcome, again.version]).toEqual(['same', 1])
    const later = await bench.importText(JULY, { effectiveMs: JULY_MS + DAY_MS })
    expect([later.outcome, later.version]).toEqual(['same', 1])
    expect(await bench.versionNumbers()).toEqual([1])
  })

  test('is made of the same rows when they are to hold earlier, or again', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const earlier = await bench.importText(JULY, { effectiveMs: JULY_MS - DAY_MS })
    expect([earlier.outcome, earlier.version, earlier.nextVersion?.version]).toEqual(['published', 2, 1])
    await bench.importText(AUGUST, { effectiveMs: JULY_MS + DAY_MS })
    const again = await bench.importText(JULY, { effectiveMs: JULY_MS + 2 * DAY_MS })
    expect([again.outcome, again.version, again.replaces?.version]).toEqual(['published', 4, 3])
  })

  test('that is imported twice at once is made once', async () => {
    const bench = await createDeckBench()
    for (const sheet of [JULY, AUGUST]) {
      const path = await bench.write('sheet.csv', sheet)
      const reports = await Promise.all([bench.importFile(path), bench.importFile(path), bench.importFile(path)])
      expect(reports.map(({ outcome }) => outcome).toSorted()).toEqual(['published', 'same', 'same'])
    }
    expect(await bench.versionNumbers()).toEqual([1, 2])
  })
})

test('a dry run tells what an import would and keeps nothing', async () => {
  const bench = await createDeckBench()
  await bench.importText(JULY)
  const dry = await bench.importText(AUGUST, { dryRun: true })
  expect([dry.outcome, dry.version, dry.diff?.counts.raised]).toEqual(['dry_run', 2, 1])
  expect(await bench.versionNumbers()).toEqual([1])
  expect(await bench.importText(JULY, { deck: 'Other', dryRun: true })).toMatchObject({
    outcome: 'dry_run',
    version: 1,
  })
  const { rows } = await bench.pool.query(
    'SELECT (SELECT count(*)::int FROM rates) AS rates, (SELECT count(*)::int FROM rate_decks) AS decks',
  )
  expect(rows).toEqual([{ rates: 3, decks: 1 }])
  expect((await bench.importText(AUGUST)).diff).toEqual(dry.diff)
})

describe('nothing is written when', () => {
  test('a row far down is at fault', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const rows = Array.from({ length: 5000 }, (_, index) => `${100_000 + index},Somewhere,0.1`)
    const sheet = `Prefix,Destination,Rate\n${rows.join('\n')}\n61,Australia,cheap\n`
    await expect(bench.importText(sheet)).rejects.toThrow(
      'line 5002, Rate: must be an amount such as 0.0125; it is "cheap"',
    )
    expect(await bench.versionNumbers()).toEqual([1])
  })

  test('many rows are at fault: twenty are named and the others counted', async () => {
    const bench = await createDeckBench()
    const rows = Array.from({ length: 2000 }, (_, index) => `x${index},0.1`)
    const failure = await bench.importText(`Prefix,Rate\n${rows.join('\n')}\n`).then(String, String)
    const lines = failure.split('\n')
    expect(lines).toHaveLength(21)
    expect(lines.at(-1)).toBe('1,980 more faults; nothing was taken')
  })

  test.each([
    ['the deck is in another currency', { currency: 'EUR' }, 'deck "World" is in USD and the sheet in EUR'],
    [
      'there is no such reseller',
      { reseller: 'Waratah' },
      'there is no reseller "Waratah"; there is "Banksia", "Wattle"',
    ],
  ])('%s', async (_name, options, expected) => {
    const bench = await createDeckBench()
    await bench.importText(JULY, { currency: 'USD' })
    await expect(bench.importText(AUGUST, options)).rejects.toThrow(expected)
    expect(await bench.versionNumbers()).toEqual([1])
  })

  test('there is no such file', async () => {
    const bench = await createDeckBench()
    await expect(bench.importFile('/nowhere/sheet.csv')).rejects.toThrow('there is no such file')
  })
})

test('two resellers may have a deck of one name, and neither sees the rows of the other', async () => {
  const bench = await createDeckBench()
  await bench.importText(JULY)
  await bench.importText(AUGUST, { reseller: 'Banksia' })
  const client = await bench.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL ROLE tollgate_app')
    await client.query(`SET LOCAL app.reseller = '1'`)
    const { rows } = await client.query(
      `SELECT (SELECT array_agg(prefix ORDER BY prefix) FROM rates) AS prefixes,
              (SELECT count(*)::int FROM rate_decks) AS decks, (SELECT count(*)::int FROM rate_deck_versions) AS versions`,
    )
    expect(rows).toEqual([{ prefixes: ['61', '614', '64'], decks: 1, versions: 1 }])
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

describe('going back', () => {
  test('publishes the rows of the version before once more', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const before = await bench.rows()
    await bench.importText(AUGUST, { effectiveMs: JULY_MS + DAY_MS })
    const nowMs = JULY_MS + 2 * DAY_MS
    const report = await revertRateDeck(bench.pool, { deck: 'World', reseller: undefined, to: undefined, nowMs })
    expect([report.outcome, report.version, report.again.version, report.effectiveMs]).toEqual([
      'published',
      3,
      1,
      nowMs,
    ])
    expect(report.diff?.counts).toMatchObject({ raised: 1, lowered: 1, removed: 1, new: 1 })
    expect(await bench.rows()).toEqual(before)
  })

  test('takes the place of a version that is still to come', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const september = JULY_MS + 62 * DAY_MS
    await bench.importText(AUGUST, { effectiveMs: september })
    const report = await revertRateDeck(bench.pool, {
      deck: 'World',
      reseller: 'Wattle',
      to: undefined,
      nowMs: JULY_MS,
    })
    expect([report.version, report.effectiveMs, report.nextVersion]).toEqual([3, september, undefined])
  })

  test('to a version that is named is done once', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    await bench.importText(AUGUST, { effectiveMs: JULY_MS + DAY_MS })
    const request = { deck: 'World', reseller: undefined, to: 1, nowMs: JULY_MS + 2 * DAY_MS }
    const reports = [await revertRateDeck(bench.pool, request), await revertRateDeck(bench.pool, request)]
    expect(reports.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['published', 3],
      ['same', 3],
    ])
  })

  test('needs a version to go back to', async () => {
    const bench = await createDeckBench()
    await bench.importText(JULY)
    const request = { deck: 'World', reseller: undefined, to: undefined, nowMs: JULY_MS }
    await expect(revertRateDeck(bench.pool, request)).rejects.toThrow('deck "World" has no version before the last')
    await expect(revertRateDeck(bench.pool, { ...request, to: 7 })).rejects.toThrow('deck "World" has no version 7')
    await expect(revertRateDeck(bench.pool, { ...request, deck: 'Moon' })).rejects.toThrow('there is no deck "Moon"')
  })
})
