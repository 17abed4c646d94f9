import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnHost, faultsOfOwnPages, type OwnHost } from '../support/own-host.ts'
import { paidFor, storedPort } from '../support/stored-port.ts'
import { there } from '../support/there.ts'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
})
afterAll(() => host.close())

const COMPLETE = {
  losingCarrier: 'Example Telecom',
  losingAccountNumber: '200 145',
  holderName: 'Acacia Dental Pty Ltd',
  serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
  authorisedPerson: { name: 'Mia Marlow' },
  authorisedOn: '2026-06-30',
  isActive: true,
}

/** A port the losing carrier has, as the office brought it there. */
async function lodged(asked: { readonly kind?: string; readonly numbers: readonly string[] }): Promise<string> {
  const { id } = await host.byStaff<{ id: string }>('POST', `/accounts/${host.accountId}/ports`, {
    ...COMPLETE,
    ...asked,
  })
  const validation = asked.kind === 'complex' ? ['ask-validation', 'confirm-validation'] : []
  for (const step of ['submit', 'lodge', ...validation, 'pass-on'])
    await host.byStaff('POST', `/ports/${id}/${step}`, {})
  return id
}

test('a refused move opens what is to be mended, and is sent again', async () => {
  const portId = await lodged({ numbers: ['0370105002'] })
  await host.byStaff('POST', `/ports/${portId}/reject`, { reason: 'account-mismatch', customerWords: 'See your bill.' })
  const page = await host.enter('/porting', { screen: 'phone' })
  await page.getByRole('link', { name: /03 7010 5002/ }).click()
  await page.getByText('Your present provider has this number under another account number.').first().waitFor()
  await page.getByText('See your bill.').first().waitFor()
  expect(await page.getByLabel('Account holder').count()).toBe(0)
  await page.getByLabel('Your account number with them').fill('200 154')
  await page.getByLabel(/I accept the fee/).check()
  await page.getByRole('button', { name: 'Send request' }).click()
  await page.getByRole('button', { name: 'Send request' }).waitFor({ state: 'detached' })
  expect(await storedPort(host, portId)).toMatchObject({ state: 'submitted', attempt: 2, account: '200 154' })
  expect(await paidFor(host, portId)).toBe(40)
  await page.context().close()
})

test('the day of an accepted move of several numbers is chosen, and what giving it up then costs is said', async () => {
  const portId = await lodged({ kind: 'complex', numbers: ['0370105010-0370105014'] })
  await host.byStaff('POST', `/ports/${portId}/accept`, {})
  const page = await host.enter(`/porting/${portId}`)
  await page.getByText('Choose the day of the move below.').waitFor()
  const days = page.getByRole('table', { name: 'Day of the move' })
  await expect.poll(() => days.getByRole('button', { name: 'Wed 15 Jul' }).isEnabled()).toBe(true)
  // Nine business days ahead.
  expect(await days.getByRole('button', { name: 'Tue 14 Jul' }).isDisabled()).toBe(true)
  await days.getByRole('button', { name: 'Thu 16 Jul' }).click()
  await page.getByLabel('Time (AEST)').selectOption('10:30 am')
  await page.getByRole('button', { name: 'Set day' }).click()
  await page.getByText(/^The numbers move on/).waitFor()
  const { state, cutOverAt } = await storedPort(host, portId)
  expect(state).toBe('date-set')
  const clock = there(cutOverAt).toLocaleString('en-AU', {
    timeZone: 'Australia/Sydney',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  expect(clock).toBe('16, 10:30 am')

  await page.getByRole('button', { name: 'Give this move up' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('As the day is set already, this costs $200.00 ex GST.').waitFor()
  await dialog.getByRole('button', { name: 'Give move up' }).click()
  await page.getByText('This move was given up.').waitFor()
  expect(await storedPort(host, portId)).toMatchObject({ state: 'withdrawn' })
  expect(await paidFor(host, portId)).toBe(380)
  await page.context().close()
})

test('whom to reach is said anew, and a word to the office stands on the timeline', async () => {
  const portId = await lodged({ numbers: ['0370105020'] })
  const page = await host.enter(`/porting/${portId}`, { screen: 'phone' })
  await page.getByRole('button', { name: 'Say whom to call' }).click()
  const contact = page.getByRole('group', { name: 'Whom to reach on the day' })
  await contact.getByLabel('Name').fill('Noah Marlow')
  await contact.getByLabel('Phone').fill('0491 570 006')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByText('Noah Marlow, 0491 570 006').waitFor()
  expect(await host.row(`SELECT details->'dayContact' AS contact FROM ports WHERE id = $1`, [portId])).toMatchObject({
    contact: { name: 'Noah Marlow', phone: '61491570006' },
  })

  await page.getByLabel('Your message').fill('The gate is locked on Fridays.')
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByRole('list', { name: 'Timeline' }).getByText('The gate is locked on Fridays.').waitFor()
  const { events } = await host.byStaff<{ events: readonly { words: string; isCustomer: boolean }[] }>(
    'GET',
    `/ports/${portId}`,
  )
  expect(events).toContainEqual(expect.objectContaining({ words: 'The gate is locked on Fridays.', isCustomer: true }))
  await page.context().close()
})

test('its pages fit, can be used by everybody, and name nobody but the brand', async () => {
  const draft = await host.byStaff<{ id: string }>('POST', `/accounts/${host.accountId}/ports`, {
    numbers: ['0370105030'],
  })
  const refused = await lodged({ numbers: ['0370105031'] })
  await host.byStaff('POST', `/ports/${refused}/reject`, { reason: 'other' })
  const steps = [1, 2, 3, 4].map((step) => `/request?port=${draft.id}&step=${step}`)
  const paths = ['', `/${draft.id}`, `/${refused}`, ...steps].map((path) => `/porting${path}`)
  expect(await faultsOfOwnPages(host, paths)).toEqual([])
})
