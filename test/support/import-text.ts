import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls, type ImportReport } from '#operations/usage/import-calls.ts'
import { TELCO_NOW_MS } from './telco.ts'
import { there } from './there.ts'

/** Imports calls from the text of a file in the form of our own. */
export async function importText(url: string, text: string): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-calls-'))
  try {
    const path = join(folder, 'calls.csv')
    await writeFile(path, text)
    const profile = there(BUILT_IN_CDR_PROFILES[0])
    return await importCalls(url, { path, source: 'switch', profile, chunkBytes: 1 << 20, nowMs: () => TELCO_NOW_MS })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
