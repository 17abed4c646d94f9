import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { readConfig } from '../src/config.ts'
import { signInBrowser } from '../test/support/browser-sign-in.ts'
import { launchChromium, unpackChromium } from '../test/support/chromium.ts'
import { startDemo, type ServedDemo } from '../test/support/served-demo.ts'
import { PICTURES, type Picture } from './picture-list.ts'

/**
 * `npm run pictures`: the product's pictures in docs/pictures, taken anew of a demonstration set up for it. Names after it
 * take only those: `npm run pictures -- dashboard`. The demonstration's days are those up to today.
 */
const FOLDER = resolve(import.meta.dirname, '../docs/pictures')
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
} as const
/** More would make the repository heavy. */
const LARGEST_BYTES = 200_000

async function takePictures(pictures: readonly Picture[]): Promise<void> {
  const demo = await startDemo(join(readConfig().dataDirectory, 'pictures'))
  try {
    const browser = await launchChromium(await unpackChromium())
    try {
      await mkdir(FOLDER, { recursive: true })
      for (const picture of pictures) await take(browser, demo, picture)
    } finally {
      await browser.close()
    }
  } finally {
    await demo.stop()
  }
}

async function take(browser: Browser, demo: ServedDemo, picture: Picture): Promise<void> {
  const { name, as, screen = 'desktop', scheme = 'light' } = picture
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL: demo.url,
    colorScheme: scheme,
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    reducedMotion: 'reduce',
  })
  try {
    await signInBrowser(context, demo.url, { email: demo.people[as] ?? '', password: demo.password })
    const content = await pictureOf(context, picture)
    if (content.length > LARGEST_BYTES) throw new Error(`${name} has ${content.length} bytes: show less of it`)
    await writeFile(join(FOLDER, `${name}.png`), content)
    console.log(`${name.padEnd(28)}${Math.round(content.length / 1000)} kB`)
  } finally {
    await context.close()
  }
}

/** A page that is not watching calls is done by then. */
const SETTLED_MS = 5_000

/** Fails where the page did: a picture of that helps nobody. */
async function pictureOf(context: BrowserContext, { name, path, prepare }: Picture): Promise<Buffer> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(typeof path === 'string' ? path : await path(context), { waitUntil: 'load' })
  // Where calls are watched the line to the server stays open.
  await page.waitForLoadState('networkidle', { timeout: SETTLED_MS }).catch(() => {})
  await prepare?.(page)
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => null)')
  if (faults.length > 0) throw new Error(`${name}: ${faults.join('; ')}`)
  return page.screenshot({ animations: 'disabled' })
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !PICTURES.some((picture) => picture.name === name))
if (unknown.length > 0) {
  console.error(`There is no picture ${unknown.join(', ')}; there are ${PICTURES.map(({ name }) => name).join(', ')}.`)
  process.exitCode = 2
} else await takePictures(names.length === 0 ? PICTURES : PICTURES.filter(({ name }) => names.includes(name)))
