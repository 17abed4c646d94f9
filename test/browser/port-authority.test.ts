import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePdf } from '#providers/pdf/make-pdf.ts'
import { createOffice, isTooWide, seriousFindings, type Office } from '../support/browser.ts'
import { readPdf } from '../support/pdf-text.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'
const CUSTOMER = 'office@acacia.example'
const DIRECTOR = 'mia@acacia.example'

let office: Office
let accountId = 0
let bill: Buffer

beforeAll(async () => {
  office = await createOffice()
  accountId = there(office.telco.accounts[0]).id
  await office.person(OWNER, 'owner')
  await office.person(CUSTOMER, 'customer-admin', accountId)
  await office.person(DIRECTOR, 'customer-admin', accountId)
  bill = await receipt()
})
afterAll(() => office.close())

/** Some PDF or other, and no large one. */
function receipt(): Promise<Buffer> {
  const supplier = {
    name: 'Example Telecom',
    legalName: 'Example Telecom',
    abn: null,
    address: null,
    email: 'a@b.example',
    phone: null,
  }
  return makePdf({
    kind: 'receipt',
    document: {
      number: '200 145',
      issuedOn: '2026-06-15',
      supplier,
      buyer: { accountNumber: '200 145 889 3', name: 'Acacia Dental Pty Ltd', address: [] },
      payment: { receivedOn: '2026-06-15', method: 'bank-transfer', reference: '', amount: '20.00' },
    },
    look: { colour: '#445566', logo: null },
  })
}

/** A draft that waits for its authority. */
async function draft(number: string): Promise<string> {
  const page = await office.open('/', { as: OWNER })
  const answer = await page.request.post(`/api/v1/accounts/${accountId}/ports`, {
    headers: { origin: office.url },
    data: {
      numbers: [number],
      losingCarrier: 'Example Telecom',
      losingAccountNumber: '200 145 889 3',
      holderName: 'Acacia Dental Pty Ltd',
      serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
      authorisedPerson: { name: 'Mia Marlow', position: 'Director', email: DIRECTOR },
      isActive: true,
    },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const { id } = (await answer.json()) as { id: string }
  await page.context().close()
  return id
}

/** The wizard where the papers are handed in. */
async function papers(portId: string, as: string, screen: 'desktop' | 'phone' = 'desktop'): Promise<Page> {
  const page = await office.open(`/my/porting/request?port=${portId}&step=5`, { as, screen })
  await page.getByRole('heading', { name: 'The bill and the signature' }).waitFor()
  return page
}

/** The link of the last mail, as a path of this server. */
async function mailedPath(): Promise<string> {
  const [, path] = /(\/my\/sign#[\w-]{43})/.exec(await office.mailTo(DIRECTOR)) ?? []
  return there(path)
}

async function isUsable(page: Page): Promise<void> {
  expect([await isTooWide(page), await seriousFindings(page)]).toEqual([false, []])
}

test('a bill is handed in, the director signs on a phone, and the office sees both', async () => {
  const portId = await draft('61370105701')
  const wizard = await papers(portId, CUSTOMER)
  await wizard.getByLabel('Date on the bill').fill('2026-03-01')
  await wizard.getByText('This bill is older than 90 days').waitFor()
  await wizard.getByLabel('Date on the bill').fill('2026-06-15')
  const chooser = wizard.getByRole('button', { name: 'Your latest bill' })
  await chooser.setInputFiles({ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a bill') })
  await wizard.getByText('virus.pdf is something else by its content').waitFor()
  await chooser.setInputFiles({ name: 'Bill June.pdf', mimeType: 'application/pdf', buffer: bill })
  await wizard.getByRole('link', { name: 'Bill June.pdf', exact: true }).waitFor()
  await wizard.getByText('Bill of 15 Jun 2026').waitFor()
  await isUsable(wizard)
  await wizard.getByRole('button', { name: 'Continue' }).click()
  await wizard.getByText('Nobody can move numbers without this.').waitFor()
  await wizard.getByRole('button', { name: 'Ask Mia Marlow to sign' }).click()
  await wizard.getByText(`A link goes to ${DIRECTOR}.`, { exact: false }).waitFor()
  await wizard.getByRole('button', { name: 'Mail the link' }).click()
  await wizard.getByText('Mia Marlow was asked to sign by e-mail').waitFor()

  const phone = await office.open(await mailedPath(), { screen: 'phone' })
  await phone.getByRole('heading', { name: 'Move your number to Wattle Voice' }).waitFor()
  await phone.getByText('03 7010 5701').waitFor()
  await phone.getByText('200 145 889 3').waitFor()
  await phone.getByText('I will not have the service disconnected').waitFor()
  await isUsable(phone)
  const [download] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Read it as PDF' }).click(),
  ])
  expect((await readPdf(await readFile(await download.path()))).text).toContain('Not signed')
  await phone.getByRole('button', { name: 'Sign the authority' }).click()
  await phone.getByText('Type your name: it is your signature.').waitFor()
  await phone.getByLabel('Your name, as your signature').fill('Mia J. Marlow')
  await phone.getByLabel('I have read what the letter says').check()
  await phone.getByRole('button', { name: 'Sign the authority' }).click()
  await phone.getByRole('heading', { name: 'Thank you: it is signed' }).waitFor()
  await isUsable(phone)
  await phone.reload()
  await phone.getByRole('heading', { name: 'It is signed already' }).waitFor()
  await phone.context().close()

  const { rows } = await office.pool.query<{ authorisedOn: string }>(
    `SELECT details ->> 'authorisedOn' AS "authorisedOn" FROM ports WHERE id = $1`,
    [portId],
  )
  expect(rows).toEqual([{ authorisedOn: '2026-07-01' }])

  const desk = await office.open(`/porting/${portId}`, { as: OWNER })
  await desk.getByRole('link', { name: 'Bill June.pdf', exact: true }).waitFor()
  await desk.getByText('Mia J. Marlow').first().waitFor()
  const [letter] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Download signed letter' }).click(),
  ])
  expect(letter.suggestedFilename()).toBe(`authority-port-${portId}-signed.pdf`)
  expect((await readPdf(await readFile(await letter.path()))).text).toContain('Mia J. Marlow')
  const [copy] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Download Bill June.pdf' }).click(),
  ])
  expect((await readFile(await copy.path())).equals(bill)).toBe(true)
  await isUsable(desk)

  await desk.getByRole('button', { name: 'Remove Bill June.pdf' }).click()
  await desk.getByRole('button', { name: 'Remove file' }).click()
  await desk.getByText('Bill removed: Bill June.pdf').waitFor()
  await desk.context().close()
  await wizard.context().close()
})

test('the director who is signed in signs at once; changed afterwards, it says what changed', async () => {
  const portId = await draft('61370105702')
  const wizard = await papers(portId, DIRECTOR, 'phone')
  await wizard.locator('input[capture=environment]').waitFor({ state: 'attached' })
  await wizard.getByRole('button', { name: 'Sign now' }).click()
  const dialog = wizard.getByRole('dialog')
  await dialog.getByLabel('Your name, as your signature').fill('Mia Marlow')
  await dialog.getByLabel('I have read what the letter says').check()
  await isUsable(wizard)
  await dialog.getByRole('button', { name: 'Sign the authority' }).click()
  await wizard.getByRole('link', { name: 'Download signed letter' }).waitFor()
  await wizard.getByRole('button', { name: 'Continue' }).click()
  await wizard.getByRole('heading', { name: 'Check', exact: true }).waitFor()
  await wizard.context().close()

  const form = await office.open(`/porting/${portId}/request`, { as: OWNER })
  await form.getByLabel('Account number at the losing carrier').fill('200 145 889 4')
  await form.getByText('and the account number changed since.', { exact: false }).waitFor()
  await isUsable(form)
  await form.getByRole('button', { name: 'Submit request' }).click()
  await form.getByText('does not cover the request any more').first().waitFor()
  await form.getByRole('button', { name: 'Ask Mia Marlow to sign' }).click()
  await form.getByRole('button', { name: 'Mail the link' }).click()
  await form.getByText('Mia Marlow was asked to sign by e-mail').waitFor()
  await form.getByRole('button', { name: 'Withdraw link' }).click()
  await form.getByRole('dialog').getByRole('button', { name: 'Withdraw link' }).click()
  await form.getByRole('button', { name: 'Ask Mia Marlow to sign' }).waitFor()

  const phone = await office.open(await mailedPath(), { screen: 'phone' })
  await phone.getByRole('heading', { name: 'There is nothing to sign here' }).waitFor()
  await isUsable(phone)
  await phone.goto('/my/sign')
  await phone.getByRole('heading', { name: 'There is nothing to sign here' }).waitFor()
  await phone.context().close()
  await form.context().close()
  const { rows } = await office.pool.query<{ signed: boolean; revoked: boolean }>(
    `SELECT signed_at IS NOT NULL AS signed, revoked_at IS NOT NULL AS revoked FROM port_signatures
      WHERE port_id = $1 ORDER BY id`,
    [portId],
  )
  expect(rows).toEqual([
    { signed: true, revoked: false },
    { signed: false, revoked: true },
  ])
})
