import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { readConfig } from '../src/config.ts'
import { signInBrowser } from '../test/support/browser-sign-in.ts'
import { launchChromium, unpackChromium } from '../test/support/chromium.ts'
import { startDemo } from '../test/support/served-demo.ts'

const ROUNDS = 9
const ROWS = 50
const ASSETS = resolve(import.meta.dirname, '../web/dist/assets')

/**
 * The portals on the demonstration telco, in a Chromium: how much JavaScript a page takes, and how long until a list of 50
 * rows stands there and takes a key, with nothing in the browser's cache. The limit is the same answer of the API put into a
 * bare table by ten lines of script.
 */
export async function benchWeb({ json }: { json: boolean }): Promise<void> {
  const demo = await startDemo(join(readConfig().dataDirectory, 'bench-web'))
  try {
    const browser = await launchChromium(await unpackChromium())
    try {
      const look = (email: string): Look => ({ browser, url: demo.url, email, password: demo.password })
      const owner = look(demo.people['owner'] ?? '')
      const customer = look(demo.people['customer-admin'] ?? '')
      const list = await median(() => timeList(owner))
      const bare = await median(() => timeBareTable(owner))
      const result = {
        signInKb: await scriptOf({ ...owner, email: '' }, '/sign-in'),
        dashboardKb: await scriptOf(owner, '/'),
        customersKb: await scriptOf(owner, '/customers'),
        customerHomeKb: await scriptOf(customer, '/my'),
        largestChunkKb: kilobytes(Math.max(...chunks().map(({ bytes }) => bytes))),
        chunks: chunks().length,
        listMs: round(list),
        bareTableMs: round(bare),
        ratioToBareTable: round(bare / list),
        rows: ROWS,
        rounds: ROUNDS,
      }
      console.log(json ? JSON.stringify(result) : result)
    } finally {
      await browser.close()
    }
  } finally {
    await demo.stop()
  }
}

interface Look {
  readonly browser: Browser
  readonly url: string
  /** Empty: nobody signs in. */
  readonly email: string
  readonly password: string
}

/** A browser that has seen nothing yet, signed in where there is an address. */
async function onFreshPage<Result>({ browser, url, email, password }: Look, work: (page: Page) => Promise<Result>) {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, bypassCSP: true })
  try {
    if (email !== '') await signInBrowser(context, url, { email, password })
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Milliseconds from the address to fifty rows of which the first takes the key `j`. */
function timeList(look: Look): Promise<number> {
  return onFreshPage(look, async (page) => {
    await page.goto('/customers', { waitUntil: 'commit' })
    await page.waitForFunction(`document.querySelectorAll('tbody a[data-row-link]').length >= ${ROWS}`)
    await page.keyboard.press('j')
    const handle = await page.waitForFunction("document.querySelector('tr[data-current]') && performance.now()")
    return Number(await handle.jsonValue())
  })
}

const BARE = `<!doctype html><table></table><script type="module">
const answer = await fetch('/api/v1/accounts?limit=${ROWS}')
const { items } = await answer.json()
document.querySelector('table').innerHTML = items.map(({ id, name, accountNumber, status, balance }) =>
  '<tr><td><a href="/customers/' + id + '">' + name + '</a><td>' + accountNumber + '<td>' + status + '<td>' + balance).join('')
addEventListener('keydown', () => { document.querySelector('tr').dataset.current = '' })
</script>`

function timeBareTable(look: Look): Promise<number> {
  return onFreshPage(look, async (page) => {
    await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }))
    await page.goto('/bare', { waitUntil: 'commit' })
    await page.waitForFunction(`document.querySelectorAll('tr').length >= ${ROWS}`)
    await page.keyboard.press('j')
    const handle = await page.waitForFunction("document.querySelector('tr[data-current]') && performance.now()")
    return Number(await handle.jsonValue())
  })
}

/** Kilobytes of gzip JavaScript a page loads until it rests. */
function scriptOf(look: Look, path: string): Promise<number> {
  return onFreshPage(look, async (page) => {
    const loaded = new Set<string>()
    page.on('response', (response) => {
      const name = /\/assets\/([^/?]+\.js)$/.exec(response.url())?.[1]
      if (name !== undefined) loaded.add(name)
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    return kilobytes([...loaded].reduce((sum, name) => sum + statSync(join(ASSETS, `${name}.gz`)).size, 0))
  })
}

function chunks(): readonly { readonly name: string; readonly bytes: number }[] {
  return readdirSync(ASSETS)
    .filter((name) => name.endsWith('.js.gz'))
    .map((name) => ({ name, bytes: statSync(join(ASSETS, name)).size }))
}

async function median(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let nth = 0; nth < ROUNDS; nth++) times.push(await measure())
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

function kilobytes(bytes: number): number {
  return round(bytes / 1000)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
