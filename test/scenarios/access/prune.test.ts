import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueLink } from '#operations/access/issue-link.ts'
import { pruneOld } from '#operations/worker/prune-old.ts'
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
  town.pass(188 * DAY)
  await visit()
  // A first session ends 7 days after it began and is kept for 180 more; a ticket is swept by the next one.
  expect(await pruneOld(town.pool, town.config, town.api.now)).toEqual(
    new Map([
      ['sessions', 1],
      ['one-time links', 1],
      ['lines of access logs', 2],
    ]),
  )
  expect(await counts()).toEqual({ sessions: 1, links: 1, tickets: 1, lines: 2 })
  expect((await browser.ask('GET', '/session')).status).toBe(200)
  expect(await pruneOld(town.pool, town.config, town.api.now)).toEqual(new Map())
})
