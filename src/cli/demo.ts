import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { withDatabase, type Database } from '../compose.ts'
import { formatDollars } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { SUSPENSE_CAUSES, suspenseCauseOf } from '#domain/usage/suspense-cause.ts'
import { billDemo } from '#operations/demo/bill-demo.ts'
import { createDemoSignIns, type DemoSignIns } from '#operations/demo/demo-sign-ins.ts'
import { openDemoGateway } from '#operations/demo/demo-gateway.ts'
import { furnishDemo } from '#operations/demo/furnish-demo.ts'
import { startLiveDemo } from '#operations/demo/live-demo.ts'
import { moneyDemo } from '#operations/demo/money-demo.ts'
import { DEMO_RESELLER, setUpDemo, type DemoTelco } from '#operations/demo/set-up-demo.ts'
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
import { serveUntilTold } from './start.ts'

const CALLS = 200_000
const TROUBLED = 0.004

/** `tollgate demo`: a demonstration telco from a file of calls to issued bills, and portals to look at it. Again is harmless. */
export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'set up a demonstration telco, import its calls, issue its bills, show what they came to, and serve it',
    )
    .option('--exit', 'end when all is shown, and serve nothing')
    .action(demo)
}

async function demo({ exit }: { readonly exit?: true }): Promise<void> {
  const shown = await withDatabase(async (database, config) => {
    const folder = join(config.dataDirectory, 'demo')
    await mkdir(folder, { recursive: true })
    const gateway = await openDemoGateway(folder, config.port + 1)
    const telco = await setUpDemo(database.pool, folder, new Date())
    const { resellerId, accounts, callsFromMs, monthToMs, callsToMs } = telco
    const month = new Date(callsFromMs).toLocaleDateString('en-AU', { month: 'long', year: 'numeric', timeZone: 'UTC' })
    const numbers = accounts.reduce((sum, account) => sum + account.numbers.length, 0)
    say(
      `${DEMO_RESELLER}: ${accounts.length} accounts with ${numbers} numbers, 3 number plans, 4 calling plans, 1 rate deck.`,
    )

    const calls = Math.round((CALLS * (callsToMs - callsFromMs)) / (monthToMs - callsFromMs))
    say(`Writing ${calls.toLocaleString('en-AU')} invented calls since the beginning of ${month} …`)
    const path = join(folder, 'calls.csv')
    await writeCalls(path, {
      seed: 61,
      calls,
      callers: accounts,
      fromMs: callsFromMs,
      toMs: callsToMs,
      troubled: TROUBLED,
      weekend: 0.25,
    })
    await importMonth(database, path, config.limits.importChunkBytes)
    await rm(path)
    await showResults(database, `since the beginning of ${month}`)
    await showBills(database.pool, telco)
    await furnishDemo(database.pool, resellerId, new Date())
    const { openGateway } = gateway
    await moneyDemo(
      { pool: database.pool, clock: () => new Date(), log: say, config, openGateway },
      gateway,
      resellerId,
    )
    return {
      config,
      telco,
      gateway,
      signIns: await createDemoSignIns(database.pool, resellerId, config.limits, new Date()),
    }
  })
  const { config, telco, gateway, signIns } = shown
  if (exit === true) return gateway.stop()
  await serveUntilTold({ ...config, stripeUrl: gateway.stripe.url }, async ({ services }) => {
    const people = await startLiveDemo(services, telco.resellerId, telco.accounts)
    showDoors(config.publicUrl, signIns)
    return () => people.stop().then(() => gateway.stop())
  })
}

async function showBills(pool: Database['pool'], telco: DemoTelco): Promise<void> {
  const bar = createProgressBar('Billing', 'accounts')
  const { topUps, payments, bills } = await billDemo(pool, telco, (done, total) =>
    bar.update(done, total, done),
  ).finally(() => bar.stop())
  const statements = bills.reduce((sum, report) => sum + report.statements, 0)
  const total = bills.reduce((sum, { totalMicros }) => sum + totalMicros, 0n)
  const failures = bills.reduce((sum, report) => sum + report.failures.length, 0)
  if (statements === 0) say('\nEverything was billed already.')
  else {
    say(`\n${statements} statements and invoices issued, $${dollars(Number(total))} with GST.`)
    say(`${topUps} top-ups and ${payments} payments taken.`)
  }
  if (failures > 0) say(`${failures} accounts could not be billed: bin/tollgate.js bill run --dry-run says why.`)
}

/** Where to look and as whom, and three requests that work as they stand. */
function showDoors(url: string, { people, password, key }: DemoSignIns): void {
  const api = `${url}/api/v1`
  say(`\nManagement portal  ${url}`)
  say(`Customer portal    ${url}/my`)
  say(`The API            ${api}, described at ${url}/api/docs`)
  say(`\nSign-ins, all with the password ${password}`)
  for (const { email, role } of people) say(`  ${email.padEnd(42)}${role}`)
  say(`\nAn API key: ${key}`)
  say('\nTry, in another terminal:')
  const curl = (path: string): string => `  curl -s -H 'Authorization: Bearer ${key}' '${api}${path}'`
  say(curl('/accounts?limit=3'))
  say(curl('/accounts/1/status'))
  say(curl('/statements?limit=3'))
  say('\nCtrl-C ends it.')
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

async function showResults({ pool }: Database, when: string): Promise<void> {
  const byType = await usageByServiceType(pool, DEMO_RESELLER)
  say(`\nRevenue by service type, ${when}, ex GST`)
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
