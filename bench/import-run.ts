import { readFile } from 'node:fs/promises'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { readConfig } from '../src/config.ts'

export interface ImportRunFigures {
  /** From the call to its report: opening and hashing the file, loading plans and decks, starting workers, all of it. */
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMemoryBytes: number
}

const [, , databaseUrl = '', path = ''] = process.argv
const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'tollgate')
if (profile === undefined) throw new Error('no profile "tollgate"')
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
await importCalls(databaseUrl, {
  path,
  profile,
  source: 'bench',
  chunkBytes: readConfig().limits.importChunkBytes,
  nowMs: Date.now,
})
const seconds = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const figures: ImportRunFigures = {
  seconds,
  cpuSeconds: (user + system) / 1e6,
  peakMemoryBytes: await peakMemoryBytes(),
}
console.log(JSON.stringify(figures))

/** The most memory this process held; what the one that started it held does not count, as it would in getrusage. */
async function peakMemoryBytes(): Promise<number> {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}
