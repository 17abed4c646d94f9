import { problem, ProblemError, type Problem } from '#domain/problem.ts'

/**
 * What a failed connection or statement means to the person in front of it, where they can put it right;
 * undefined for everything else (a fault of ours).
 *
 * @param url of the database, to name the place; its password is never repeated.
 */
export function databaseProblem(error: unknown, url: string): Problem | undefined {
  const { host, database, user } = describeUrl(url)
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ECONNRESET':
    case 'ENOENT':
    case 'CONNECT_TIMEOUT':
      return problem(
        'database',
        `No PostgreSQL server answers at ${host}: start it, or correct DATABASE_URL, or unset DATABASE_URL to use the built-in one.`,
      )
    case '28P01':
    case '28000':
      return problem(
        'database',
        `PostgreSQL at ${host} does not let user "${user}" in: correct user and password in DATABASE_URL, or the server's pg_hba.conf.`,
      )
    case '3D000':
      return problem(
        'database',
        `There is no database "${database}" at ${host}: create it (createdb ${database}) or correct DATABASE_URL.`,
      )
    case '42501':
      return problem(
        'database',
        `User "${user}" may not do this in database "${database}" at ${host} (${messageOf(error)}): make the user the owner of the database.`,
      )
    case '53100':
      return problem(
        'database',
        `The disk of the database at ${host} is full: free some space and run the same command again; nothing half-done was kept.`,
      )
    case '53300':
      return problem(
        'database',
        `PostgreSQL at ${host} has no connection left: end what is not needed or raise its max_connections.`,
      )
    case '57P01':
    case '57P02':
    case '57P03':
      return problem(
        'database',
        `PostgreSQL at ${host} is starting or stopping (${messageOf(error)}): run the same command again in a moment.`,
      )
    default:
      return undefined
  }
}

/** The oldest server the SQL is written for: what Debian 12 brings. */
const OLDEST_SERVER = 15

/** @param number as server_version_num has it: 150018. */
export function versionProblem(version: string, number: number): Problem | undefined {
  if (number >= OLDEST_SERVER * 10_000) return undefined
  return problem(
    'database',
    `The server of DATABASE_URL is PostgreSQL ${version}, and Tollgate needs ${OLDEST_SERVER} or newer: upgrade it, use another, or unset DATABASE_URL to use the built-in one.`,
  )
}

/** Runs the work; a failure that {@link databaseProblem} knows comes out as a ProblemError. */
export async function explainingDatabaseProblems<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const known = error instanceof ProblemError ? undefined : databaseProblem(error, url)
    throw known === undefined ? error : new ProblemError(known)
  }
}

/** SQLSTATE of PostgreSQL or the system's error name; '' where there is none. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  // A host name with several addresses fails with one error per address.
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  if ('code' in error && typeof error.code === 'string') return error.code
  return /timeout/i.test(error.message) && /connect|expired/i.test(error.message) ? 'CONNECT_TIMEOUT' : ''
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function describeUrl(text: string): { host: string; database: string; user: string } {
  const url = new URL(text)
  const user = decodeURIComponent(url.username)
  return {
    host: url.host === '' ? (url.searchParams.get('host') ?? 'the local socket') : url.host,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    user,
  }
}
