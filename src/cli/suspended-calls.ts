import { InvalidArgumentError, type Command } from 'commander'
import { withDatabase } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import {
  SUSPENSE_CAUSE_CODES,
  SUSPENSE_CAUSES,
  suspenseCauseOf,
  type SuspenseCause,
} from '#domain/usage/suspense-cause.ts'
import { retrySuspended, type RetryReport } from '#operations/usage/retry-suspended.ts'
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
        const waiting = `${counted(calls, 'row')}, ${counted(Math.round(answeredSeconds / 60), 'minute')}`
        process.stdout.write(`${cause}: ${waiting}. ${meaning}\n  ${fix}\n`)
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
    process.stdout.write(options.json === true ? retryJson(report) : describeRetry(report))
  })
}

/** What another try came to, for people. */
export function describeRetry({ tried, rated, free, duplicates, stillSuspended, chargeMicros }: RetryReport): string {
  return (
    `Tried ${counted(tried, 'row')}: ${rated} rated ($${formatDollars(chargeMicros)} ex GST), ${free} free, ` +
    `${duplicates} in already, ${stillSuspended} still suspended.\n`
  )
}

function retryJson({ chargeMicros, ...counts }: RetryReport): string {
  return `${JSON.stringify({ ...counts, charge: formatDollars(chargeMicros), currency: 'AUD' })}\n`
}

function counted(number: number, what: string): string {
  return `${number.toLocaleString('en-AU')} ${what}${number === 1 ? '' : 's'}`
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
