import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Page } from 'playwright-core'
import { inject, vi } from 'vitest'
import type { Role } from '#domain/access/roles.ts'
import { hashPassword } from '#operations/access/password-hash.ts'
import { createServices, type ServedServices } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { createServer } from '../../src/http/server.ts'
import { startWorker } from '../../src/worker/start-worker.ts'
import { signInBrowser } from './browser-sign-in.ts'
import { launchChromium } from './chromium.ts'
import { startMailServer } from './smtp.ts'
import { createTestTelco, type TestTelco } from './telco.ts'

/**
 * What the server refuses is said to the person, and once more in the browser's console; and the test's own clock cannot
 * run inside the previews of e-mails, where nothing can.
 */
const EXPECTED = /^Failed to load resource|about:srcdoc/

/** Hashes that cost little: enough of them are made. */
const CHEAP = { passwordMemoryKib: 64, passwordPasses: 1 } as const

/** What every test person signs in with. */
export const PASSWORD = 'tram lagoon seventeen'

/** The screens everything has to work on. */
export const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Screen = keyof typeof SCREENS

/** The time of these tests, until one moves it: 10 am in Sydney. */
export const OFFICE_NOW = new Date('2026-07-01T00:00:00Z')

interface Opening {
  /** Who sits there, signed in; left out: nobody. */
  readonly as?: string
  readonly screen?: Screen
  readonly scheme?: 'light' | 'dark'
}

/** The test telco served as it is to people, with browsers that look at it. */
export interface Office {
  readonly telco: TestTelco
  readonly pool: pg.Pool
  readonly services: ServedServices
  /** `http://localhost:41234`. */
  readonly url: string
  /** What the server and the browsers opened from now on take for now. */
  now: Date
  /** A person with {@link PASSWORD} who is this. */
  person(email: string, role: Role, accountId?: number): Promise<{ readonly userId: number }>
  /** A browser of its own with a page at a path. */
  open(path: string, opening?: Opening): Promise<Page>
  /** The text of the last mail to an address, which may be on its way. */
  mailTo(address: string): Promise<string>
  /** Throws where a page or the server failed at something meanwhile, however that looked. */
  close(): Promise<void>
}

/**
 * Starts the real server on a test telco, on a free port of this machine, with the real worker, and a Chromium. The clock is
 * the test's on both sides.
 *
 * @param variables of the configuration, beside the usual ones.
 */
export async function createOffice(variables: Readonly<Record<string, string>> = {}): Promise<Office> {
  const telco = await createTestTelco()
  const folder = await mkdtemp(join(tmpdir(), 'tollgate-office-'))
  const mails = await startMailServer()
  const base = readConfig({
    TOLLGATE_DATA: folder,
    TOLLGATE_SMTP_URL: mails.url,
    TOLLGATE_MAIL_FROM: 'phones@wattle.example',
    ...UNLIMITED,
    ...variables,
  })
  const config = { ...base, limits: { ...base.limits, ...CHEAP } }
  const time = { now: OFFICE_NOW }
  const faults: string[] = []
  const services = createServices(telco, config, {
    log: (line) => {
      // It tells of its work, too.
      if (/\bError\b|failed/.test(line) && !line.includes('0 fail')) faults.push(line)
    },
    clock: () => time.now,
  })
  const server = await createServer(services)
  // The browser keeps its cookies by the clock of the machine, the server lets them end by the test's.
  server.addHook('onSend', (_request, reply, payload, done) => {
    const cookies = reply.getHeader('set-cookie')
    if (cookies !== undefined) void reply.header('set-cookie', [cookies].flat().map(withoutEnd))
    done(null, payload)
  })
  const url = (await server.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  const worker = await startWorker(services)
  const browser = await launchChromium(inject('testChromium'))
  const hash = await hashPassword(PASSWORD, config.limits)
  return {
    telco,
    pool: telco.pool,
    services,
    url,
    get now() {
      return time.now
    },
    set now(at) {
      time.now = at
    },
    person: (email, role, accountId) => addPerson(telco, { email, role, accountId, hash }),
    async open(path, { as, screen = 'desktop', scheme = 'light' } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: SCREENS[screen],
        colorScheme: scheme,
        locale: 'en-AU',
        timezoneId: 'Australia/Sydney',
        reducedMotion: 'reduce',
        acceptDownloads: true,
      })
      await context.clock.setFixedTime(time.now)
      if (as !== undefined) await signInBrowser(context, url, { email: as, password: PASSWORD })
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
      page.on('response', (answer) => {
        // A page that reads what does not exist shows no more than a failure, and goes on.
        const isWrong = answer.status() === 422 && answer.request().method() === 'GET'
        if (isWrong) faults.push(`${path}: the API does not take ${answer.url()}`)
      })
      page.on('console', (message) => {
        if (message.type() === 'error' && !EXPECTED.test(message.text())) faults.push(`${path}: ${message.text()}`)
      })
      await page.goto(path)
      return page
    },
    mailTo: (address) =>
      vi.waitFor(
        () => {
          const mail = mails.received.findLast(({ to }) => to.includes(address))
          const text = mail?.parts.find(({ contentType }) => contentType === 'text/plain')?.content.toString()
          if (text === undefined) throw new Error(`there is no mail to ${address}`)
          return text
        },
        { timeout: 10_000 },
      ),
    async close() {
      await browser.close()
      await worker.stop()
      await server.close()
      await services.close()
      await mails.close()
      await telco.drop()
      await rm(folder, { recursive: true, force: true })
      if (faults.length > 0) throw new Error(`Pages or the server failed:\n${faults.join('\n')}`)
    },
  }
}

const UNLIMITED = {
  TOLLGATE_PRIVATE_WEBHOOKS: 'yes',
  TOLLGATE_REQUESTS_PER_MINUTE: '1000000',
  TOLLGATE_REQUESTS_PER_MINUTE_PER_IP: '1000000',
  TOLLGATE_SIGN_INS_PER_MINUTE_PER_IP: '1000000',
}

function withoutEnd(cookie: unknown): string {
  const text = String(cookie)
  // A cookie that is taken away ends in 1970 and has to.
  return text.includes('Expires=Thu, 01 Jan 1970') ? text : text.replace(/; Expires=[^;]+/i, '')
}

interface NewPerson {
  readonly email: string
  readonly role: Role
  readonly accountId: number | undefined
  readonly hash: string
}

async function addPerson({ pool, resellerId }: TestTelco, { email, role, accountId, hash }: NewPerson) {
  const { rows } = await pool.query<{ userId: number }>(
    `WITH person AS (
       INSERT INTO users (email, name, status, created_at) VALUES ($1, $2, 'active', $3)
       ON CONFLICT (email) DO UPDATE SET status = 'active' RETURNING id
     ), secret AS (
       INSERT INTO user_secrets (user_id, password_hash) SELECT id, $4 FROM person ON CONFLICT DO NOTHING
     )
     INSERT INTO memberships (user_id, reseller_id, account_id, role, created_at, accepted_at)
     SELECT id, $5, $6, $7, $3, $3 FROM person RETURNING user_id AS "userId"`,
    [
      email,
      `${email.split('@')[0]} Example`,
      OFFICE_NOW,
      hash,
      role === 'operator' ? null : resellerId,
      accountId,
      role,
    ],
  )
  const [made] = rows
  if (made === undefined) throw new Error(`${email} was not made`)
  return made
}

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url)

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly help: string
    readonly nodes: readonly { readonly target: readonly string[] }[]
  }[]
}

/** Of a theme: everything, and once that is known only what a theme can change. */
const RULES = { light: undefined, dark: ['color-contrast', 'link-in-text-block'] } as const

/** What axe finds serious or critical on the page, in the light and in the dark theme; to be empty. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const findings: string[] = []
  await page.evaluate(await readFile(AXE, 'utf8'))
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
    const options = JSON.stringify({ resultTypes: ['violations'], runOnly: RULES[scheme] })
    const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${options})`)
    for (const { id, impact, help, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue
      const places = nodes.map(({ target }) => target.join(' ')).slice(0, 3)
      findings.push(`${scheme}: ${id}: ${help} (${places.join('; ')})`)
    }
  }
  return findings
}

/** The narrowest screen the desktop's layout is for. */
const LAPTOP = { width: 1280, height: 800 } as const

/**
 * Whether something of the page is cut off or has to be scrolled sideways, on a desktop's screen as on a laptop's; to be
 * false.
 */
export async function isTooWide(page: Page): Promise<boolean> {
  const screen = page.viewportSize()
  const isCut = (): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')
  if (screen === null || screen.width < LAPTOP.width) return isCut()
  if ((await isCut()) || (await hasWideTable(page))) return true
  await page.setViewportSize(LAPTOP)
  const isCutOnLaptop = (await isCut()) || (await hasWideTable(page))
  await page.setViewportSize(screen)
  return isCutOnLaptop
}

/** A table that has to be pushed sideways is right on a phone only. */
function hasWideTable(page: Page): Promise<boolean> {
  return page.evaluate(
    '[...document.querySelectorAll("table")].some((table) => table.offsetWidth > table.parentElement.clientWidth + 1)',
  )
}
