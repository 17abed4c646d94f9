import { InvalidArgumentError, type Command } from 'commander'
import { withDatabase } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import {
  SUSPENSE_CAUSE_CODES,
  SUSPENSE_CAUSES,
  suspenseCauseOf,
  type SuspenseCause,
} from '#domain/usage/suspense-cause.ts'
import { retrySuspended } from '#operations/usage/retry-suspended.ts'
import { countSuspended, readSuspended, type SuspendedRow } from '#storage/queries/suspended-calls.ts'

const MOST_ROWS = 10_000

/** `tollgate calls suspended` and `tollgate calls retry`: what could not be priced, and another try. */
export function registerSuspendedCalls(calls: Command): void {
  calls
    .command('suspended')
    .description('what could not be priced or attributed, why, and what puts it right')
    .option('--cause <cause>', `only of one cause: ${Object.keys(SUSPENSE_CAUSES).join(', ')}`, parseCause)
    .option('--limit <rows>', 'how many rows to list', parseLimit, 20)
    .option('--json', 'print as JSON')
    .action(list)
  calls
    .command('retry')
    .description('try suspended calls again with the numbers, plans and rates of now')
    .option('--source <name>', 'only those of one source')
    .option('--json', 'print the result as JSON')
    .action(retry)
}

async function list(options: { cause?: SuspenseCause; limit: number; json?: true }): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const counts = await countSuspended(pool)
    const code = options.cause === undefined ? {} : { cause: SUSPENSE_CAUSE_CODES[options.cause] }
    const rows = await readSuspended(pool, { ...code, limit: options.limit })
    const causes = counts.map(({ cause, calls, answeredSeconds }) => {
      const name = suspenseCauseOf(cause) ?? 'unreadable_row'
      return { cause: name, calls, answeredSeconds, ...SUSPENSE_CAUSES[name] }
    })
    if (options.json === true) {
      const named = rows.map((row) => ({ ...row, cause: suspenseCauseOf(row.cause) }))
      process.stdout.write(`${JSON.stringify({ causes, rows: named })}\n`)
    } else if (causes.length === 0) process.stdout.write('No call is suspended.\n')
    else {
      for (const { cause, calls, answeredSeconds, meaning, fix } of causes) {
        const minutes = Math.round(answeredSeconds / 60).toLocaleString('en-AU')
        process.stdout.write(
          `${cause}: ${calls.toLocaleString('en-AU')} rows, ${minutes} minutes. ${meaning}\n  ${fix}\n`,
        )
      }
      process.stdout.write(`\n${rows.map(rowText).join('\n')}\n`)
    }
  })
}

function rowText({ cause, source, fileName, lineNumber, rawLine, tries }: SuspendedRow): string {
  const again = tries > 1 ? `, tried ${tries} times` : ''
  return `${suspenseCauseOf(cause) ?? ''}  ${source}, ${fileName} line ${lineNumber}${again}: ${rawLine}`
}

async function retry(options: { source?: string; json?: true }): Promise<void> {
  await withDatabase(async ({ url }) => {
    const report = await retrySuspended(url, { ...options, nowMs: Date.now })
    const charge = formatDollars(report.chargeMicros)
    if (options.json === true) {
      const { chargeMicros: _, ...counts } = report
      process.stdout.write(`${JSON.stringify({ ...counts, charge, currency: 'AUD' })}\n`)
      return
    }
    process.stdout.write(
      `Tried ${report.tried} rows: ${report.rated} rated ($${charge} ex GST), ${report.free} free, ` +
        `${report.duplicates} in already, ${report.stillSuspended} still suspended.\n`,
    )
  })
}

function parseCause(text: string): SuspenseCause {
  const cause = Object.values(SUSPENSE_CAUSE_CODES)
    .map(suspenseCauseOf)
    .find((name) => name === text)
  if (cause !== undefined) return cause
  throw new InvalidArgumentError(`it is one of ${Object.keys(SUSPENSE_CAUSES).join(', ')}`)
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_ROWS) return limit
  throw new InvalidArgumentError(`a whole number from 1 to ${MOST_ROWS}`)
}
