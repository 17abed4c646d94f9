import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Command } from 'commander'
import { formatDollars } from '#domain/money.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { explainPrice, explainUnreadable } from '#domain/rating/explain-price.ts'
import type { PriceExplanation } from '#domain/rating/explanation.ts'
import { rateFile } from '#operations/rating/rate-file.ts'
import type { PricedRow, RateOutcome, RateStep } from '#operations/rating/rate-file.ts'
import { createProgressBar } from './progress-bar.ts'

interface RateOptions {
  readonly plan: string
  readonly deck?: string
  readonly calls: string
  readonly out?: string
  readonly explain?: string
  readonly json?: boolean
}

/** `tollgate rate`: prices a file of calls against a plan, without a database. */
export function registerRate(program: Command): void {
  program
    .command('rate')
    .description('price a file of calls against a plan, with no database')
    .requiredOption('--plan <plan.json>', 'the calling plan')
    .option('--deck <deck.csv>', 'prices by prefix, for the service types the plan leaves to it')
    .requiredOption('--calls <calls.csv>', 'the calls')
    .option('--out <rated.csv>', 'where the priced calls go; standard output if left out')
    .option('--explain <call_id>', 'print how the price of this call comes about instead of all prices')
    .option('--json', 'with --explain: print the explanation as JSON only')
    .addHelpText('after', HELP)
    .action(async (options: RateOptions) => rate(options))
}

const HELP = `
Every row of the calls is priced: rated, free (emergency and unanswered calls) or suspended with a cause. Amounts are
dollars ex GST. Allowances are drawn in order of start; the file counts as one bill period, and with an account column
each account has its own allowances. Exit code 0 also with suspended rows, 2 when the plan, the deck or the header of
the calls is wrong, 1 for any other failure.`

async function rate(options: RateOptions): Promise<void> {
  refuseSameFile(options)
  const startedAt = performance.now()
  const output = createOutput(options)
  try {
    const outcome = await rateWithProgress(options, output)
    await output.close()
    const seconds = (performance.now() - startedAt) / 1000
    if (output.isWanted) for (const line of describeOutcome(outcome, seconds)) console.error(line)
    if (options.explain !== undefined) printExplanation(options.explain, outcome.explained, options.json === true)
  } catch (error) {
    output.rethrow(error)
  }
}

async function rateWithProgress(options: RateOptions, output: Output): Promise<RateOutcome> {
  const progress = createStepProgress()
  const complaints: string[] = []
  try {
    return await rateFile({
      planPath: options.plan,
      deckPath: options.deck,
      callsPath: options.calls,
      openOutput: () => output.open(),
      explain: options.explain,
      onBadRow(complaint) {
        if (output.isWanted) complaints.push(complaint)
      },
      onProgress(step, done, total, calls) {
        progress.show(step, done, total, calls)
        if (complaints.length === 0) return
        progress.stop()
        process.stderr.write(`${complaints.splice(0).join('\n')}\n`)
      },
    })
  } finally {
    progress.stop()
  }
}

/** One bar after another, as there are steps. */
function createStepProgress(): {
  show(step: RateStep, done: number, total: number, calls: number): void
  stop(): void
} {
  let shown: RateStep | undefined
  let bar = createProgressBar('', '')
  return {
    show(step, done, total, calls) {
      if (step !== shown) {
        bar.stop()
        bar = createProgressBar(step, 'calls')
        shown = step
      }
      bar.update(done, total, calls)
    },
    stop: () => bar.stop(),
  }
}

/** Where rated.csv goes. With --explain the explanation has standard output to itself. */
interface Output {
  readonly isWanted: boolean
  open(): Writable | undefined
  close(): Promise<void>
  /** Throws an error on, said in terms of the output when that is where it came from. */
  rethrow(error: unknown): void
}

function createOutput({ out, explain }: RateOptions): Output {
  let stream: Writable | undefined
  let failure: NodeJS.ErrnoException | undefined
  return {
    isWanted: out !== undefined || explain === undefined,
    open() {
      if (out !== undefined) stream = createWriteStream(out)
      else if (explain === undefined) stream = process.stdout
      stream?.on('error', (error) => {
        failure ??= error
      })
      return stream
    },
    async close() {
      if (stream !== undefined && stream !== process.stdout) await finished(stream.end())
    },
    rethrow(error) {
      if (failure === undefined) throw error
      // Whoever read standard output has heard enough: `… | head`. Not finished, but nobody to tell.
      if (failure.code === 'EPIPE') process.exitCode = 1
      else throw new ProblemError(problem('not_found', `cannot write ${out ?? 'the output'}: ${failure.message}`))
    },
  }
}

function refuseSameFile({ plan, deck, calls, out }: RateOptions): void {
  if (out === undefined) return
  const inputs = [plan, deck, calls].filter((path) => path !== undefined).map((path) => resolve(path))
  if (inputs.includes(resolve(out))) {
    throw new ProblemError(problem('invalid_value', `--out ${out} is one of the files to be read; name another`))
  }
}

const MOST_TOP_UPS = 20

function describeOutcome({ plan, summary }: RateOutcome, seconds: number): string[] {
  const { rows, rated, emergency, unanswered, suspended, suspendedByCause, charge, gst, topUps } = summary
  const causes = Object.entries(suspendedByCause).map(([cause, count]) => `${cause} ${count}`)
  const lines = [
    `${rows} calls: ${rated} rated, ${emergency + unanswered} free (${emergency} emergency, ${unanswered} unanswered), ` +
      `${suspended} suspended${causes.length === 0 ? '' : ` (${causes.join(', ')})`}`,
    `charge $${formatDollars(charge)} ex GST, GST $${formatDollars(gst)}`,
  ]
  if (plan.minimumMonthlySpend !== undefined) {
    const minimum = `minimum monthly spend $${formatDollars(plan.minimumMonthlySpend, 2)}`
    if (topUps.length === 0) lines.push(`${minimum}: reached, nothing to add`)
    for (const { account, shortfall } of topUps.slice(0, MOST_TOP_UPS)) {
      const whose = account === undefined ? '' : `, account ${account}`
      lines.push(`${minimum}${whose}: $${formatDollars(shortfall)} ex GST is added`)
    }
    if (topUps.length > MOST_TOP_UPS) lines.push(`${minimum}: and ${topUps.length - MOST_TOP_UPS} more accounts`)
  }
  lines.push(`${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} calls per second`)
  return lines
}

function printExplanation(callId: string, explained: PricedRow | undefined, jsonOnly: boolean): void {
  if (explained === undefined) {
    throw new ProblemError(problem('not_found', `there is no call ${callId} in the file, so nothing to explain`))
  }
  const explanation = explainRow(explained)
  const json = JSON.stringify({ callId, steps: explanation.steps, totals: explanation.totals ?? null }, null, 2)
  if (!jsonOnly) {
    for (const { text } of explanation.steps) console.log(text)
    console.log('')
  }
  console.log(json)
}

function explainRow({ row, run, result, written, allowances }: PricedRow): PriceExplanation {
  const { call, direction, a, b, complaint } = row
  if (direction === undefined || Number.isNaN(call.startedAtMs)) return explainUnreadable(complaint)
  return explainPrice({
    plan: run.plan.plan,
    deck: run.deck,
    direction,
    a: { written: written.a, code: a },
    b: { written: written.b, code: b },
    serviceType: call.serviceType,
    startedAtMs: call.startedAtMs,
    durationSeconds: call.durationSeconds,
    result,
    allowances,
  })
}
