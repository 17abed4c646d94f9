import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import { isTooWide, SCREENS, seriousFindings } from './browser.ts'

/**
 * What is wrong with pages, each loaded once: cut off on a telephone, a desktop or a laptop, or something serious by axe in
 * either theme on a telephone or a desktop; to be empty.
 *
 * @param ready resolves when what the page opens with is there; left out: its heading, and nothing that is still loading.
 */
export async function faultsOfPages(
  page: Page,
  paths: readonly string[],
  ready: (path: string) => Promise<void> = () => isLoaded(page),
): Promise<readonly string[]> {
  const faults: string[] = []
  for (const path of paths) {
    await page.setViewportSize(SCREENS.phone)
    await page.goto(path)
    await ready(path)
    for (const screen of ['phone', 'desktop'] as const) {
      await page.setViewportSize(SCREENS[screen])
      if (!(await comesToFit(page)) || (await isTooWide(page))) faults.push(`${path} is too wide for a ${screen}`)
      const findings = await seriousFindings(page)
      faults.push(...findings.map((finding) => `${path} on a ${screen}, ${finding}`))
    }
  }
  return faults
}

/** Its heading is there, and nothing of it is still loading. */
export async function isLoaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).last().waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** Some of a page is laid out anew a moment after its width changed. */
function comesToFit(page: Page): Promise<boolean> {
  const fits = 'document.documentElement.scrollWidth <= innerWidth + 1'
  return vi.waitUntil(() => page.evaluate<boolean>(fits), { timeout: 5000 }).catch(() => false)
}
