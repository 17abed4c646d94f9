import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Endpoint } from '#contract/endpoint.ts'
import { sipLoginsEndpoints } from '#contract/sip-logins.ts'
import { systemActor } from '#domain/access/actor.ts'
import { parseDollars } from '#domain/money.ts'
import { hashToken } from '#operations/access/token.ts'
import { openAccounts } from '#operations/accounts/open-accounts.ts'
import { newKey } from '#operations/api-keys/create-key.ts'
import { geographicNumber } from '#operations/demo/fiction-numbers.ts'
import { assignNumbers } from '#operations/numbers/assign-numbers.ts'
import { perform } from '#operations/operation.ts'
import { recordPayment } from '#operations/payments/record-payment.ts'
import { connectSwitch } from '#operations/switch/connect-switch.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { useEmbeddedServer } from '#storage/embedded/embedded-server.ts'
import { migrate } from '#storage/migrate.ts'
import { createPool, withTransaction } from '#storage/pool.ts'
import { insertKey } from '#storage/tables/api-keys.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'
import { eventually } from './deadline.ts'
import { startSwitch, type RunningSwitch, type SwitchSettings } from './kamailio.ts'
import { createParties, type Parties } from './sipp.ts'
import { freePort, startTollgate, type RunningTollgate } from './tollgate.ts'

const REALM = 'sip.wattle.example'
/** Carriers are known by their addresses: they have others than the phones. */
export const CARRIER = { host: '127.0.0.2', port: 5070 } as const
export const CARRIER_FOR_HELP = { host: '127.0.0.2', port: 5071 } as const
export const CARRIER_CALLING = { host: '127.0.0.2', port: 5072 } as const
const LONG_AGO = new Date('2026-01-01T00:00:00Z')

/** A line with the password its phone has. */
export interface TestLine {
  readonly line: string
  readonly password: string
  readonly realm: string
}

/** A telco with everything real: PostgreSQL, Tollgate, Kamailio; SIPp plays phones and carriers. */
export interface SwitchWorld {
  readonly telco: TestTelco
  readonly pool: pg.Pool
  readonly parties: Parties
  tollgate: RunningTollgate
  switch: RunningSwitch
  /** Opens a prepaid account of one number on the plan without allowances, with so many dollars. */
  openPrepaid(dollars: string, channels?: number): Promise<{ readonly accountId: number; readonly number: string }>
  /** Makes a line's SIP password through the API. */
  lineOf(accountId: number, number: string): Promise<TestLine>
  ask(endpoint: Endpoint, params?: Readonly<Record<string, string>>, query?: string): Promise<unknown>
  /** The billing records of an account, once there are so many and nothing waits or is held. */
  recordsOf(accountId: number, count: number): Promise<readonly BillingRecord[]>
  /** What instruments read. */
  metrics(): Promise<string>
  /** What verify finds damaged; none where all agrees. */
  damage(): Promise<readonly string[]>
  startTollgate(): Promise<void>
  startSwitch(defines?: string): Promise<void>
  /** Ends PostgreSQL as a power failure would. */
  crashDatabase(): Promise<void>
  startDatabase(): Promise<void>
  close(): Promise<void>
}

export interface BillingRecord {
  readonly origin: string
  readonly destination: string
  readonly direction: string
  readonly serviceType: string
  readonly status: string
  readonly durationSeconds: number
  readonly charge: string
}

export async function createSwitchWorld(): Promise<SwitchWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-switch-'))
  await chmod(folder, 0o755)
  const databaseFolder = join(folder, 'database')
  const openServer = () => useEmbeddedServer({ dataDirectory: databaseFolder, size: 'test', log: () => {} })
  let database = await openServer()
  const { url } = database
  const pool = createPool(url, 5)
  await migrate(pool)
  const telco = await createTestTelco({ url, pool, drop: () => Promise.resolve() })
  const { resellerId } = telco
  const key = newKey()
  await withTransaction(pool, (db) =>
    insertKey(db, {
      resellerId,
      accountId: undefined,
      name: 'switch',
      keyHash: hashToken(key),
      prefix: key.slice(0, 9),
      scopes: ['calls.authorize', 'calls.read', 'numbers.read', 'numbers.write'],
      createdBy: 'the test',
      createdAt: LONG_AGO,
      expiresAt: undefined,
    }),
  )
  const login = await connectSwitch(pool, url)
  const [tollgatePort, sipPort] = [await freePort(), await freePort()]
  const tollgateSettings = {
    DATABASE_URL: url,
    TOLLGATE_DATA: join(folder, 'tollgate'),
    TOLLGATE_PORT: String(tollgatePort),
    TOLLGATE_SIP_HOST: REALM,
    TOLLGATE_SWITCH_LOG: join(folder, 'switch.log'),
  }
  const switchSettings = (defines: string): SwitchSettings => ({
    PGHOST: login.host,
    PGPORT: login.port,
    PGDATABASE: login.database,
    PGUSER: login.user,
    PGPASSWORD: login.password,
    SIP_REALM: REALM,
    SIP_LISTEN: `udp:127.0.0.1:${sipPort}`,
    TOLLGATE_URL: `http://127.0.0.1:${tollgatePort}`,
    TOLLGATE_KEYS: `0=${key}`,
    CARRIERS: `sip:${CARRIER.host}:${CARRIER.port}`,
    EMERGENCY_CARRIERS: `sip:${CARRIER_FOR_HELP.host}:${CARRIER_FOR_HELP.port}`,
    DEFINES: `CARRIER_PING=0 ASYNC_WORKERS=4 ${defines}`,
  })
  const parties = createParties(folder, `127.0.0.1:${sipPort}`)
  let opened = 0
  const ask: SwitchWorld['ask'] = async (endpoint, params = {}, query = '') => {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
    const answer = await fetch(`http://127.0.0.1:${tollgatePort}/api/v1${path}${query}`, {
      method: endpoint.method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(endpoint.method === 'POST' && { body: '{}' }),
    })
    if (!answer.ok) throw new Error(`${endpoint.id} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  // What was begun ends where the rest cannot begin.
  const begun = async <Running>(start: Promise<Running>): Promise<Running> => {
    try {
      return await start
    } catch (error) {
      await pool.end()
      await database.release()
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }
  const world: SwitchWorld = {
    telco,
    pool,
    parties,
    tollgate: await begun(startTollgate(tollgateSettings)),
    switch: await begun(startSwitch(folder, switchSettings(''))),
    ask,
    async openPrepaid(dollars, channels = 5) {
      opened += 1
      const number = geographicNumber(70_000 + opened)
      const accountId = await withTransaction(pool, async (db) => {
        const [id = 0] = await openAccounts(db, resellerId, [
          {
            accountNumber: String(5000 + opened),
            name: `Prepaid ${opened}`,
            paymentMode: 'prepaid',
            timeZone: 'Australia/Sydney',
            billDay: 1,
            planId: telco.paygPlanId,
            activeFrom: LONG_AGO,
          },
        ])
        const { rows } = await db.query<{ id: number }>('SELECT min(id) AS id FROM number_plans')
        await assignNumbers(db, resellerId, [
          { number, accountId: id, numberPlanId: rows[0]?.id ?? 0, validFrom: LONG_AGO },
        ])
        await db.query(
          'INSERT INTO account_channels (reseller_id, account_id, quantity, valid_from) VALUES ($1, $2, $3, $4)',
          [resellerId, id, channels, LONG_AGO],
        )
        return id
      })
      const amountMicros = parseDollars(dollars)
      if (amountMicros === undefined) throw new RangeError(`${dollars} are no dollars`)
      if (amountMicros > 0n) {
        const payment = { amountMicros, method: 'cash', reference: '', note: '', confirmDuplicate: true } as const
        const request = { actor: systemActor(resellerId), now: new Date(), origin: 'test' }
        await perform(pool, recordPayment, { ...request, input: { ...payment, accountId } }, () => true)
      }
      return { accountId, number }
    },
    async lineOf(accountId, number) {
      const made = await ask(sipLoginsEndpoints.makeSipPassword, { accountId: String(accountId), number })
      const { username, server, password } = made as { username: string; server: string; password: string }
      return { line: username, realm: server, password }
    },
    recordsOf: (accountId, count) =>
      eventually(`${count} billing records of account ${accountId}`, async () => {
        const waiting = await pool.query(
          `SELECT 1 FROM kamailio.acc_cdrs WHERE taken_at IS NULL
           UNION ALL SELECT 1 FROM call_reservations WHERE account_id = $1 AND state = 'open'`,
          [accountId],
        )
        const path = `http://127.0.0.1:${tollgatePort}/api/v1/accounts/${accountId}/calls?limit=100`
        const answer = await fetch(path, { headers: { authorization: `Bearer ${key}` } })
        const { items } = (await answer.json()) as { items: readonly BillingRecord[] }
        return waiting.rowCount === 0 && items.length === count ? items : undefined
      }),
    metrics: async () => (await fetch(`http://127.0.0.1:${tollgatePort}/metrics`)).text(),
    async damage() {
      const { checks } = await verifyLedger(pool)
      return checks.filter(({ total }) => total > 0).map(({ name, findings }) => `${name}: ${JSON.stringify(findings)}`)
    },
    async startTollgate() {
      world.tollgate = await startTollgate(tollgateSettings)
    },
    async startSwitch(defines = '') {
      world.switch = await startSwitch(folder, switchSettings(defines))
    },
    async crashDatabase() {
      const pid = Number.parseInt(await readFile(join(databaseFolder, 'postgres/data/postmaster.pid'), 'utf8'), 10)
      process.kill(pid, 'SIGQUIT')
      await eventually('PostgreSQL is gone', () => (isThere(pid) ? undefined : true))
    },
    async startDatabase() {
      await database.release().catch(() => {})
      database = await openServer()
    },
    async close() {
      await parties.leave()
      await world.switch.stop()
      await world.tollgate.stop()
      await pool.end()
      await database.release()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
