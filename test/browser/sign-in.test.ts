import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createOffice,
  isTooWide,
  OFFICE_NOW,
  PASSWORD,
  seriousFindings,
  SCREENS,
  type Office,
  type Screen,
} from '../support/browser.ts'
import { appCode } from '../support/people.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CODED = 'coded@wattle.example'
const FORGETFUL = 'forgetful@wattle.example'
const TOUCHING = 'touching@wattle.example'
const SUPPORT = 'support@wattle.example'

let office: Office
beforeAll(async () => {
  office = await createOffice()
  for (const email of [OWNER, CODED, FORGETFUL, TOUCHING]) await office.person(email, 'owner')
  await office.person(SUPPORT, 'support')
})
afterAll(() => office.close())

async function enter(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** As a person of this address, on the page of their own security. */
async function security(email: string): Promise<Page> {
  const page = await office.open('/settings/security', { as: email })
  await page.getByRole('region', { name: 'Passkeys' }).waitFor()
  return page
}

function sessionsOf(email: string) {
  return office.pool.query(
    'SELECT FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = $1 AND s.ended_at IS NULL',
    [email],
  )
}

test.each(Object.keys(SCREENS) as Screen[])('by password, back to where one was going, on a %s', async (screen) => {
  const page = await office.open('/customers?status=active', { screen })
  await page.waitForURL(/sign-in\?next=/)
  await page.getByRole('heading', { name: 'Sign in to Wattle Voice' }).waitFor()
  expect(await isTooWide(page)).toBe(false)
  expect(await seriousFindings(page)).toEqual([])
  await enter(page, OWNER, 'tram lagoon sixteen')
  await page.getByRole('alert').getByText('password is not right').waitFor()
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(OWNER)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/customers\?status=active/)
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  await page.context().close()
})

test('an authenticator app is set up, and asked for from then on; a recovery code stands in for it', async () => {
  const page = await security(CODED)
  const app = page.getByRole('region', { name: 'Authenticator app' })
  await app.getByRole('button', { name: 'Set up' }).click()
  const secret = there(await page.getByRole('dialog').locator('code').first().textContent()).replaceAll(' ', '')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('Code of the app').fill('000000')
  await page.getByRole('button', { name: 'Turn app on' }).click()
  await page.getByRole('dialog').locator('[aria-invalid="true"]').waitFor()
  await page.getByLabel('Code of the app').fill(appCode(secret, office.now))
  await page.getByRole('button', { name: 'Turn app on' }).click()
  const codes = page.getByRole('dialog', { name: 'Keep these recovery codes' })
  const recovery = there(await codes.locator('code').first().textContent())
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  await app.getByText('On', { exact: true }).waitFor()
  await page.context().close()

  // The code that was used once is none any more.
  office.now = new Date(OFFICE_NOW.getTime() + 60_000)
  const next = await office.open('/sign-in')
  await enter(next, CODED)
  await next.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
  expect((await sessionsOf(CODED)).rowCount).toBe(1)
  await next.getByLabel('Code of your authenticator app').fill(appCode(secret, office.now))
  await next.getByRole('heading', { name: 'Dashboard' }).waitFor()
  expect((await sessionsOf(CODED)).rowCount).toBe(2)
  await next.context().close()

  const lost = await office.open('/sign-in')
  await enter(lost, CODED)
  await lost.getByRole('button', { name: 'Use a recovery code' }).click()
  await lost.getByLabel('Recovery code').fill(recovery)
  await lost.getByRole('button', { name: 'Sign in', exact: true }).click()
  await lost.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await lost.context().close()
})

test('a forgotten password is set anew by the link of a mail, which works once', async () => {
  const page = await office.open('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByRole('heading', { name: 'Forgotten your password?' }).waitFor()
  await page.getByLabel('E-mail address').fill(FORGETFUL)
  await page.getByRole('button', { name: 'Mail me a link' }).click()
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor()
  const path = there(/\/link#\S+/.exec(await office.mailTo(FORGETFUL))?.[0])
  await page.goto(path)
  await page.getByLabel('New password').fill('short')
  await page.getByText('7 more characters at least.').waitFor()
  await page.getByLabel('New password').fill('paper kite over harbour')
  await page.getByText('Very good.').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Set the new password' }).click()
  await page.getByRole('heading', { name: 'Your new password is set' }).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Sign in to Wattle Voice' }).waitFor()
  await enter(page, FORGETFUL)
  await page.getByRole('alert').getByText('password is not right').waitFor()
  await enter(page, FORGETFUL, 'paper kite over harbour')
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await page.context().close()
  const again = await office.open(path)
  await again.getByRole('heading', { name: 'This link is no longer good' }).waitFor()
  await again.context().close()
})

test('a passkey is added and opens the door alone', async () => {
  const page = await security(TOUCHING)
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.getByRole('button', { name: 'Add passkey' }).click()
  await page.getByLabel('Name of the passkey').fill('Front desk')
  await page.getByRole('dialog').getByRole('button', { name: 'Add passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('region', { name: 'Passkeys' }).getByText('Front desk').waitFor()
  const { rows } = await office.pool.query(
    'SELECT p.name FROM passkeys p JOIN users u ON u.id = p.user_id WHERE u.email = $1',
    [TOUCHING],
  )
  expect(rows).toEqual([{ name: 'Front desk' }])

  await page.getByRole('button', { name: 'touching Example: your menu' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await page.context().close()
})

test('a session that ends asks again over the page, and what was typed there stays', async () => {
  const page = await office.open('/customers/new', { as: OWNER })
  const lookedUp = page.waitForResponse(/\/accounts\?.*Lyrebird/)
  await page.getByLabel('Name').first().fill('Lyrebird Studio')
  const main = page.getByRole('group', { name: 'Main contact' })
  await main.getByLabel('Name').fill('Mia Tran')
  await main.getByLabel('E-mail address').fill('mia@example.com')
  await lookedUp
  await office.pool.query(
    'UPDATE sessions SET ended_at = $1 FROM users u WHERE u.id = user_id AND u.email = $2 AND ended_at IS NULL',
    [office.now, OWNER],
  )
  await page.getByRole('button', { name: 'Open account' }).click()
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/customers\/\d+/)
  const { rows } = await office.pool.query("SELECT name FROM accounts WHERE name LIKE 'Lyrebird%'")
  expect(rows).toEqual([{ name: 'Lyrebird Studio' }])
  await page.context().close()
})

test('support sees less: no cost, no keys, nothing it may not do', async () => {
  const page = await office.open('/', { as: SUPPORT })
  await page.getByRole('heading', { name: 'This month' }).waitFor()
  await page.getByText('Revenue').first().waitFor()
  expect(await page.getByText('Cost of calls').count()).toBe(0)
  await page.goto('/customers')
  await page.getByRole('link', { name: 'Account 1001' }).waitFor()
  expect(await page.getByRole('link', { name: 'New customer' }).count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').waitFor()
  await page.keyboard.type('new')
  await page.getByRole('option', { name: 'New port' }).waitFor()
  expect(await page.getByRole('option', { name: 'New calling plan' }).count()).toBe(0)
  await page.goto('/settings/keys')
  await page.getByText('Your role does not include api-keys.read').waitFor()
  expect(await page.getByRole('link', { name: 'API keys' }).count()).toBe(0)
  await page.context().close()
})
