import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, SCREENS, type Office, type Screen } from '../support/browser.ts'
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
  for (const step of ['submit', 'lodge', 'pass-on', 'accept']) await post(`/ports/${accepted}/${step}`, {})
  await page.context().close()
})
afterAll(() => office.close())

const PLACES = [
  '',
  '/list',
  '/calendar',
  '/new',
  '/settings',
  '/{port}',
  '/{port}?do=set-date',
  '/{port}/request',
] as const

test.each(PLACES.flatMap((place) => (Object.keys(SCREENS) as Screen[]).map((screen) => [place, screen] as const)))(
  'porting%s fits a %s and can be used by everybody',
  async (place, screen) => {
    const portId = place.endsWith('request') ? draft : accepted
    const query = place === '/new' ? `?account=${account.id}` : ''
    const path = `/porting${place.replace('{port}', portId)}${query}`
    const page = await office.open(path, { as: OWNER, screen })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
    expect(await isTooWide(page)).toBe(false)
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  },
)
