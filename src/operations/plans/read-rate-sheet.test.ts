import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { deckCsv } from '#domain/plans/deck-csv.ts'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { parseDeckCsv } from '#operations/rating/read-deck-csv.ts'
import { readRateSheet } from './read-rate-sheet.ts'

const amount = fc.integer({ min: 0, max: 999_999_999 })
const instant = fc.integer({ min: 1, max: 2_000_000_000 }).map((seconds) => seconds * 1000)
const increment = fc.constantFrom(0, 1, 6, 30, 60)
const row: fc.Arbitrary<DeckRow> = fc
  .record({
    prefix: fc.integer({ min: 1, max: 999_999_999_999_999 }).map(String),
    destination: fc.stringMatching(/^[A-Za-z][A-Za-z ,"'é-]{0,20}[A-Za-z]$/).filter((text) => !text.includes('  ')),
    perMinuteMicros: fc.option(amount, { nil: undefined }),
    flagfallMicros: amount,
    firstIncrement: increment,
    nextIncrement: increment,
    minimumChargeMicros: amount,
    validFromMs: fc.option(instant, { nil: -Infinity }),
    lasts: fc.option(instant, { nil: Infinity }),
  })
  .map(({ lasts, ...terms }) => ({
    ...terms,
    validToMs: terms.validFromMs === -Infinity ? lasts : terms.validFromMs + lasts,
  }))
const deck = fc
  .uniqueArray(row, { selector: ({ prefix }) => prefix, minLength: 1, maxLength: 20 })
  .filter((rows) => rows.some(({ perMinuteMicros }) => perMinuteMicros !== undefined))

test('deck.csv as it is written is read back the same, by the importer and by `tollgate rate`', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'deck.csv')
  await fc.assert(
    fc.asyncProperty(deck, async (rows) => {
      const text = [...deckCsv(rows)].join('')
      await writeFile(path, text)
      const sheet = await readRateSheet({ path, choices: {}, timeZone: 'Australia/Sydney', effectiveMs: 0 })
      expect(sheet.header.layout).toBe('tollgate')
      expect(sheet.rows).toEqual(rows)
      expect(parseDeckCsv(text, 'Australia/Sydney')).toEqual(rows)
    }),
  )
})
