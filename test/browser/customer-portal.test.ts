import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMER, createOwnHost, namesTheProduct, type OwnHost } from '../support/own-host.ts'
import { readPdf } from '../support/pdf-text.ts'
import { there } from '../support/there.ts'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
})
afterAll(() => host.close())

test('a customer signs in at the brand’s own host and sees how the account stands', async () => {
  const page = await host.open(`${host.home}/`)
  await page.getByRole('heading', { name: 'Sign in to Wattle Voice' }).waitFor()
  expect(await page.title()).toContain('Wattle Voice')
  expect(await namesTheProduct(page)).toBe(false)
  await page.getByLabel('E-mail address').fill(CUSTOMER)
  await page.getByLabel('Password', { exact: true }).fill('tram lagoon sixteen')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Password', { exact: true }).fill('tram lagoon seventeen')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Account 1003' }).waitFor()

  const { owing, due } = await host.row<{ owing: string; due: string }>(
    `SELECT to_char(sum(total_micros) / 1e6, 'FM$999,990.00') AS owing, to_char(max(due_on), 'FMDD Mon YYYY') AS due
       FROM statements WHERE account_id = $1`,
    [host.accountId],
  )
  await page.getByText(`To pay by ${due}`).waitFor()
  expect(await page.locator('.headline').textContent()).toBe(owing)
  await page.getByRole('heading', { name: 'Pay as you go' }).waitFor()
  await page.getByRole('heading', { name: 'What you spend' }).waitFor()
  await page.getByRole('heading', { name: 'Your last bill' }).waitFor()
  await page.context().close()
})

test('how to pay is said with what is to be typed into the bank', async () => {
  const page = await host.enter('/pay', { screen: 'phone' })
  for (const words of ['000-000', '00012345', '1003']) await page.getByText(words, { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Copy' }).count()).toBeGreaterThan(3)
  await page.context().close()
})

test('a call says why it cost what it did', async () => {
  const page = await host.enter('/calls?from=2026-06-01&to=2026-06-30', { screen: 'phone' })
  await page.getByRole('table').getByRole('link').first().click()
  const panel = page.getByRole('dialog', { name: 'Why this price' })
  await panel.getByText('Calling plan').waitFor()
  await panel.getByText('Pay as you go').waitFor()
  await panel.getByText('Total inc. GST').waitFor()
  expect(await panel.textContent()).not.toMatch(/wholesale|margin|tollgate/i)
  await page.context().close()
})

test('a bill is a PDF of the brand’s', async () => {
  const page = await host.enter('/bills')
  const { number } = await host.row<{ number: string }>(
    'SELECT number FROM statements WHERE account_id = $1 ORDER BY id DESC LIMIT 1',
    [host.accountId],
  )
  await page.getByRole('link', { name: number, exact: true }).click()
  await page.getByRole('heading', { name: number, level: 1 }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()])
  const pdf = await readPdf(await readFile(await download.path()))
  expect(pdf.text).toContain(number)
  expect(pdf.text).toContain('Wattle Voice')
  expect(`${download.suggestedFilename()} ${pdf.title} ${pdf.author} ${pdf.text}`).not.toMatch(/tollgate/i)
  await page.context().close()
})

test('what is another customer’s is not there', async () => {
  const { id } = await host.row<{ id: string }>('SELECT id FROM statements WHERE account_id <> $1 LIMIT 1', [
    host.accountId,
  ])
  const page = await host.enter(`/bills/${id}`)
  await page.getByText('Not found').waitFor()
  const theirs = there(host.telco.accounts[0]).numbers[0]
  await page.goto(`${host.home}/numbers/${theirs}`)
  await page.getByText('Not found').waitFor()
  await page.goto(`${host.home}/customers/1`)
  await page.getByText('There is no such page').waitFor()
  expect(await page.getByText('Account 1001').count()).toBe(0)
  await page.context().close()
})
