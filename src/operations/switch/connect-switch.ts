import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { letSwitchSignIn } from '#storage/tables/switch-records.ts'

/** What a switch is told to find the database by. */
export interface SwitchLogin {
  readonly host: string
  readonly port: string
  readonly database: string
  readonly user: string
  /** Shown once; the one before is over. */
  readonly password: string
}

/** Lets the switch into the database, with the few rights its role has. */
export async function connectSwitch(pool: pg.Pool, databaseUrl: string): Promise<SwitchLogin> {
  const password = randomBytes(24).toString('hex')
  await letSwitchSignIn(pool, password)
  const { hostname, port, pathname } = new URL(databaseUrl)
  return {
    host: hostname,
    port: port === '' ? '5432' : port,
    database: decodeURIComponent(pathname.slice(1)),
    user: 'kamailio',
    password,
  }
}
