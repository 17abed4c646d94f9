import type { BrowserContext } from 'playwright-core'

interface Person {
  readonly email: string
  readonly password: string
}

/** Gives a browser a session at an origin, as the form of the portals would. */
export async function signInBrowser(context: BrowserContext, origin: string, person: Person): Promise<void> {
  const answer = await context.request.post('/api/v1/session', { data: person, headers: { origin } })
  if (!answer.ok()) throw new Error(`${person.email} was not signed in: ${answer.status()} ${await answer.text()}`)
}
