import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetOldAccess } from '#operations/access/forget-old-access.ts'
import { issueLink } from '#operations/access/issue-link.ts'
import { withTransaction } from '#storage/pool.ts'
import { createTown, type Town } from '../../support/people.ts'

let town: Town
beforeAll(async () => {
  town = await createTown()
})
afterAll(() => town.close())

const DAY = 86_400_000

test('what nobody looks back on any more goes, what lives stays', async () => {
  const { userId } = await town.person('mia@example.com', 'admin')
  const browser = town.browser()
  const visit = async (): Promise<void> => {
    await browser.ask('POST', '/session', { email: 'mia@example.com', password: 'not this one' })
    await browser.ask('POST', '/session/passkey/question', {})
    await withTransaction(town.pool, (db) => issueLink(db, { purpose: 'reset', userId }, town.api.now))
    await browser.signIn('mia@example.com')
  }
  const counts = async (): Promise<unknown> => {
    const { rows } = await town.pool.query(
      `SELECT (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM links) AS links,
              (SELECT count(*)::int FROM tickets) AS tickets, (SELECT count(*)::int FROM access_log) AS lines`,
    )
    return rows[0]
  }
  await visit()
  town.pass(98 * DAY)
  await visit()
  // A first session ends 7 days after it began and is kept for 90 more; tickets are swept by the next one.
  expect(await forgetOldAccess(town.pool, { now: town.api.now, keepDays: 90 })).toBe(4)
  expect(await counts()).toEqual({ sessions: 1, links: 1, tickets: 1, lines: 2 })
  expect((await browser.ask('GET', '/session')).status).toBe(200)
  expect(await forgetOldAccess(town.pool, { now: town.api.now, keepDays: 90 })).toBe(0)
})
