import type { Command } from 'commander'
import { importCalls } from '#operations/usage/import-calls.ts'
import { readCdrProfile } from '#operations/usage/read-cdr-profile.ts'
import { registerCloseMonths } from './close-months.ts'
import { registerExplainCall } from './explain-call.ts'
import { importJson, importText } from './import-report.ts'
import { createProgressBar } from './progress-bar.ts'
import { registerRerateCalls } from './rerate-calls.ts'
import { registerSuspendedCalls } from './suspended-calls.ts'
import { withDatabase } from '../compose.ts'

/** `tollgate calls …`: call records into the database and what becomes of them there. */
export function registerCalls(program: Command): void {
  const calls = program.command('calls').description('call records: import, suspended ones, re-rating, explanation')
  calls
    .command('import')
    .description("import a switch's or carrier's file of calls; safe to repeat and to interrupt")
    .argument('<file>', 'the file of call records')
    .requiredOption('--source <name>', 'the switch or carrier it comes from; ids are unique within a source')
    .option('--profile <profile>', 'how to read it: a built-in name, or a JSON file', 'tollgate')
    .option('--time-zone <zone>', "the zone of the file's times, where they name none")
    .option('--json', 'print the result as JSON')
    .action(importFile)
  registerSuspendedCalls(calls)
  registerRerateCalls(calls)
  registerExplainCall(calls)
  registerCloseMonths(calls)
}

interface ImportOptions {
  readonly source: string
  readonly profile: string
  readonly timeZone?: string
  readonly json?: true
}

async function importFile(path: string, options: ImportOptions): Promise<void> {
  const profile = await readCdrProfile(options.profile, options.timeZone)
  await withDatabase(async ({ url }, { limits }) => {
    const bar = createProgressBar('Importing', 'calls')
    const startedAt = performance.now()
    try {
      const report = await importCalls(url, {
        path,
        source: options.source,
        profile,
        chunkBytes: limits.importChunkBytes,
        nowMs: Date.now,
        onProgress: ({ bytesDone, bytesTotal, calls }) => bar.update(bytesDone, bytesTotal, calls),
      })
      const seconds = (performance.now() - startedAt) / 1000
      bar.stop()
      process.stdout.write(options.json === true ? importJson(report, seconds) : importText(report, seconds))
    } finally {
      bar.stop()
    }
  })
}
