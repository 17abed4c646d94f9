import type { Command } from 'commander'
import { problem, ProblemError } from '#domain/problem.ts'
import { PRICES_CHECK } from '#operations/usage/verify/reprice-calls.ts'
import { REPRICED_BY_DEFAULT, verifyLedger, type VerifyReport } from '#operations/usage/verify-ledger.ts'
import type { CheckResult, Finding } from '#storage/queries/verify/ledger-check.ts'
import { withDatabase } from '../compose.ts'
import { createProgressBar } from './progress-bar.ts'

/** `tollgate verify`: whether everything in the database agrees with everything else. */
export function registerVerify(program: Command): void {
  program
    .command('verify')
    .description('check that calls, allowances, totals, postings, balances and audit lines agree')
    .option('--reprice', `price every call again too; done anyway up to ${count(REPRICED_BY_DEFAULT)} calls`)
    .option('--no-reprice', 'leave that out')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(verify)
}

const HELP = `
Nothing is changed, and imports may go on meanwhile. Each check is printed with ok or with what disagrees and where, 20
places at the most. Pricing again finds what was changed everywhere at once: it also tells of calls that a change of
plans, decks or numbers back in time would price otherwise; tollgate calls rerate puts those right. Exit code 0 when all
agrees, 1 when not.`

interface VerifyOptions {
  readonly reprice?: boolean
  readonly json?: true
}

async function verify({ reprice, json }: VerifyOptions): Promise<void> {
  await withDatabase(async ({ pool }) => {
    const bar = createProgressBar('Pricing again', 'calls')
    const startedAt = performance.now()
    const onChecked = (result: CheckResult): void => {
      bar.stop()
      if (json !== true) process.stdout.write(describeCheck(result))
    }
    const onRepriced = (done: number, calls: number): void => bar.update(done, calls, done)
    try {
      const report = await verifyLedger(pool, { ...(reprice !== undefined && { reprice }), onChecked, onRepriced })
      const seconds = (performance.now() - startedAt) / 1000
      process.stdout.write(json === true ? reportJson(report, seconds) : describeReport(report, seconds))
      const damaged = report.checks.filter(({ total }) => total > 0).map(({ name }) => name)
      if (damaged.length > 0) throw new ProblemError(problem('ledger_damaged', `does not agree: ${damaged.join(', ')}`))
    } finally {
      bar.stop()
    }
  })
}

function describeCheck({ name, meaning, sides, findings, total }: CheckResult): string {
  if (total === 0) return `  ok       ${name}\n`
  const lines = [`  ${name === PRICES_CHECK ? 'DIFFERS' : 'DAMAGED'}  ${name}: ${meaning}`]
  for (const finding of findings) lines.push(`             ${describeFinding(finding, sides)}`)
  if (total > findings.length) lines.push(`             and ${count(total - findings.length)} more`)
  return `${lines.join('\n')}\n`
}

/** `Wattle Voice, account 1001, cycle from 2026-07-05, Mobile: charge 1.200000 by the calls, 1.100000 in the totals` */
function describeFinding(finding: Finding, [expectedAt, foundAt]: CheckResult['sides']): string {
  const { reseller, account, cycle, serviceType, batch, place, fact, unit, expected, found, difference } = finding
  const where = [
    reseller,
    account === undefined ? undefined : `account ${account}`,
    cycle === undefined ? undefined : `cycle from ${cycle}`,
    serviceType,
    batch === undefined ? undefined : `batch ${batch}`,
    place,
  ].filter((part) => part !== undefined)
  const write = (value: string): string => {
    if (value === 'none' || unit === 'words' || unit === 'count') return value
    return unit === 'seconds' ? `${value} s` : value.replace(/^-?/, (sign) => `${sign}$`)
  }
  const apart = difference === undefined ? '' : `, difference ${write(difference)}`
  return `${where.join(', ')}: ${fact} ${write(expected)} ${expectedAt}, ${write(found)} ${foundAt}${apart}`
}

function describeReport({ calls, repriced, checks }: VerifyReport, seconds: number): string {
  const wrong = checks.filter(({ total }) => total > 0).length
  const verdict = wrong === 0 ? 'All agree.' : `Disagreement in ${wrong} of ${checks.length} checks.`
  const pricing = repriced ? '' : ' Not priced again: that takes --reprice.'
  return `${verdict} ${count(calls)} calls, ${seconds.toFixed(1)} s.${pricing}\n`
}

function reportJson({ calls, repriced, checks }: VerifyReport, seconds: number): string {
  const ok = checks.every(({ total }) => total === 0)
  const described = checks.map(({ sides: [expected, found], ...check }) => ({
    ...check,
    ok: check.total === 0,
    expectedIs: expected,
    foundIs: found,
  }))
  return `${JSON.stringify({ ok, calls, repriced, seconds: Number(seconds.toFixed(3)), checks: described }, null, 2)}\n`
}

function count(value: number): string {
  return value.toLocaleString('en-AU')
}
