import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Role } from '#domain/access/roles.ts'
import { codeOf, stepBytes, totpStep } from '#domain/access/totp.ts'
import { createAuthenticate } from '#operations/access/authenticate.ts'
import { hashPassword } from '#operations/access/password-hash.ts'
import { readConfig, type Config } from '../../src/config.ts'
import { createTestApi, type Answer, type TestApi } from './api.ts'
import { createTestTelco, type TestTelco } from './telco.ts'

/** Hashes that cost little: enough of them are made. */
const CHEAP = { passwordMemoryKib: 64, passwordPasses: 1 } as const
const NEW_YEAR = new Date('2026-07-01T00:00:00Z')

export const PASSWORD = 'tram lagoon seventeen'

/** Somebody at a browser: keeps its cookies and says where its requests come from. */
export interface Browser {
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** The session cookie it carries. */
  session(): string | undefined
  /** Takes over a cookie, stolen or kept. */
  carry(token: string): void
  /** Signs in by password, and sees that it worked. */
  signIn(email: string, password?: string): Promise<void>
}

export interface Town {
  readonly telco: TestTelco
  readonly api: TestApi
  readonly config: Config
  readonly pool: pg.Pool
  browser(from?: { readonly ip?: string; readonly host?: string; readonly device?: string }): Browser
  /** A person with a password who is this; several times for several roles. */
  person(
    email: string,
    role: Role,
    where?: { readonly resellerId?: number | null; readonly accountId?: number },
  ): Promise<{ readonly userId: number; readonly membershipId: number }>
  /** Moves the clock. */
  pass(milliseconds: number): void
  close(): Promise<void>
}

/** The test telco with people, on the real server with the real way of knowing who asks. */
export async function createTown(limits: Partial<Config['limits']> = {}): Promise<Town> {
  const telco = await createTestTelco()
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-people-'))
  const base = readConfig({ TOLLGATE_DATA: folder, TOLLGATE_URL: 'https://phones.example.com' })
  const config = { ...base, limits: { ...base.limits, ...CHEAP, signInsPerMinutePerIp: 100_000, ...limits } }
  const time = { now: NEW_YEAR }
  const authenticate = createAuthenticate({ pool: telco.pool, clock: () => time.now, config })
  const api = await createTestApi(telco, telco.resellerId, NEW_YEAR, { config, clock: () => time.now, authenticate })
  const hash = await hashPassword(PASSWORD, config.limits)
  return {
    telco,
    api,
    config,
    pool: telco.pool,
    browser: ({ ip = '203.0.113.7', host = 'phones.example.com', device = 'Test/1.0' } = {}) =>
      createBrowser(api, { ip, host, device }),
    async person(email, role, { resellerId = telco.resellerId, accountId } = {}) {
      const { rows } = await telco.pool.query<{ userId: number; membershipId: number }>(
        `WITH person AS (
           INSERT INTO users (email, name, status, created_at) VALUES ($1, $2, 'active', $3)
           ON CONFLICT (email) DO UPDATE SET status = 'active' RETURNING id
         ), secret AS (
           INSERT INTO user_secrets (user_id, password_hash) SELECT id, $4 FROM person ON CONFLICT DO NOTHING
         )
         INSERT INTO memberships (user_id, reseller_id, account_id, role, created_at, accepted_at)
         SELECT id, $5, $6, $7, $3, $3 FROM person RETURNING user_id AS "userId", id AS "membershipId"`,
        [email, `${email.split('@')[0]} Example`, NEW_YEAR, hash, resellerId, accountId ?? null, role],
      )
      const [made] = rows
      if (made === undefined) throw new Error(`${email} was not made`)
      return made
    },
    pass: (milliseconds) => {
      time.now = new Date(time.now.getTime() + milliseconds)
      api.now = time.now
    },
    async close() {
      await api.close()
      await telco.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function createBrowser(api: TestApi, { ip, host, device }: { ip: string; host: string; device: string }): Browser {
  const jar = new Map<string, string>()
  const name = '__Host-tollgate-session'
  const ask: Browser['ask'] = async (method, path, body, headers = {}) => {
    const answer = await api.server.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: ip,
      headers: { host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin', 'user-agent': device, ...headers },
      cookies: Object.fromEntries(jar),
      ...(body !== undefined && { payload: body }),
    })
    for (const cookie of answer.cookies) {
      if (cookie.value === '') jar.delete(cookie.name)
      else jar.set(cookie.name, cookie.value)
    }
    const isJson = String(answer.headers['content-type']).includes('json')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      json: isJson ? (JSON.parse(answer.body) as unknown) : undefined,
    }
  }
  return {
    ask,
    session: () => jar.get(name),
    carry: (token) => jar.set(name, token),
    async signIn(email, password = PASSWORD) {
      const { status, text } = await ask('POST', '/session', { email, password })
      if (status !== 200 || !text.includes('signed_in'))
        throw new Error(`${email} was not signed in: ${status} ${text}`)
    },
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code an authenticator app shows for a secret in base 32. */
export function appCode(secret: string, now: Date): string {
  const bits = Array.from(secret, (letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)))
  return codeOf(
    createHmac('sha1', bytes)
      .update(stepBytes(totpStep(now.getTime())))
      .digest(),
  )
}
