import type { Command } from 'commander'
import { withDatabase } from '../compose.ts'
import { closeMonths } from '#operations/usage/close-months.ts'

/** `tollgate calls close-months`: what the timetable does by night, now. */
export function registerCloseMonths(calls: Command): void {
  calls
    .command('close-months')
    .description('build the search indexes of months that are over; the server does it every night')
    .option('--json', 'print the months as JSON')
    .action(close)
}

async function close(options: { json?: true }): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const months = await closeMonths(pool, {
      now: new Date(),
      onProgress: (month) => process.stderr.write(`Closing ${month.slice(0, 7)} …\n`),
    })
    if (options.json === true) process.stdout.write(`${JSON.stringify({ months })}\n`)
    else process.stdout.write(months.length === 0 ? 'No month is to be closed.\n' : `Closed ${months.length}.\n`)
  })
}
