import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isTooWide, seriousFindings } from '../support/browser.ts'
import { createOwnHost, type OwnHost } from '../support/own-host.ts'
import { paidFor, storedPort } from '../support/stored-port.ts'
import { there } from '../support/there.ts'

const DESK = 'desk@wattle.example'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
  await host.person(DESK, 'provisioning')
})
afterAll(() => host.close())

async function continues(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: heading, exact: true }).waitFor()
}

async function fillAddress(page: Page): Promise<void> {
  await page.getByLabel('Street', { exact: true }).fill('12 Wattle Street')
  await page.getByLabel('Suburb').fill('Melbourne')
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: /VIC|Victoria/ }).click()
  await page.getByLabel('Postcode').fill('3000')
}

/** Everything stands still, and can be used by everybody. */
async function isFit(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
}

test('a customer mends on its phone what a carrier would reject, confirms the rest, and sends it', async () => {
  const page = await host.enter('/porting/request', { screen: 'phone' })
  await page.getByLabel('Numbers to move').fill('0147 123 456')
  await page.getByLabel('Numbers to move').blur()
  await page.getByText('is a satellite number').waitFor()
  await page.getByLabel('Numbers to move').fill('03 7010 5100')
  await page.getByText('It usually takes 4 to 6 business days.').waitFor()
  await continues(page, 'Where are they now?')
  const portId = there(new URL(page.url()).searchParams.get('port'))
  await page.getByRole('combobox', { name: 'Your present provider' }).fill('Example Telecom')
  await page.getByLabel('Your account number with them').fill('2OO145')
  await page.getByLabel('Account holder', { exact: true }).fill('Acacia Dental Pty Ltd')
  await page.getByLabel('ABN or ACN').fill('51824753557')
  await page.getByLabel('ABN or ACN').blur()
  await page.getByText('fails its check').waitFor()
  await page.getByLabel('ABN or ACN').fill('51 824 753 556')
  await fillAddress(page)

  await continues(page, 'What is on the line?')
  await isFit(page)
  await page.getByLabel('Medical alarm').check()
  await page.getByText('Whoever relies on it can call nobody by it any more.').waitFor()
  await page.getByLabel('Calls to the numbers are diverted').check()
  await continues(page, 'Who agrees to it?')
  await page.getByRole('group', { name: 'Who authorises the move' }).getByLabel('Name').fill('Mia Marlow')
  await page.getByLabel('The numbers work today').check()
  await page.getByLabel('I know that what else is on the line').check()
  await page.getByLabel('I know that my present provider may charge').check()
  await continues(page, 'The bill and the signature')
  await page.getByLabel('Mia Marlow authorises the move').check()

  await continues(page, 'Check')
  const worst = page.getByRole('list', { name: 'A carrier would reject it' })
  await worst.getByText('Calls are diverted at the losing carrier.').waitFor()
  await page.getByText('has the letter O among digits').waitFor()
  await page.getByText('A rejected request costs you $20.00 ex GST').waitFor()
  await isFit(page)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'has the letter O' })
    .getByRole('button', { name: 'Change it' })
    .click()
  await page.getByRole('heading', { name: 'Where are they now?' }).waitFor()
  await page.getByLabel('Your account number with them').fill('200145')
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByRole('heading', { name: 'Check', exact: true }).waitFor()
  await page.getByText('has the letter O among digits').waitFor({ state: 'detached' })
  await worst.getByRole('button', { name: 'Change it' }).click()
  await page.getByLabel('Calls to the numbers are diverted').uncheck()
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText('Medical alarm: Whoever relies on it').waitFor()
  await worst.waitFor({ state: 'detached' })

  await continues(page, 'Look it over and send it')
  await isFit(page)
  await page.getByLabel('I accept the fee of $22.00 inc. GST.').check()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByText('or confirm each of it').waitFor()
  await page.getByLabel('Medical alarm: Whoever relies on it').check()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('heading', { name: 'How it goes' }).waitFor()
  await page.getByText('Sent knowingly in spite of').waitFor()
  expect(await storedPort(host, portId)).toMatchObject({ state: 'submitted', kind: 'simple', account: '200145' })
  expect(await paidFor(host, portId)).toBe(20)
  await page.context().close()
})

test('staff request a mobile: verified by a code, then submitted', async () => {
  const page = await host.open(`/porting/new?account=${host.accountId}`, { as: DESK })
  await page.getByLabel('Numbers to move').fill('0491 570 159')
  await expect.poll(() => page.getByLabel('Mobile number', { exact: true }).isChecked()).toBe(true)
  await page.getByRole('combobox', { name: 'Losing carrier' }).fill('Example Telecom')
  await page.getByLabel('Prepaid: it is recharged').check()
  await page.getByLabel('Date of birth of its user').fill('1984-02-29')
  await page.getByLabel('Account holder', { exact: true }).fill('Mia Marlow')
  await page.getByRole('group', { name: 'Authorised person' }).getByLabel('Name').fill('Mia Marlow')
  await page.getByLabel('Authority given on').fill('2026-06-20')
  await page.getByLabel('Declared: the service works').check()
  await page.getByText('Saved; you can go on later').waitFor()
  expect(await page.getByText('On the line today').count()).toBe(0)
  const portId = there(new URL(page.url()).searchParams.get('port'))
  await page.reload()
  await page.getByText('It is kept and not shown again').waitFor()
  expect(await page.getByLabel('Date of birth of its user').inputValue()).toBe('')

  await page.getByText('It is not verified yet').waitFor()
  await isFit(page)
  await page
    .getByRole('listitem')
    .filter({ hasText: 'It is not verified yet' })
    .getByRole('button', { name: 'Verify' })
    .click()
  await page.getByRole('button', { name: 'Code for an SMS' }).click()
  const told = await page.getByRole('status').filter({ hasText: 'this code' }).textContent()
  const code = there(/this code: (\d{6})/.exec(told ?? '')?.[1])
  await page.getByLabel('Code given back').fill(code)
  await page.getByRole('region', { name: 'Verification' }).getByRole('button', { name: 'Verify', exact: true }).click()
  await page.getByText('0491 570 159 is verified for the attempt to come.').waitFor()
  await page.getByText('It is not verified yet').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Submit request' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('$15.00 ex GST').waitFor()
  await dialog.getByRole('button', { name: 'Submit request' }).click()
  await page.waitForURL(`**/porting/${portId}`)
  await page.getByText('The user of the number was verified').waitFor()
  expect(await storedPort(host, portId)).toMatchObject({ state: 'submitted', kind: 'mobile' })
  expect(await paidFor(host, portId)).toBe(15)
  await page.context().close()
})

test('staff submit in spite of a finding, and say why', async () => {
  const { id } = await host.byStaff<{ id: string }>('POST', `/accounts/${host.accountId}/ports`, {
    numbers: ['61370105101'],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '2001458893',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow' },
    authorisedOn: '2026-06-20',
    isActive: true,
    hasRedirection: true,
  })
  const page = await host.open(`/porting/${id}`, { as: DESK })
  await page.getByRole('heading', { name: 'Check before it is submitted' }).waitFor()
  await page.getByRole('list', { name: 'A carrier would reject it' }).getByRole('button', { name: 'Change it' }).click()
  await page.waitForURL(`**/porting/${id}/request?field=hasRedirection`)
  await expect.poll(() => page.evaluate('document.activeElement?.getAttribute("data-path")')).toBe('hasRedirection')
  await page.goto(`${host.url}/porting/${id}`)
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Calls are diverted at the losing carrier.').check()
  await dialog.getByLabel('Why it is submitted all the same').fill('The carrier removes it on the day.')
  await isFit(page)
  await dialog.getByRole('button', { name: 'Submit request' }).click()
  await page.getByText('Reason: The carrier removes it on the day.').waitFor()
  expect(await storedPort(host, id)).toMatchObject({ state: 'submitted', attempt: 1 })
  await page.context().close()
})
