import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, type Office } from '../support/browser.ts'
import { faultsOfPages } from '../support/page-faults.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office
/** Whose ports these are. */
let account = { id: 0 }
let draft = ''
/** Its customer may pick the day. */
let accepted = ''

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
  account = there(office.telco.accounts[0])
  const page = await office.open('/', { as: OWNER })
  const post = async (path: string, data: object): Promise<string> => {
    const answer = await page.request.post(`/api/v1${path}`, { headers: { origin: office.url }, data })
    if (!answer.ok()) throw new Error(await answer.text())
    return ((await answer.json()) as { id: string }).id
  }
  draft = await post(`/accounts/${account.id}/ports`, { numbers: ['61370105591'] })
  accepted = await post(`/accounts/${account.id}/ports`, {
    kind: 'complex',
    numbers: ['61370105580', '61370105581'],
    losingCarrier: 'Example Telecom',
    losingAccountNumber: '200 145 889 3',
    holderName: 'Acacia Dental Pty Ltd',
    serviceAddress: { lines: ['12 Wattle Street'], suburb: 'Melbourne', state: 'VIC', postcode: '3000' },
    authorisedPerson: { name: 'Mia Marlow' },
    authorisedOn: '2026-06-20',
    wantedOn: '2026-07-20',
    isActive: true,
  })
  for (const step of ['submit', 'lodge', 'ask-validation', 'confirm-validation', 'pass-on', 'accept'])
    await post(`/ports/${accepted}/${step}`, {})
  await page.context().close()
})
afterAll(() => office.close())

test('the pages of porting fit every screen and can be used by everybody', async () => {
  const page = await office.open('/porting', { as: OWNER })
  const faults = await faultsOfPages(page, [
    '/porting',
    '/porting/list',
    '/porting/calendar',
    `/porting/new?account=${account.id}`,
    `/porting/${accepted}`,
    `/porting/${accepted}?do=set-date`,
    `/porting/${accepted}?do=split`,
    `/porting/${draft}/request`,
  ])
  expect(faults).toEqual([])
  await page.context().close()
})
