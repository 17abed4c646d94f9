import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOffice, isTooWide, seriousFindings, SCREENS, type Office, type Screen } from '../support/browser.ts'
import { there } from '../support/there.ts'

const OWNER = 'owner@wattle.example'

let office: Office

beforeAll(async () => {
  office = await createOffice()
  await office.person(OWNER, 'owner')
})
afterAll(() => office.close())

test.each(Object.keys(SCREENS) as Screen[])(
  'the pages of plans fit a %s and can be used by everybody',
  async (screen) => {
    const page = await office.open('/plans', { as: OWNER, screen })
    const [deck] = (await office.pool.query<{ id: number }>('SELECT id FROM rate_decks')).rows
    const plan = `/plans/${office.telco.bundlePlanId}`
    for (const path of [
      '/plans',
      '/plans/new',
      plan,
      `${plan}/new-version`,
      '/plans/numbers',
      '/plans/numbers/new',
      '/plans/decks',
      '/plans/decks/upload',
      `/plans/decks/${there(deck).id}`,
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
      expect.soft(await isTooWide(page), path).toBe(false)
      expect.soft(await seriousFindings(page), path).toEqual([])
    }
    await page.context().close()
  },
)
