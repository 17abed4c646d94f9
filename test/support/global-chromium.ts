import type { TestProject } from 'vitest/node'
import { unpackChromium, type Chromium } from './chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The browser of this run. */
    testChromium: Chromium
  }
}

export async function setup(project: TestProject): Promise<void> {
  project.provide('testChromium', await unpackChromium())
}
