import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  await office.telco.importGenerated({ seed: 4, calls: 400, from: '2026-06-01T00:00:00Z', to: '2026-06-30T00:00:00Z' })
})
afterAll(() => office.close())

async function rowsOf<Row extends object>(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
  return (await office.pool.query<Row>(sql, [...values])).rows
}

/** Fills the price of each kind of call that a new plan asks one for. */
async function fillRates(page: Page): Promise<void> {
  const prices: readonly (readonly [string, string])[] = [
    ['Local: a call', '0.10'],
    ['Local: each minute beyond', '0.03'],
    ['National: a minute', '0.07'],
    ['Australian mobile: a minute', '0.14'],
    ['13 and 1300 numbers: a call', '0.30'],
    ['Directory assistance: a call', '1.80'],
    ['Inbound to 13/1300: a minute', '0.05'],
    ['Inbound to 1800: a minute', '0.07'],
  ]
  for (const [label, price] of prices) await page.getByLabel(label, { exact: true }).fill(price)
}

test('a calling plan is made in a form that says what is missing, and stands beside another', async () => {
  const page = await office.open('/plans', { as: OWNER })
  await page.getByRole('link', { name: 'New calling plan' }).click()
  await page.getByRole('button', { name: 'Create calling plan' }).click()
  await page.getByText('Write an amount like 0.05').first().waitFor()
  expect(await rowsOf("SELECT 1 FROM calling_plans WHERE name = 'Studio 300'")).toHaveLength(0)
  await page.getByLabel('Name').fill('Studio 300')
  await page.getByLabel('Monthly price').fill('39.00')
  await page.getByLabel('Rate deck').selectOption({ label: 'Abroad (what you pay)' })
  await page.getByRole('button', { name: 'Add an allowance' }).click()
  await page.getByLabel('Allowance', { exact: true }).fill('300 mobile minutes')
  await page.getByLabel('How much a month').fill('300')
  await page.getByRole('combobox', { name: 'For calls to' }).press('ArrowDown')
  await page.getByRole('option', { name: 'Australian mobile' }).click()
  await page.keyboard.press('Escape')
  await fillRates(page)
  await page.getByRole('button', { name: 'Create calling plan' }).click()
  await page.getByRole('heading', { name: 'Studio 300' }).waitFor()
  await page.getByText('$39.00 a month').first().waitFor()

  const [made] = await rowsOf<{ definition: object; price: string }>(
    `SELECT definition, monthly_price_micros AS price FROM calling_plan_versions
       JOIN calling_plans plan ON plan.id = plan_id WHERE name = 'Studio 300'`,
  )
  expect(made).toMatchObject({
    price: 39_000_000n,
    definition: {
      type: 'bundle',
      rates: { Mobile: { perMinute: '0.14' }, Local: { untimed: { price: '0.10', maxSeconds: 5400 } } },
      allowances: [{ name: '300 mobile minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 18_000 }],
    },
  })

  await page.getByRole('link', { name: 'Compare' }).click()
  await page.getByLabel('Second plan').selectOption({ label: 'Bundle' })
  const table = page.getByRole('table', { name: 'Comparison' })
  await table.getByRole('row', { name: 'Monthly price $39.00 $0.00' }).waitFor()
  await table.getByRole('row', { name: '300 mobile minutes 300 minutes to Australian mobile –' }).waitFor()
  expect(await table.getByRole('row', { name: 'Type' }).count()).toBe(0)
  await page.getByRole('switch', { name: 'Show what is the same too' }).check()
  await table.getByRole('row', { name: 'Type Bundle Bundle' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})

test('a version is published from a day on, after what it does to each customer was shown', async () => {
  const planId = office.telco.bundlePlanId
  const page = await office.open(`/plans/${planId}`, { as: OWNER })
  await page.getByRole('link', { name: 'New version' }).click()
  await page.getByLabel('Monthly price').fill('20.00')
  await page.getByLabel('How much a month').first().fill('50')
  await page.getByRole('button', { name: 'Preview the change' }).click()

  const changes = page.getByRole('table', { name: 'What changes' })
  await changes.getByRole('row', { name: 'Monthly price $0.00 $20.00' }).waitFor()
  await changes.getByRole('row', { name: /^Minutes 100 minutes to .* 50 minutes to/ }).waitFor()
  const customers = page.getByRole('table', { name: 'Customers' })
  const row = customers.getByRole('row', { name: /^Account 1001/ })
  const [before = 0, after = 0, difference = 0] = (await row.getByRole('cell').allTextContents())
    .slice(-3)
    .map((text) => Number(text.replaceAll(/[^0-9.]/g, '')))
  expect(difference).toBeGreaterThan(20)
  expect(after - before).toBeCloseTo(difference, 2)
  expect(await seriousFindings(page)).toEqual([])

  await page.getByLabel('From a day on').check()
  await page.getByLabel('The day').fill('2026-08-01')
  await page.getByRole('button', { name: 'Publish version' }).click()
  await page.getByText('Version 2 takes over on').waitFor()
  const stored = (): Promise<readonly object[]> =>
    rowsOf(
      `SELECT version, monthly_price_micros AS price, effective_from AS "from" FROM calling_plan_versions
        WHERE plan_id = $1 ORDER BY version`,
      planId,
    )
  expect(await stored()).toMatchObject([
    { version: 1, price: 0n },
    { version: 2, price: 20_000_000n, from: new Date('2026-07-31T14:00:00Z') },
  ])

  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw version' }).click()
  await page.getByText('Version 2 takes over on').waitFor({ state: 'detached' })
  expect(await stored()).toHaveLength(1)
  await page.context().close()
})

test('a number plan on a phone: made, dearer from a day on, retired and taken back', async () => {
  const page = await office.open('/plans/numbers', { as: OWNER, screen: 'phone' })
  await page.getByRole('link', { name: 'New number plan' }).click()
  await page.getByLabel('Name').fill('Melbourne Line')
  await page.getByLabel('Meant for').selectOption('geographic')
  await page.getByLabel('Price, ex GST').fill('4.50')
  await page.getByRole('button', { name: 'Create number plan' }).click()
  await page.getByRole('heading', { name: 'Melbourne Line' }).waitFor()

  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Price, ex GST').fill('6.00')
  await page.getByLabel('From a day on').check()
  await page.getByLabel('The day').fill('2026-09-01')
  await page.getByRole('button', { name: 'Save number plan' }).click()
  await page.getByRole('row', { name: '1 Sep 2026 $6.00' }).waitFor()
  const prices = await rowsOf(
    `SELECT price.monthly_price_micros AS price, effective_from AS "from" FROM number_plan_prices price
       JOIN number_plans plan ON plan.id = number_plan_id WHERE name = 'Melbourne Line' ORDER BY effective_from`,
  )
  expect(prices).toMatchObject([{ price: 4_500_000n }, { price: 6_000_000n, from: new Date('2026-08-31T14:00:00Z') }])

  const status = async (): Promise<unknown> =>
    there((await rowsOf<{ status: string }>("SELECT status FROM number_plans WHERE name = 'Melbourne Line'"))[0]).status
  await page.getByRole('button', { name: 'Retire' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Retire plan' }).click()
  await page.getByRole('button', { name: 'Use again' }).waitFor()
  expect(await status()).toBe('retired')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Retire' }).waitFor()
  expect(await status()).toBe('active')
  expect(await isTooWide(page)).toBe(false)
  await page.context().close()
})

/** A sheet of a carrier, as a person chooses it. */
function sheet(name: string, ...lines: readonly string[]) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from([...lines, ''].join('\n')) }
}

const JUNE = sheet(
  'june.csv',
  'prefix,destination,per_minute',
  '44,United Kingdom,0.35',
  '447,United Kingdom mobile,0.70',
  '33,France,0.40',
  '1,North America,0.15',
)

/** Under headings that say too little: dearer, cheaper and below cost, new, gone. */
const JULY = sheet(
  'july.csv',
  'Zone;Dial;Amount;Block',
  'United Kingdom;44;0,42;30',
  'United Kingdom mobile;447;0,05;30',
  'North America;1;0,15;',
  'Germany;49;0,30;30',
)

interface DeckVersion {
  readonly version: number
  readonly rows: number
  readonly from: Date
}

function deckVersions(): Promise<readonly DeckVersion[]> {
  return rowsOf<DeckVersion>(
    `SELECT version, row_count AS rows, effective_from AS "from" FROM rate_deck_versions
       JOIN rate_decks deck ON deck.id = deck_id WHERE deck.name = 'Retail abroad' ORDER BY version`,
  )
}

test('a new deck is published, the next sheet mapped, reviewed and published from a day on; then reverted', async () => {
  const page = await office.open('/plans/decks', { as: OWNER })
  await page.getByRole('link', { name: 'Upload a rate sheet' }).click()
  await page.getByLabel('Name of the new deck').fill('Retail abroad')
  await page.getByLabel('Rate sheet').setInputFiles(JUNE)
  await page.getByRole('button', { name: 'Review the changes' }).click()
  await page.getByRole('tab', { name: /^New 4/ }).waitFor()
  await page.getByRole('link', { name: 'Go on to publish' }).click()
  await page.getByRole('button', { name: 'Publish rates' }).click()
  await page.getByRole('heading', { name: 'Retail abroad' }).waitFor()
  expect(await deckVersions()).toMatchObject([{ version: 1, rows: 4 }])

  await page.getByRole('link', { name: 'Upload a new version' }).click()
  await page.getByLabel('Rate sheet').setInputFiles(JULY)
  await page.getByText('United Kingdom mobile').waitFor()
  for (const [field, column] of [
    ['Prefix', 'Dial'],
    ['Destination', 'Zone'],
    ['Price a minute', 'Amount'],
    ['First increment', 'Block'],
    ['Next increment', 'not in the sheet'],
  ] as const) {
    await page.getByRole('combobox', { name: field }).selectOption({ label: column })
  }
  await page.getByText('Destinations', { exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Review the changes' }).click()

  await page.getByRole('tab', { name: /^New 1/ }).waitFor()
  await page.getByRole('tab', { name: /^Raised 1/ }).click()
  await page.getByRole('row', { name: /^44 United Kingdom .*\$0\.35 \$0\.42 \+20%/ }).waitFor()
  await page.getByRole('tab', { name: /^Lowered 1/ }).click()
  await page.getByRole('row', { name: /^447 .*\$0\.70 \$0\.05/ }).waitFor()
  await page.getByRole('tab', { name: /^Removed 1/ }).click()
  await page.getByRole('row', { name: /^33 France/ }).waitFor()
  await page.getByRole('tab', { name: /^Sold at a loss/ }).click()
  await page.getByRole('row', { name: /^447 .*\$0\.05 \$0\.66/ }).waitFor()
  await page.getByText('would cost something else').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await deckVersions()).toHaveLength(1)

  await page.getByRole('link', { name: 'Go on to publish' }).click()
  await page.getByText('would be sold below what you pay').waitFor()
  await page.getByLabel('From a day on').check()
  await page.getByLabel('The day').fill('2026-07-10')
  await page.getByLabel('Note').fill('July’s prices')
  await page.getByRole('button', { name: 'Publish rates' }).click()
  await page.getByRole('row', { name: /^Version 2 10 Jul 2026 Coming/ }).waitFor()
  expect((await deckVersions())[1]).toMatchObject({ version: 2, rows: 4, from: new Date('2026-07-09T14:00:00Z') })
  const address = page.url()
  await page.context().close()

  office.now = new Date('2026-07-11T00:00:00Z')
  const later = await office.open(address, { as: OWNER })
  await later.getByRole('row', { name: /^Version 2 10 Jul 2026 In force/ }).waitFor()
  await later
    .getByRole('row', { name: /^Version 1/ })
    .getByRole('button', { name: 'Revert to it' })
    .click()
  const dialog = later.getByRole('dialog')
  await dialog.getByRole('row', { name: /^447 .*Raised \$0\.05 \$0\.70/ }).waitFor()
  await dialog.getByLabel('Why').fill('Below cost')
  await dialog.getByRole('button', { name: 'Revert to version 1' }).click()
  await later.getByRole('row', { name: /^Version 3 .*In force.*Below cost/ }).waitFor()
  expect(await deckVersions()).toMatchObject([{ version: 1 }, { version: 2 }, { version: 3, rows: 4 }])
  const prices = await rowsOf(
    `SELECT per_minute_micros AS price FROM rates JOIN rate_deck_versions version ON version.id = deck_version_id
       JOIN rate_decks deck ON deck.id = deck_id WHERE deck.name = 'Retail abroad' AND version = 3 AND prefix = '447'`,
  )
  expect(prices).toEqual([{ price: 700_000n }])
  await later.context().close()
})
