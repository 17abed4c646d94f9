import { fork } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import fastify from 'fastify'
import type pg from 'pg'
import { createServices } from '../src/compose.ts'
import { readConfig, type Config } from '../src/config.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { hashToken, newToken } from '#operations/access/token.ts'
import { createPool, withTransaction } from '#storage/pool.ts'
import { insertKey } from '#storage/tables/api-keys.ts'
import { insertCallSource } from '#storage/tables/imports.ts'
import { createServer } from '../src/http/server.ts'
import { benchDatabase, type BenchDatabase } from './bench-database.ts'
import { BENCH_ACCOUNTS, setUpBenchTelco } from './bench-telco.ts'
import type { Load, LoadFigures } from './authorize-client.ts'

const CONNECTIONS = 64
const SECONDS = optionOf('seconds', 8)
const ROUNDS = optionOf('rounds', 3)
/** As many as the built-in server has connections to spare. */
const STATEMENT_CONNECTIONS = 30

/**
 * Asks about calls of 5,000 accounts over HTTP, from a process of its own: at 200 and at 2,000 a second whatever comes of
 * them, then as fast as 64 connections go, then calls that are ended too. The limit beside them, in the same rounds, is one
 * durable statement on one row a request, behind the barest endpoint and without any.
 */
export async function benchAuthorize({ json }: { json: boolean }): Promise<void> {
  const config: Config = { ...readConfig(), limits: { ...readConfig().limits, callRequestsPerSecond: 1e9 } }
  const say = (line: string): void => console.error(line)
  const folder = join(config.dataDirectory, 'bench')
  await mkdir(folder, { recursive: true })
  const database = await benchDatabase({ ...config, dataDirectory: folder }, say)
  try {
    say(`Setting up ${BENCH_ACCOUNTS} accounts …`)
    const { callers, foreignPrefixes } = await setUpBenchTelco(database.pool)
    const key = await furnish(database.pool)
    const { numbers, ...served } = await serveCalls(
      database,
      config,
      say,
      callers.flatMap(({ numbers: [first = ''] }) => first),
    )
    const bare = await serveStatements(database)
    const common = { key, numbers, foreignPrefixes, connections: CONNECTIONS, seconds: SECONDS }
    let seed = 1
    const load = (more: Pick<Load, 'kind' | 'rate'>): Promise<LoadFigures> =>
      runLoad({ ...common, ...more, port: more.kind === 'statement' ? bare.port : served.port, seed: seed++ })
    try {
      say('Warming up …')
      await load({ kind: 'ask', rate: 200 })
      await load({ kind: 'ask' })
      await load({ kind: 'statement' })
      const rounds = []
      for (let round = 1; round <= ROUNDS; round++) {
        say(`Round ${round} of ${ROUNDS} …`)
        await database.pool.query('CHECKPOINT')
        const most = await load({ kind: 'ask' })
        const statement = await load({ kind: 'statement' })
        const rawStatementsPerSecond = await rawStatements(bare)
        rounds.push({
          at200: await load({ kind: 'ask', rate: 200 }),
          at2000: await load({ kind: 'ask', rate: 2000 }),
          most,
          askedAndEnded: await load({ kind: 'ask and end' }),
          statement,
          rawStatementsPerSecond,
          ratioToStatement: hundredths(most.perSecond / Math.max(statement.perSecond, rawStatementsPerSecond)),
        })
        say(JSON.stringify(rounds.at(-1)))
      }
      const median = rounds.toSorted((one, other) => one.ratioToStatement - other.ratioToStatement)[ROUNDS >> 1]
      const result = {
        ...median,
        rounds: rounds.map(({ ratioToStatement }) => ratioToStatement),
        accounts: BENCH_ACCOUNTS,
        connections: CONNECTIONS,
        goals: { p99Ms: 5, ratioToStatement: 2.5 },
      }
      console.log(json ? JSON.stringify(result) : result)
    } finally {
      await bare.close()
      await served.close()
    }
  } finally {
    await database.drop()
  }
}

/** The key of a switch, its source, and credit enough for all calls there will be. */
async function furnish(pool: pg.Pool): Promise<string> {
  const key = `tg_${newToken()}`
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'tollgate')
  if (profile === undefined) throw new Error('no profile "tollgate"')
  await withTransaction(pool, async (db) => {
    const { rows } = await db.query<{ id: number }>(`SELECT id FROM resellers WHERE name = 'Bench'`)
    const resellerId = rows[0]?.id ?? 0
    await insertCallSource(db, { name: 'bench', profile, resellerId })
    await insertKey(db, {
      resellerId,
      accountId: undefined,
      name: 'bench',
      keyHash: hashToken(key),
      prefix: key.slice(0, 9),
      scopes: ['calls.authorize'],
      createdBy: 'bench',
      createdAt: new Date(),
      expiresAt: undefined,
    })
    await db.query(
      `INSERT INTO account_controls (account_id, reseller_id, credit_limit_on, credit_limit_micros, fraud_spend_day_on,
                                     fraud_spend_hour_on, overseas_calls_on, version)
       SELECT id, reseller_id, true, 100000000000, false, false, false, 1 FROM accounts`,
    )
  })
  await pool.query('VACUUM ANALYZE')
  return key
}

async function serveCalls(
  database: BenchDatabase,
  config: Config,
  log: (line: string) => void,
  numbers: readonly string[],
) {
  const pool = createPool(database.url, config.limits.databaseConnections, log)
  const services = createServices({ pool, url: database.url }, config, { log })
  const server = await createServer(services)
  await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    numbers,
    port: (server.server.address() as AddressInfo).port,
    close: async () => {
      await server.close()
      await services.close()
      await pool.end()
    },
  }
}

const STATEMENT = {
  name: 'bench-statement',
  text: `UPDATE balances SET reserved_micros = reserved_micros + 1 WHERE account_id = $1
          RETURNING balance_micros, reserved_micros`,
}

async function accountIds(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM accounts ORDER BY id')
  return rows.map(({ id }) => id)
}

/** One durable statement on one row for each request, and nothing else. */
async function serveStatements(database: BenchDatabase) {
  const pool = createPool(database.url, STATEMENT_CONNECTIONS)
  const ids = await accountIds(database.pool)
  const server = fastify()
  server.post<{ Body: { account: number } }>('/statement', async ({ body }) => {
    const { rowCount } = await pool.query({ ...STATEMENT, values: [ids[body.account % ids.length]] })
    return { updated: rowCount }
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  return {
    pool,
    ids,
    port: (server.server.address() as AddressInfo).port,
    close: async () => {
      await server.close()
      await pool.end()
    },
  }
}

/** The same statements, as fast as this process can hand them to the database. */
async function rawStatements({ pool, ids }: { pool: pg.Pool; ids: readonly number[] }): Promise<number> {
  const until = performance.now() + SECONDS * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, first) => {
      for (let nth = first; performance.now() < until; nth += 61) {
        await pool.query({ ...STATEMENT, values: [ids[(nth * 7919) % ids.length]] })
        done++
      }
    }),
  )
  return Math.round(done / SECONDS)
}

function runLoad(load: Load): Promise<LoadFigures> {
  const client = fork(join(import.meta.dirname, 'authorize-client.ts'), { execArgv: [] })
  client.send(load)
  return new Promise((resolve, reject) => {
    client.once('message', (figures) => resolve(figures as LoadFigures))
    client.once('exit', (code) => reject(new Error(`the client ended with ${code}`)))
  })
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

function optionOf(name: string, otherwise: number): number {
  const start = `--${name}=`
  return Number(process.argv.find((option) => option.startsWith(start))?.slice(start.length) ?? otherwise)
}
