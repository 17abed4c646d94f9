import type pg from 'pg'
import type { Config } from '../../config.ts'

/** What signing in and looking after one's own login work with: no tenant's walls, a person's own rows only. */
export interface AccessContext {
  readonly pool: pg.Pool
  readonly config: Config
  readonly now: Date
  readonly from: {
    readonly ip: string
    /** The browser's own words about itself. */
    readonly device: string
  }
  /** The site the browser shows: passkeys are bound to it. */
  readonly site: {
    /** `https://phones.example.com` */
    readonly origin: string
    /** Its host name. */
    readonly rpId: string
  }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Sessions not seen since then are over. */
export function idleSince({ limits }: Config, now: Date): Date {
  return new Date(now.getTime() - limits.sessionIdleMinutes * MINUTE_MS)
}

/** When a session that begins now ends, however busy it is. */
export function sessionEnd({ limits }: Config, now: Date): Date {
  return new Date(now.getTime() + limits.sessionDays * DAY_MS)
}
