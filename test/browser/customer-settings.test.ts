import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnHost, faultsOfOwnPages, type OwnHost } from '../support/own-host.ts'
import { there } from '../support/there.ts'

let host: OwnHost
beforeAll(async () => {
  host = await createOwnHost()
})
afterAll(() => host.close())

test('a warning before the balance is low is set, and refused where nobody can read it', async () => {
  const page = await host.enter('/settings/payment', { screen: 'phone' })
  await page.getByLabel('When the balance is low').check()
  await page.getByLabel('Below a balance of').fill('much')
  await page.getByRole('button', { name: 'Save payment settings' }).click()
  await page.getByLabel('Below a balance of').and(page.locator('[aria-invalid="true"]')).waitFor()
  await page.getByLabel('Below a balance of').fill('25.50')
  await page.getByRole('button', { name: 'Save payment settings' }).click()
  await page.getByText('Payment settings saved').waitFor()
  expect(
    await host.row(
      `SELECT low_balance_on AS "isOn", low_balance_micros::text AS micros FROM payment_settings WHERE account_id = $1`,
      [host.accountId],
    ),
  ).toEqual({ isOn: true, micros: '25500000' })
  await page.context().close()
})

test('somebody is invited, gets a mail of the brand’s, and comes in by its link', async () => {
  const page = await host.enter('/settings/users')
  await page.getByRole('button', { name: 'Invite people' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail address').fill('noah@acacia.example')
  await dialog.getByLabel('Name').fill('Noah Marlow')
  await dialog.getByLabel('Role').click()
  await page.getByRole('option', { name: 'Administrator' }).click()
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await page.getByText('noah@acacia.example').waitFor()
  const mail = await host.mailTo('noah@acacia.example')
  expect(mail).not.toMatch(/tollgate/i)
  const link = new URL(there(/http\S+/.exec(mail))[0])
  expect(link.hostname).toBe(new URL(host.home).hostname)

  const theirs = await host.open(`${host.home}${link.pathname}${link.hash}`, { screen: 'phone' })
  await theirs.getByLabel('New password').fill('lagoon tram seventeen ninety')
  await theirs.getByRole('button', { name: 'Accept the invitation' }).click()
  await theirs.getByRole('link', { name: 'Go on' }).click()
  await theirs.getByRole('heading', { name: 'Account 1003' }).waitFor()
  expect(
    await host.row(
      `SELECT role, accepted_at IS NOT NULL AS "isIn" FROM memberships JOIN users ON users.id = user_id
        WHERE email = 'noah@acacia.example' AND account_id = $1`,
      [host.accountId],
    ),
  ).toEqual({ role: 'customer-admin', isIn: true })
  await theirs.context().close()
  await page.context().close()
})

test('the service is cancelled, and kept after all', async () => {
  const page = await host.enter('/settings/cancel', { screen: 'phone' })
  await page.getByRole('button', { name: 'Cancel service' }).click()
  await page.getByText('Write a few words').waitFor()
  await page.getByLabel('Why are you leaving?').fill('We close the practice')
  await page.getByRole('button', { name: 'Cancel service' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('to confirm').fill('1003')
  await dialog.getByRole('button', { name: 'Cancel service' }).click()
  const cancelOn = 'SELECT cancel_on::text AS "cancelOn" FROM accounts WHERE id = $1'
  await page.getByRole('button', { name: 'Keep the service' }).waitFor()
  expect(await host.row(cancelOn, [host.accountId])).toEqual({ cancelOn: '2026-08-01' })
  await page.getByRole('button', { name: 'Keep the service' }).click()
  await page.getByText('The service goes on').waitFor()
  expect(await host.row(cancelOn, [host.accountId])).toEqual({ cancelOn: null })
  await page.context().close()
})

test('the settings fit, can be used by everybody, and name nobody but the brand', async () => {
  const paths = ['', '/payment', '/users', '/profile', '/limits', '/security', '/cancel'].map(
    (path) => `/settings${path}`,
  )
  expect(await faultsOfOwnPages(host, paths)).toEqual([])
})
