import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { benchDatabase, type BenchDatabase } from './bench-database.ts'
import { setUpBenchTelco, BENCH_ACCOUNTS, BENCH_PREFIXES } from './bench-telco.ts'
import type { ImportRunFigures } from './import-run.ts'
import { rawCopy, readStoredRows } from './raw-copy.ts'
import { writeCalls } from '#operations/demo/write-calls.ts'

const CALLS = 2_000_000
/** The figures given are those of the round with the median ratio: machines have their moods. */
const ROUNDS = 3
const MONTH = { fromMs: Date.UTC(2026, 6, 1), toMs: Date.UTC(2026, 7, 1) - 1 }

/**
 * Imports 2,000,000 calls with everything on, then copies the very rows it wrote into the same table, empty again, as raw
 * binary COPY: two connections, one a shard, sorted the same way, in transactions of the same size. The ratio of the two
 * is the figure; `rounds` are the ratios of all rounds.
 */
export async function benchImport({ json }: { json: boolean }): Promise<void> {
  const config = readConfig()
  const say = (line: string): void => console.error(line)
  const folder = join(config.dataDirectory, 'bench')
  await mkdir(folder, { recursive: true })
  const database = await benchDatabase({ ...config, dataDirectory: folder }, say)
  const file = join(folder, 'calls.csv')
  try {
    say(`Setting up ${BENCH_ACCOUNTS} accounts and a deck of ${BENCH_PREFIXES} prefixes …`)
    const telco = await setUpBenchTelco(database.pool)
    say(`Writing ${CALLS} calls …`)
    await writeCalls(file, { seed: 1, calls: CALLS, ...telco, ...MONTH, troubled: 0.001 })
    say('Warming up: one import that does not count, so that neither side pays for memory touched the first time …')
    await importInItsOwnProcess(database.url, file)
    const rounds: ImportFigures[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      say(`Round ${round} of ${ROUNDS}: importing, then raw COPY of the same rows …`)
      rounds.push(await measureRound(database, file))
    }
    const median = rounds.toSorted((one, other) => one.ratioToRawCopy - other.ratioToRawCopy)[ROUNDS >> 1]
    const ratios = rounds.map(({ ratioToRawCopy }) => ratioToRawCopy)
    const result = { ...median, calls: CALLS, accounts: BENCH_ACCOUNTS, prefixes: BENCH_PREFIXES, rounds: ratios }
    console.log(json ? JSON.stringify(result) : result)
  } finally {
    await database.drop()
    await rm(file, { force: true })
  }
}

interface ImportFigures {
  readonly callsPerSecond: number
  readonly rawCopyRowsPerSecond: number
  readonly ratioToRawCopy: number
  readonly peakMemoryBytes: number
  readonly cpuSeconds: number
}

async function measureRound({ pool, url }: BenchDatabase, file: string): Promise<ImportFigures> {
  await pool.query(
    'TRUNCATE calls, postings, usage_totals, allowance_use, calls_suspense, usage_batches, imports CASCADE',
  )
  await pool.query('UPDATE balances SET balance_micros = 0, wholesale_micros = 0')
  await pool.query('VACUUM FULL balances')
  await pool.query('CHECKPOINT')
  const imported = await importInItsOwnProcess(url, file)
  const rows = await readStoredRows(url)
  await pool.query('TRUNCATE calls')
  await pool.query('CHECKPOINT')
  const raw = await rawCopy(url, rows)
  const callsPerSecond = CALLS / imported.seconds
  const rawCopyRowsPerSecond = raw.rows / raw.seconds
  return {
    callsPerSecond: Math.round(callsPerSecond),
    rawCopyRowsPerSecond: Math.round(rawCopyRowsPerSecond),
    ratioToRawCopy: Math.round((callsPerSecond / rawCopyRowsPerSecond) * 1000) / 1000,
    peakMemoryBytes: imported.peakMemoryBytes,
    cpuSeconds: Math.round(imported.cpuSeconds * 100) / 100,
  }
}

/** A process that does nothing else, so that its memory and its processor time are the import's. */
async function importInItsOwnProcess(databaseUrl: string, file: string): Promise<ImportRunFigures> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'import-run.ts'), databaseUrl, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    output += text
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return JSON.parse(output) as ImportRunFigures
}
