import type { Command } from 'commander'
import { formatDollars } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt, parseDate } from '#domain/time/calendar-date.ts'
import { runBills, type BillRunReport } from '#operations/billing/run-bills.ts'
import { findResellerId } from '#storage/queries/bill-runs.ts'
import { withDatabase } from '../compose.ts'
import { createProgressBar } from './progress-bar.ts'

/** `tollgate bill`: bills whatever has come to its anniversary. */
export function registerBill(program: Command): void {
  const bill = program.command('bill').description('bill accounts on their anniversaries')
  bill
    .command('run')
    .description('bill every account whose anniversary has come and who was not billed for it')
    .option('--date <day>', "the last anniversary, yyyy-mm-dd in each account's zone; left out: today")
    .option('--reseller <name>', 'only the accounts of this reseller')
    .option('--dry-run', 'show what it would come to, to the cent, and change nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(run)
}

const HELP = `
What is billed is never billed again: run it as often as you like, and again after it was interrupted. What was missed is
caught up month by month. A dry run may look at a day to come. Exit code 0 when all were billed, 1 when an account could
not be; those are named with the reason and tried again by the next run.`

interface RunOptions {
  readonly date?: string
  readonly reseller?: string
  readonly dryRun?: true
  readonly json?: true
}

async function run({ date, reseller, dryRun, json }: RunOptions): Promise<void> {
  const now = new Date()
  checkDate(date, now, dryRun === true)
  await withDatabase(async ({ pool }) => {
    const resellerId = reseller === undefined ? undefined : await findResellerId(pool, reseller)
    if (reseller !== undefined && resellerId === undefined) {
      throw new ProblemError(problem('not_found', `there is no reseller "${reseller}"`))
    }
    const bar = createProgressBar('Billing', 'statements')
    try {
      const report = await runBills(pool, {
        now,
        ...(date !== undefined && { date }),
        ...(resellerId !== undefined && { resellerId }),
        dryRun: dryRun === true,
        origin: 'command line',
        onProgress: (done, total, statements) => bar.update(done, total, statements),
      })
      bar.stop()
      process.stdout.write(json === true ? reportJson(report, dryRun === true) : reportText(report, dryRun === true))
      if (report.failures.length > 0) process.exitCode = 1
    } finally {
      bar.stop()
    }
  })
}

/** The day has come somewhere on earth at the most fourteen hours before it does in UTC. */
function checkDate(date: string | undefined, now: Date, isDryRun: boolean): void {
  if (date === undefined) return
  const wrong = (message: string): ProblemError =>
    new ProblemError(problem('invalid_value', message, { field: '--date' }))
  if (parseDate(date) === undefined) throw wrong(`"${date}" is no day; write it as yyyy-mm-dd`)
  const last = dateAt(now.getTime() + 14 * 3_600_000, 'UTC').toString()
  if (!isDryRun && date > last) throw wrong('nothing is due on a day to come; add --dry-run to preview it')
}

function reportJson({ subtotalMicros, gstMicros, totalMicros, ...report }: BillRunReport, dryRun: boolean): string {
  return `${JSON.stringify({
    ...report,
    dryRun,
    currency: 'AUD',
    subtotal: formatDollars(subtotalMicros, 2),
    gst: formatDollars(gstMicros, 2),
    total: formatDollars(totalMicros, 2),
  })}\n`
}

function reportText(
  { accounts, statements, totalMicros, gstMicros, failures }: BillRunReport,
  dryRun: boolean,
): string {
  if (accounts === 0) return 'Nothing is due.\n'
  const count = (value: number): string => value.toLocaleString('en-AU')
  const what = `${count(statements)} ${statements === 1 ? 'statement' : 'statements'}`
  const money = `$${formatDollars(totalMicros, 2)} with GST of $${formatDollars(gstMicros, 2)}`
  const lines = [
    dryRun ? `Would issue ${what} of ${money}. Nothing was changed.` : `Issued ${what} of ${money}.`,
    ...failures.map(({ accountId, reason }) => `Not billed: account with id ${accountId}: ${reason}`),
  ]
  return `${lines.join('\n')}\n`
}
