import { tellDone, tellFailure } from './toast.tsx'

/** Puts a text where it can be pasted from, and says so. Browsers refuse it on pages without https. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    tellDone(done)
  } catch {
    tellFailure('The browser does not let this page copy. Mark the text and copy it yourself.')
  }
}
