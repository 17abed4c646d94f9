import { once } from 'node:events'
import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { createDeckBench } from '../../support/decks.ts'

/** Resolves once another session waits for a lock that is held. */
async function someoneWaits(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query('SELECT FROM pg_locks WHERE NOT granted AND relation IS NOT NULL')
    if (rowCount !== null && rowCount > 0) return
  }
}

/** Resolves once every session of a killed process is gone. */
async function sessionsAreGone(pool: Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'rates' AND l.pid <> pg_backend_pid()`,
    )
    if (rowCount === 0) return
  }
}

test('an import killed while it writes leaves nothing, and the same command does it', async () => {
  const bench = await createDeckBench()
  const rows = Array.from({ length: 50_000 }, (_, index) => `${1_000_000 + index},Somewhere,0.1`)
  const path = await bench.write('sheet.csv', `Prefix,Destination,Rate\n${rows.join('\n')}\n`)
  const command = ['decks', 'import', path, '--deck', 'World', '--reseller', 'Wattle']

  const blocker = await bench.pool.connect()
  await blocker.query('BEGIN')
  // The version's row is in, its rates wait.
  await blocker.query('LOCK TABLE rates IN SHARE MODE')
  const killed = bench.start(...command)
  await someoneWaits(bench.pool)
  const gone = once(killed, 'exit')
  killed.kill('SIGKILL')
  await gone
  await blocker.query('COMMIT')
  blocker.release()
  await sessionsAreGone(bench.pool)
  const left = `SELECT (SELECT count(*)::int FROM rate_decks) AS decks, (SELECT count(*)::int FROM rates) AS rates,
                       (SELECT count(*)::int FROM rate_deck_versions) AS versions`
  expect((await bench.pool.query(left)).rows).toEqual([{ decks: 0, rates: 0, versions: 0 }])

  const first = await bench.tollgate(...command, '--json')
  const second = await bench.tollgate(...command, '--json')
  expect([first, second].map(({ code, out }) => [code, (JSON.parse(out) as { outcome: string }).outcome])).toEqual([
    [0, 'published'],
    [0, 'same'],
  ])
  expect((await bench.pool.query(left)).rows).toEqual([{ decks: 1, rates: 50_000, versions: 1 }])
})
