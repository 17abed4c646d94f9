import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls, type ImportReport } from '#operations/usage/import-calls.ts'
import { there } from './there.ts'
import { tollgateCsv } from './import-fixture.ts'
import { TELCO_NOW_MS } from './telco.ts'

/** Imports rows of a Tollgate file, from anywhere: also before the first test of a file. */
export function importRows(url: string, ...rows: readonly string[]): Promise<ImportReport> {
  return importRowsAt(url, TELCO_NOW_MS, ...rows)
}

/** The same, at another time than the telco's. */
export async function importRowsAt(url: string, nowMs: number, ...rows: readonly string[]): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-rows-'))
  try {
    const path = join(folder, 'calls.csv')
    await writeFile(path, tollgateCsv(...rows))
    const profile = there(BUILT_IN_CDR_PROFILES[0])
    return await importCalls(url, { path, source: 'switch', profile, chunkBytes: 1 << 20, nowMs: () => nowMs })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
