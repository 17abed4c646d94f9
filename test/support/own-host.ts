import type { Page } from 'playwright-core'
import { createOffice, OFFICE_NOW, PASSWORD, type Office, type Screen } from './browser.ts'
import { faultsOfPages, isLoaded } from './page-faults.ts'
import { there } from './there.ts'
import { runBills } from '#operations/billing/run-bills.ts'

/** Browsers know every name below localhost as this machine. */
const HOSTNAME = 'phones.localhost'

/** Who owns Wattle Voice, and who has the account 1003 there. */
const OWNER = 'owner@wattle.example'
export const CUSTOMER = 'mia@acacia.example'

/** The customer portal of Wattle Voice on a host of its own, as the customer of account 1003 comes to it. */
export interface OwnHost extends Office {
  /** `http://phones.localhost:41234`. */
  readonly home: string
  readonly accountId: number
  /** A browser whose person has signed in by the form and stands on a page. */
  enter(path: string, entering?: { readonly screen?: Screen; readonly as?: string }): Promise<Page>
  /** What the office does meanwhile, by the API. */
  byStaff<Body>(method: 'GET' | 'POST' | 'PATCH', path: string, data?: unknown): Promise<Body>
  /** The first row of a query. */
  row<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row>
}

/** Account 1003 pays as it goes and is billed on the first: June, with 200 calls, is on its bill. */
export async function createOwnHost(): Promise<OwnHost> {
  const office = await createOffice()
  const { telco, url, pool } = office
  const accountId = there(telco.accounts[2]).id
  await office.person(OWNER, 'owner')
  await office.person(CUSTOMER, 'customer-admin', accountId)
  await telco.importGenerated({ seed: 7, calls: 800, from: '2026-06-01T00:00:00Z', to: '2026-06-30T23:00:00Z' })
  await runBills(pool, { now: OFFICE_NOW, resellerId: telco.resellerId })
  const staff = await office.open('/settings', { as: OWNER })
  const byStaff: OwnHost['byStaff'] = async (method, path, data) => {
    const headers = { origin: url, 'idempotency-key': crypto.randomUUID() }
    const answer = await staff.request.fetch(`/api/v1${path}`, { method, headers, ...(data !== undefined && { data }) })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return answer.json()
  }
  await byStaff('PATCH', '/brand', {
    customerHostname: HOSTNAME,
    bank: { bankName: 'Bank of Examples', accountName: 'Wattle Voice', bsb: '000000', accountNumber: '00012345' },
  })
  const home = url.replace('localhost', HOSTNAME)
  return {
    ...office,
    get now() {
      return office.now
    },
    set now(at) {
      office.now = at
    },
    home,
    accountId,
    byStaff,
    async enter(path, { screen = 'desktop', as = CUSTOMER } = {}) {
      const page = await office.open(`${home}${path}`, { screen })
      await page.getByLabel('E-mail address').fill(as)
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByRole('navigation').first().waitFor({ state: 'attached' })
      return page
    },
    async row<Row extends object>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await pool.query<Row>(sql, [...values])
      return there(rows[0])
    },
  }
}

/** Whether the product under the brand shows its own name: on the page as it stands, in its title, or in what stands behind it. */
export async function namesTheProduct(page: Page): Promise<boolean> {
  return /tollgate/i.test(`${await page.title()} ${await page.content()}`)
}

/**
 * What is wrong with pages: wider than a telephone or a desktop, something serious by axe in either theme, or the product's
 * own name; to be empty.
 */
export async function faultsOfOwnPages(host: OwnHost, paths: readonly string[]): Promise<readonly string[]> {
  const page = await host.enter('/', { screen: 'phone' })
  const named: string[] = []
  const faults = await faultsOfPages(
    page,
    paths.map((path) => `${host.home}${path}`),
    async (path) => {
      await isLoaded(page)
      if (await namesTheProduct(page)) named.push(`${path} names the product`)
    },
  )
  await page.context().close()
  return [...named, ...faults]
}
