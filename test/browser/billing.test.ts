import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StatementDocument } from '#domain/billing/statement-document.ts'
import { formatDollars } from '#domain/money.ts'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
/** 1003: pay as you go, billed on the first, in Sydney. */
let accountId = 0
beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  accountId = there(office.telco.accounts[2]).id
  await office.telco.importGenerated({
    seed: 11,
    calls: 400,
    from: '2026-06-01T00:00:00Z',
    to: '2026-06-30T00:00:00Z',
  })
})
afterAll(() => office.close())

/** `$1,234.50` of micro-dollars or decimal dollars. */
function shown(amount: bigint | string): string {
  const dollars = typeof amount === 'string' ? amount : formatDollars(amount as never, 2)
  return `$${dollars.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')}`
}

async function valueOf<Value>(sql: string, values: readonly unknown[] = []): Promise<Value> {
  const { rows } = await office.pool.query<{ value: Value }>(sql, [...values])
  return there(rows[0]).value
}

function balance(): Promise<bigint> {
  return valueOf<bigint>('SELECT balance_micros AS value FROM balances WHERE account_id = $1', [accountId])
}

async function newestDocument(): Promise<StatementDocument> {
  const text = await valueOf<string>(
    `SELECT document AS value FROM statements WHERE account_id = $1 ORDER BY id DESC LIMIT 1`,
    [accountId],
  )
  return JSON.parse(text) as StatementDocument
}

/** Whether a link leads to a PDF. */
async function isPdf(page: Page, name: string): Promise<boolean> {
  const href = there(await page.getByRole('link', { name }).getAttribute('href'))
  const answer = await page.request.get(href)
  return (
    answer.headers()['content-type'] === 'application/pdf' && (await answer.body()).toString('latin1', 0, 5) === '%PDF-'
  )
}

test('a bill run is previewed, then issued, and the statement in the browser is the one in the database', async () => {
  const page = await office.open('/billing', { as: OWNER })
  await page.getByRole('button', { name: 'Preview a bill run' }).first().click()
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.waitForURL(/\/billing\/runs\/\d+$/)
  const issue = page.getByRole('button', { name: /^Issue \d+ statements, \$/ })
  await issue.waitFor()
  const previewed = await valueOf<bigint>('SELECT sum(total_micros)::int8 AS value FROM bill_run_results')
  expect(await issue.textContent()).toContain(shown(previewed))
  await page
    .getByRole('row', { name: /Account 1003/ })
    .first()
    .waitFor()
  expect(await valueOf('SELECT count(*)::int4 AS value FROM statements')).toBe(0)
  expect(await seriousFindings(page)).toEqual([])

  await issue.click()
  const question = page.getByRole('dialog', { name: /^Issue \d+ statements\?$/ })
  await question.getByText('Each is mailed').waitFor()
  await question.getByRole('button', { name: /^Issue/ }).click()
  await page.getByRole('heading', { name: /^Bill run/ }).waitFor()
  await page.getByText('Done', { exact: true }).waitFor()
  expect(await valueOf('SELECT sum(total_micros)::int8 AS value FROM statements')).toBe(previewed)
  await page.getByRole('cell', { name: /^INV-/ }).first().waitFor()

  await page.goto(`/customers/${accountId}/statements`)
  const document = await newestDocument()
  await page.getByRole('link', { name: document.number }).click()
  const paper = page.getByRole('article', { name: `${document.title} ${document.number}` })
  await paper.getByRole('row', { name: `Total with GST ${shown(document.gst.total)}` }).waitFor()
  await page.getByText('Unchanged since it was issued').waitFor()
  expect(document.usage.lines.length).toBeGreaterThan(2)
  const drawn = await paper.getByRole('table', { name: 'Calling usage summary' }).locator('tbody tr').allInnerTexts()
  for (const { calls, amount } of document.usage.lines)
    expect(drawn.some((row) => row.includes(String(calls)) && row.endsWith(shown(amount)))).toBe(true)
  expect(await isPdf(page, 'PDF')).toBe(true)
  expect(await seriousFindings(page)).toEqual([])

  await paper.getByRole('link', { name: 'Australian mobile' }).click()
  await page.waitForURL(/billing-records\?.*serviceType=Mobile/)
  const mobile = there(document.usage.lines.find(({ serviceType }) => serviceType === 'Mobile'))
  await page.locator('tfoot').getByText(`${mobile.calls} records`).waitFor()
  await page.context().close()
})

test('a statement is mailed again, opened from the mail server, and adjusted by a note that is previewed', async () => {
  const before = await balance()
  const document = await newestDocument()
  const page = await office.open(`/customers/${accountId}/statements`, { as: OWNER })
  await page.getByRole('link', { name: document.number }).click()
  await page.getByRole('button', { name: 'Send again' }).click()
  const send = page.getByRole('dialog', { name: `Send ${document.number} again` })
  await send.getByLabel('To').fill('bookkeeper@fig.example')
  await send.getByRole('button', { name: 'Send it' }).click()
  await page.getByText(`${document.number} is on its way to bookkeeper@fig.example`).waitFor()
  expect(await office.mailTo('bookkeeper@fig.example')).toContain(document.number)

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Issue an adjustment note' }).click()
  const dialog = page.getByRole('dialog', { name: `Adjust ${document.number}` })
  await dialog.getByLabel('What for').fill('Calls of a test line')
  await dialog.getByLabel('Amount ex GST').fill('5')
  await dialog.getByText(`The note comes to −$5.50 inc. GST`).waitFor()
  await dialog.getByRole('button', { name: 'Issue adjustment note' }).click()
  await dialog.getByText('Write why, in a few words.').waitFor()
  expect(await valueOf(`SELECT count(*)::int4 AS value FROM statements WHERE kind = 'adjustment-note'`)).toBe(0)
  await dialog.getByLabel('Why').fill('They were ours')
  await dialog.getByRole('button', { name: 'Issue adjustment note' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await balance()).toBe(before + 5_500_000n)

  await page.goto('/billing/adjustment-notes')
  await page.getByRole('cell', { name: '−$5.50' }).first().waitFor()
  const exported = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export' }).click()
  expect(await readFile(await (await exported).path(), 'utf8')).toContain(',adjustment-note,no,1003,Account 1003,')
  await page.context().close()
})

test('on a telephone a payment is recorded, and every page of billing fits and is readable in both themes', async () => {
  const before = await balance()
  const page = await office.open('/billing/payments', { as: OWNER, screen: 'phone' })
  await page.getByRole('button', { name: 'Record payment' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Record a payment' })
  await dialog.getByLabel('Reference on the bank statement').fill('1003')
  await dialog.getByText('Account 1003').waitFor()
  await dialog.getByLabel('Amount, with GST').fill('10')
  expect(await isTooWide(page)).toBe(false)
  await dialog.getByRole('button', { name: 'Record payment' }).click()
  await page.getByRole('link', { name: 'REC-000001' }).waitFor()
  expect(await balance()).toBe(before + 10_000_000n)

  for (const [path, words] of [
    ['/billing/runs', 'Bill run'],
    ['/billing/statements', 'INV-'],
    ['/billing/payments', 'REC-'],
    ['/billing/receivables', 'Owing, inc. GST'],
    ['/billing/adjustment-notes', 'ADJ-'],
  ] as const) {
    await page.goto(path)
    await page.getByText(words).first().waitFor()
    expect([path, await isTooWide(page)]).toEqual([path, false])
    expect([path, await seriousFindings(page)]).toEqual([path, []])
  }
  await page.context().close()
})
