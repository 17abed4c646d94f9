import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Pool } from 'pg'
import { onTestFinished } from 'vitest'
import type { DeckRow } from '#domain/plans/rate-deck.ts'
import { importRateDeck } from '#operations/plans/import-rate-deck.ts'
import type { DeckImportReport, DeckImportRequest } from '#operations/plans/import-rate-deck.ts'
import { findDeck, listDeckVersions, readDeckRows } from '#storage/queries/rate-decks.ts'
import { createTestDatabase } from './database.ts'
import { makeFolder } from './data-folder.ts'

export const JULY_MS = Date.parse('2026-07-01T00:00:00Z')

const MAIN = resolve(import.meta.dirname, '../../src/cli/main.ts')

/** The reseller Wattle on a database of its own, a folder for sheets, and the deck `World` to import them into. */
export interface DeckBench {
  readonly url: string
  readonly pool: Pool
  /** Writes a file and returns its path. */
  write(name: string, content: string | Uint8Array): Promise<string>
  importFile(path: string, options?: Partial<DeckImportRequest>): Promise<DeckImportReport>
  /** Writes a sheet and imports it. */
  importText(content: string, options?: Partial<DeckImportRequest>): Promise<DeckImportReport>
  /** The rows of the version that takes effect last, each in a line. */
  rows(): Promise<string[]>
  versionNumbers(): Promise<number[]>
  /** Starts `tollgate` on the database. */
  start(...args: readonly string[]): ChildProcess
  /** `tollgate` with these arguments, to its end. */
  tollgate(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }>
}

/** All of it goes when the test ends. */
export async function createDeckBench(): Promise<DeckBench> {
  const database = await createTestDatabase()
  const { url, pool } = database
  onTestFinished(() => database.drop())
  const folder = await makeFolder()
  await pool.query(
    `INSERT INTO resellers (name, brand_name, brand_colour, support_email)
     VALUES ('Wattle', 'Wattle', '#336699', 'help@wattle.example'), ('Banksia', 'Banksia', '#993366', 'help@b.example')`,
  )
  const versions = async (): ReturnType<typeof listDeckVersions> =>
    listDeckVersions(pool, (await findDeck(pool, 'World', 'Wattle')).deckId)
  const bench: DeckBench = {
    url,
    pool,
    async write(name, content) {
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    importFile: async (path, options = {}) =>
      importRateDeck(pool, {
        path,
        deck: 'World',
        reseller: 'Wattle',
        choices: {},
        timeZone: 'UTC',
        effectiveMs: JULY_MS,
        ...options,
      }),
    importText: async (content, options) => bench.importFile(await bench.write('sheet.csv', content), options),
    async rows() {
      const last = (await versions()).at(-1)
      return last === undefined ? [] : (await readDeckRows(pool, last.versionId)).map(inOneLine)
    },
    versionNumbers: async () => (await versions()).map(({ version }) => version),
    start(...args) {
      const env = { ...process.env, DATABASE_URL: url }
      const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      onTestFinished(() => void child.kill('SIGKILL'))
      return child
    },
    async tollgate(...args) {
      const child = bench.start(...args)
      const ended = once(child, 'close')
      const [out, err] = await Promise.all(
        [child.stdout, child.stderr].map(async (end) => (end === null ? '' : text(end))),
      )
      const [code] = (await ended) as [number]
      return { code, out: out ?? '', err: err ?? '' }
    },
  }
  return bench
}

/** Prefix, destination, price, increments, then what is not 0 or without limit. */
function inOneLine(row: DeckRow): string {
  const instant = (atMs: number): string => new Date(atMs).toISOString().replace(':00.000Z', 'Z')
  return [
    row.prefix,
    row.destination,
    row.perMinuteMicros ?? 'not offered',
    `${row.firstIncrement}/${row.nextIncrement}`,
    ...(row.flagfallMicros === 0 ? [] : [`flagfall ${row.flagfallMicros}`]),
    ...(row.minimumChargeMicros === 0 ? [] : [`minimum ${row.minimumChargeMicros}`]),
    ...(Number.isFinite(row.validFromMs) ? [`from ${instant(row.validFromMs)}`] : []),
    ...(Number.isFinite(row.validToMs) ? [`until ${instant(row.validToMs)}`] : []),
  ].join(' ')
}
