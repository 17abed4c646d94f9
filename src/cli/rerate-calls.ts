import type { Command } from 'commander'
import { withDatabase } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import { rerateCalls, type RerateLine, type RerateReport } from '#operations/usage/rerate-calls.ts'
import { createProgressBar } from './progress-bar.ts'

/** `tollgate calls rerate`: what calls would come to now, and with --commit, that they do. */
export function registerRerateCalls(calls: Command): void {
  calls
    .command('rerate')
    .description('price calls again with the plans, decks and numbers of now, and show what differs')
    .requiredOption('--from <day>', 'first day of the calls, yyyy-mm-dd, in the zone of each account')
    .requiredOption('--to <day>', 'last day of the calls')
    .option('--account <number>', 'only this account, by its account number')
    .option('--commit', 'take back the old charges and post the new ones; without it nothing is changed')
    .option('--json', 'print the result as JSON')
    .action(rerate)
}

interface RerateOptions {
  readonly from: string
  readonly to: string
  readonly account?: string
  readonly commit?: true
  readonly json?: true
}

async function rerate(options: RerateOptions): Promise<void> {
  await withDatabase(async ({ url }) => {
    const bar = createProgressBar('Re-rating', 'calls')
    try {
      const report = await rerateCalls(url, {
        fromDate: options.from,
        toDate: options.to,
        ...(options.account === undefined ? {} : { accountNumber: options.account }),
        commit: options.commit === true,
        nowMs: Date.now,
        onProgress: (done, total, calls) => bar.update(done, total, calls),
      })
      bar.stop()
      process.stdout.write(options.json === true ? rerateJson(report) : rerateText(report))
    } finally {
      bar.stop()
    }
  })
}

function rerateJson({ lines, ...report }: RerateReport): string {
  const lineAmounts = lines.map((line) => ({
    accountNumber: line.accountNumber,
    serviceType: line.serviceType,
    calls: line.calls,
    chargeBefore: formatDollars(line.chargeBeforeMicros),
    chargeAfter: formatDollars(line.chargeAfterMicros),
    costBefore: formatDollars(line.costBeforeMicros),
    costAfter: formatDollars(line.costAfterMicros),
  }))
  return `${JSON.stringify({ ...report, currency: 'AUD', lines: lineAmounts })}\n`
}

function rerateText(report: RerateReport): string {
  const count = (value: number): string => value.toLocaleString('en-AU')
  const lines = [
    `Priced ${count(report.examined)} calls of ${count(report.accounts)} accounts again: ${count(report.changed)} differ.`,
  ]
  if (report.unpriceable > 0) {
    lines.push(`${count(report.unpriceable)} calls would have no price now; they keep the one they have.`)
  }
  if (report.lines.length > 0) {
    lines.push(row(['account', 'service type', 'calls', 'charge before', 'after', 'difference', 'cost difference']))
    for (const line of report.lines)
      lines.push(row([line.accountNumber, line.serviceType, count(line.calls), ...amounts(line)]))
    const total = report.lines.reduce(addLines, EMPTY_LINE)
    lines.push(row(['all', '', '', ...amounts(total)]))
  }
  if (report.changed > 0) {
    lines.push(report.committed ? 'Taken back and posted anew.' : 'Nothing was changed. Add --commit to post it.')
  }
  return `${lines.join('\n')}\n`
}

const EMPTY_LINE: RerateLine = {
  accountNumber: '',
  serviceType: '',
  calls: 0,
  chargeBeforeMicros: 0,
  chargeAfterMicros: 0,
  costBeforeMicros: 0,
  costAfterMicros: 0,
}

function addLines(sum: RerateLine, line: RerateLine): RerateLine {
  return {
    ...sum,
    chargeBeforeMicros: sum.chargeBeforeMicros + line.chargeBeforeMicros,
    chargeAfterMicros: sum.chargeAfterMicros + line.chargeAfterMicros,
    costBeforeMicros: sum.costBeforeMicros + line.costBeforeMicros,
    costAfterMicros: sum.costAfterMicros + line.costAfterMicros,
  }
}

function amounts(line: RerateLine): readonly string[] {
  return [
    line.chargeBeforeMicros,
    line.chargeAfterMicros,
    line.chargeAfterMicros - line.chargeBeforeMicros,
    line.costAfterMicros - line.costBeforeMicros,
  ].map((micros) => formatDollars(micros))
}

const WIDTHS = [14, 16, 9, 16, 16, 16, 16]

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => (index < 2 ? cell.padEnd(WIDTHS[index] ?? 0) : cell.padStart(WIDTHS[index] ?? 0)))
    .join(' ')
    .trimEnd()
}
