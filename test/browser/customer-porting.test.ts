import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SCREENS, type Screen } from '../support/browser.ts'
import { createOwnHost, type OwnHost } from '../support/own-host.ts'
import { paidFor, storedPort } from '../support/stored-port.ts'
import { there } from '../support/there.ts'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
})
afterAll(() => host.close())

function portIdIn(page: Page): string {
  const { pathname, searchParams } = new URL(page.url())
  return searchParams.get('port') ?? there(/\/porting\/(\d+)/.exec(pathname)?.[1])
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Street', { exact: true }).fill('12 Wattle Street')
  await page.getByLabel('Suburb').fill('Melbourne')
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: /VIC|Victoria/ }).click()
  await page.getByLabel('Postcode').fill('3000')
}

const NUMBERS = { desktop: '03 7010 5000', phone: '03 7010 5001' } as const

test.each(Object.keys(SCREENS) as Screen[])('a number is moved here, on a %s', async (screen) => {
  const page = await host.enter('/numbers', { screen })
  await page.getByRole('link', { name: 'Move a number' }).first().click()
  await page.getByRole('heading', { name: 'Which numbers?' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Say which number is to be moved.').waitFor()
  await page.getByLabel('Numbers to move').fill(NUMBERS[screen])
  await page.getByText('It usually takes 4 to 6 business days.').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'Where are they now?' }).waitFor()
  const portId = portIdIn(page)
  expect(await storedPort(host, portId)).toMatchObject({ state: 'draft', kind: 'simple' })
  await page.getByRole('combobox', { name: 'Your present provider' }).fill('Example Telecom')
  await page.getByLabel('Your account number with them').fill('200 145')
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  await page.reload()
  expect(await page.getByLabel('Your account number with them').inputValue()).toBe('200 145')
  expect(await storedPort(host, portId)).toMatchObject({ carrier: 'Example Telecom', account: '200 145' })
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Give the address the service is connected at.').waitFor()
  await page.getByLabel('Account holder', { exact: true }).fill('Acacia Dental Pty Ltd')
  await fillAddress(page)
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'What is on the line?' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'Where are they now?' }).waitFor()
  await page.goForward()
  await page.getByRole('heading', { name: 'What is on the line?' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'Who agrees to it?' }).waitFor()
  await page.getByRole('group', { name: 'Who authorises the move' }).getByLabel('Name').fill('Mia Marlow')
  await page.getByLabel('The numbers work today').check()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'The bill and the signature' }).waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('Nobody can move numbers without this.').waitFor()
  await page.getByLabel('Mia Marlow authorises the move').check()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'Check', exact: true }).waitFor()
  await page.getByText('No bill was handed in.').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('heading', { name: 'Look it over and send it' }).waitFor()
  await page.getByText('12 Wattle Street').waitFor()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByText('Accept the fee first.').waitFor()
  expect(await storedPort(host, portId)).toMatchObject({ state: 'draft' })
  await page.getByLabel('I accept the fee of $22.00 inc. GST.').check()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('heading', { name: 'How it goes' }).waitFor()
  await page.getByText('Go on using the numbers with Example Telecom').waitFor()
  expect(await storedPort(host, portId)).toMatchObject({ state: 'submitted', attempt: 1 })
  expect(await paidFor(host, portId)).toBe(20)
  await page.context().close()
})
