import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { BRAND_DEFAULTS, type Brand } from '#domain/branding/brand.ts'
import { billPeriodAt } from '#domain/time/bill-period.ts'
import { withTransaction } from '#storage/pool.ts'
import { readDemoReseller } from '#storage/queries/demo.ts'
import { updateBrand } from '#storage/tables/resellers.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { openReseller } from '#operations/accounts/open-reseller.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { importRateDeck } from '#operations/plans/import-rate-deck.ts'
import { publishCallingPlan } from '#operations/plans/publish-calling-plan.ts'
import { demoAccounts, type DemoAccount } from './demo-accounts.ts'
import { DEMO_DESTINATIONS, DEMO_PLANS, DEMO_TERMS, DEMO_WHOLESALE_PLAN } from './demo-plans.ts'

export const DEMO_RESELLER = 'Southern Cross Talk'
const ACCOUNTS = 200
/** What its customers see. */
const DEMO_BRAND: Brand = {
  ...BRAND_DEFAULTS,
  name: DEMO_RESELLER,
  colour: '#0b5d7a',
  accentColour: '#b45309',
  supportEmail: 'help@southerncrosstalk.example',
  supportPhone: '1300 975 700',
  legalName: 'Southern Cross Talk Pty Ltd (invented)',
  // Right by its check digits, and so low that the register never gave it out.
  abn: '10000000000',
  address: 'Level 1, 1 Example Street\nSydney NSW 2000',
  bank: { bankName: 'Bank of Examples', accountName: 'Southern Cross Talk', bsb: '000000', accountNumber: '00012345' },
  invoiceFooter: 'A demonstration: nothing here is owed to anybody.',
}
/** Plans and decks are in force since long before the calls. */
const SINCE = new Date('2020-01-01T00:00:00Z')

export interface DemoTelco {
  readonly resellerId: number
  readonly accounts: readonly DemoAccount[]
  /** The whole month (UTC) before the demo was first set up, and on to that moment: the time it has calls of. */
  readonly callsFromMs: number
  readonly monthToMs: number
  readonly callsToMs: number
}

/**
 * Makes the demonstration telco, or finds it: an invented reseller with its brand, the three number plans, four calling
 * plans, a rate deck, and 200 accounts with their numbers. Each account began in the month before its calls do, on its
 * bill day.
 */
export async function setUpDemo(pool: pg.Pool, folder: string, now: Date): Promise<DemoTelco> {
  const accounts = demoAccounts(ACCOUNTS)
  const known = await readDemoReseller(pool, DEMO_RESELLER)
  const createdAt = known?.createdAt ?? now
  const callsFromMs = Date.UTC(createdAt.getUTCFullYear(), createdAt.getUTCMonth() - 1)
  let resellerId = known?.id ?? 0
  if (known === undefined || known.accounts === 0) {
    resellerId = known?.id ?? (await openDemoReseller(pool, now))
    const retail = await importDeck(pool, folder, 'Retail abroad', ([destination, prefix, price]) => [
      destination,
      prefix,
      price,
    ])
    const wholesale = await importDeck(pool, folder, 'Wholesale abroad', ([destination, prefix, , cost]) => [
      destination,
      prefix,
      cost,
    ])
    await withTransaction(pool, (client) => fill(client, resellerId, accounts, callsFromMs, { retail, wholesale }))
  }
  return {
    resellerId,
    accounts,
    callsFromMs,
    monthToMs: Date.UTC(createdAt.getUTCFullYear(), createdAt.getUTCMonth()),
    callsToMs: createdAt.getTime(),
  }
}

async function openDemoReseller(pool: pg.Pool, now: Date): Promise<number> {
  return withTransaction(pool, async (client) => {
    const id = await openReseller(client, {
      name: DEMO_RESELLER,
      brandName: DEMO_RESELLER,
      brandColour: '#0b5d7a',
      supportEmail: 'help@southerncrosstalk.example',
      createdAt: now,
    })
    await updateBrand(client, id, DEMO_BRAND, 1)
    return id
  })
}

async function importDeck(
  pool: pg.Pool,
  folder: string,
  deck: string,
  cells: (destination: (typeof DEMO_DESTINATIONS)[number]) => readonly [string, string, string],
): Promise<number> {
  const path = join(folder, `${deck.toLowerCase().replaceAll(' ', '-')}.csv`)
  const rows = DEMO_DESTINATIONS.map((destination) => {
    const [name, prefix, price] = cells(destination)
    return `${prefix},"${name}",${price}`
  })
  await writeFile(path, `prefix,destination,per_minute\n${rows.join('\n')}\n`)
  const reading = { timeZone: 'Australia/Sydney', effectiveMs: SINCE.getTime(), choices: {} }
  await importRateDeck(pool, { ...reading, path, deck, reseller: DEMO_RESELLER })
  const { rows: decks } = await pool.query<{ id: number }>('SELECT id FROM rate_decks WHERE name = $1', [deck])
  return decks[0]?.id ?? 0
}

async function fill(
  client: pg.ClientBase,
  resellerId: number,
  accounts: readonly DemoAccount[],
  callsFromMs: number,
  decks: { readonly retail: number; readonly wholesale: number },
): Promise<void> {
  const planIds: number[] = []
  for (const [index, definition] of DEMO_PLANS.entries()) {
    const published = await publishCallingPlan(client, {
      ...DEMO_TERMS[index],
      resellerId,
      definition,
      deckId: decks.retail,
      effectiveFrom: SINCE,
    })
    planIds.push(published.planId)
  }
  const wholesale = await publishCallingPlan(client, {
    resellerId,
    definition: DEMO_WHOLESALE_PLAN,
    deckId: decks.wholesale,
    effectiveFrom: SINCE,
  })
  await client.query('UPDATE resellers SET wholesale_plan_id = $2 WHERE id = $1', [resellerId, wholesale.planId])
  const accountIds = await openAccounts(
    client,
    resellerId,
    accounts.map((account) => ({
      ...account,
      planId: planIds[account.plan] ?? 0,
      activeFrom: beginningOf(account, callsFromMs),
    })),
  )
  const { rows: numberPlans } = await client.query<{ id: number; name: string }>(
    'SELECT id, name FROM number_plans WHERE reseller_id = $1',
    [resellerId],
  )
  const numberPlan = new Map(numberPlans.map(({ id, name }) => [name, id]))
  const planOf = (number: string, plan: number): number => {
    if (/^61(13|18)/.test(number)) return numberPlan.get('1300/1800 Number') ?? 0
    return numberPlan.get(plan < 2 ? 'Bundled Line' : 'Additional Line') ?? 0
  }
  const assignments = accounts.flatMap((account, index) =>
    account.numbers.map((number) => ({
      number,
      accountId: accountIds[index] ?? 0,
      numberPlanId: planOf(number, account.plan),
      validFrom: beginningOf(account, callsFromMs),
    })),
  )
  await assignNumbers(client, resellerId, assignments)
}

/** Its bill day in the month before the calls. */
function beginningOf({ billDay, timeZone }: DemoAccount, callsFromMs: number): Date {
  return new Date(billPeriodAt(billDay, timeZone, callsFromMs - 1).fromMs)
}
