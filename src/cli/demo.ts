import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { withDatabase, type Database } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { DEMO_RESELLER, setUpDemo } from '#operations/demo/set-up-demo.ts'
import { writeCalls } from '#operations/demo/write-calls.ts'
import { explainStoredCall } from '#operations/usage/explain-call.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { readCdrProfile } from '#operations/usage/read-cdr-profile.ts'
import { countSuspended } from '#storage/queries/suspended-calls.ts'
import {
  callWorthExplaining,
  largestAccounts,
  usageByServiceType,
  type UsageSum,
} from '#storage/queries/usage-report.ts'

import { describeExplainedCall } from './explain-call.ts'
import { importText } from './import-report.ts'
import { createProgressBar } from './progress-bar.ts'

const CALLS = 200_000
const TROUBLED = 0.004

/** `tollgate demo`: a demonstration telco and a month of its calls, from the file to the money. Again is harmless. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('set up a demonstration telco, import a month of its calls, and show what they came to')
    .action(demo)
}

async function demo(): Promise<void> {
  await withDatabase(async (database, config) => {
    const folder = join(config.dataDirectory, 'demo')
    await mkdir(folder, { recursive: true })
    const telco = await setUpDemo(database.pool, folder, new Date())
    const { accounts, monthFromMs, monthToMs } = telco
    const month = new Date(monthFromMs).toLocaleDateString('en-AU', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    const numbers = accounts.reduce((sum, account) => sum + account.numbers.length, 0)
    say(
      `${DEMO_RESELLER}: ${accounts.length} accounts with ${numbers} numbers, 3 number plans, 4 calling plans, 1 rate deck.`,
    )

    say(`Writing ${CALLS.toLocaleString('en-AU')} invented calls of ${month} …`)
    const path = join(folder, 'calls.csv')
    await writeCalls(path, {
      seed: 61,
      calls: CALLS,
      callers: accounts,
      fromMs: monthFromMs,
      toMs: monthToMs,
      troubled: TROUBLED,
    })
    await importMonth(database, path, config.limits.importChunkBytes)
    await rm(path)
    await showResults(database, month)
  })
}

async function importMonth({ url }: Database, path: string, chunkBytes: number): Promise<void> {
  const bar = createProgressBar('Importing', 'calls')
  const startedAt = performance.now()
  try {
    const report = await importCalls(url, {
      path,
      chunkBytes,
      source: 'demo switch',
      profile: await readCdrProfile('tollgate'),
      nowMs: Date.now,
      onProgress: ({ bytesDone, bytesTotal, calls }) => bar.update(bytesDone, bytesTotal, calls),
    })
    bar.stop()
    process.stdout.write(importText(report, (performance.now() - startedAt) / 1000))
  } finally {
    bar.stop()
  }
}

async function showResults({ pool }: Database, month: string): Promise<void> {
  const byType = await usageByServiceType(pool, DEMO_RESELLER)
  say(`\nRevenue by service type, ${month}, ex GST`)
  say(row(['', 'calls', 'minutes', 'charge', 'cost', 'margin']))
  for (const sums of byType) say(row([serviceTypeName(sums.serviceType) || 'not classified', ...figures(sums)]))
  const total = byType.reduce(addSums, { calls: 0, durationSeconds: 0, chargeMicros: 0, costMicros: 0 })
  say(row(['all', ...figures(total)]))

  say('\nThe ten largest accounts')
  say(row(['', 'calls', 'minutes', 'charge', 'cost', 'margin']))
  for (const account of await largestAccounts(pool, DEMO_RESELLER, 10))
    say(row([account.name, ...figures(account), account.plan]))

  const margin = total.chargeMicros - total.costMicros
  const percent = ((margin / total.chargeMicros) * 100).toFixed(1)
  say(`\nMargin on calls: $${dollars(margin)} of $${dollars(total.chargeMicros)}, ${percent} %.`)

  say('\nSuspended, not billed and not lost')
  for (const { cause, calls } of await countSuspended(pool)) {
    const name = suspenseCauseOf(cause)
    if (name !== undefined)
      say(`  ${String(calls).padStart(5)}  ${name}: ${SUSPENSE_CAUSES[name].meaning} ${SUSPENSE_CAUSES[name].fix}`)
  }

  const id = await callWorthExplaining(pool, DEMO_RESELLER)
  if (id === undefined) return
  say('\nOne price, explained')
  for (const leg of await explainStoredCall(pool, id)) process.stdout.write(describeExplainedCall(leg))
  say('\nGo on with: bin/tollgate.js verify · bin/tollgate.js calls --help')
}

function addSums(sum: UsageSum, more: UsageSum): UsageSum {
  return {
    calls: sum.calls + more.calls,
    durationSeconds: sum.durationSeconds + more.durationSeconds,
    chargeMicros: sum.chargeMicros + more.chargeMicros,
    costMicros: sum.costMicros + more.costMicros,
  }
}

function figures({ calls, durationSeconds, chargeMicros, costMicros }: UsageSum): readonly string[] {
  return [
    calls.toLocaleString('en-AU'),
    Math.round(durationSeconds / 60).toLocaleString('en-AU'),
    dollars(chargeMicros),
    dollars(costMicros),
    dollars(chargeMicros - costMicros),
  ]
}

function dollars(micros: number): string {
  return Number(formatDollars(micros, 2)).toLocaleString('en-AU', { minimumFractionDigits: 2 })
}

function row([name = '', ...cells]: readonly string[]): string {
  const numbers = cells.slice(0, 5).map((cell) => cell.padStart(11))
  return `  ${name.padEnd(22)}${numbers.join('')}${cells.length > 5 ? `   ${cells[5]}` : ''}`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
