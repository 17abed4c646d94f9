import { createClient } from '#storage/pool.ts'

/** So long does a call wait before it is asked whether the database is there at all, which takes half as long at the most. */
const PATIENCE_MS = 600
const PROBE_EVERY_MS = 500

/** Whether the database is there, found out by those who need it. */
export interface Away {
  readonly isAway: boolean
  /** What `ask` answers; undefined where the database is away, within the patience of a caller. */
  within<Answer>(ask: () => Promise<Answer>): Promise<{ readonly answer: Answer } | undefined>
  close(): void
}

/** Codes of a connection that failed, or of a server that goes or comes; and of a statement that took too long. */
const CODES = new Set([
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '55P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])
const WORDS = /connection (?:terminated|ended|error)|timeout exceeded when|query read timeout|was closed|not queryable/i

/** Whether a failure says that the database is away, and nothing of what it was asked. */
export function isSilence(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isSilence)
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return CODES.has(code) || code.startsWith('08') || WORDS.test(error.message)
}

/**
 * Once the database does not answer one caller, the next are not kept waiting: it is asked for until it answers again. One that
 * is slow and still answers is waited for.
 *
 * @param back is done before it counts as there again.
 */
export function watchAway(
  {
    databaseUrl,
    log,
    patienceMs = PATIENCE_MS,
  }: { readonly databaseUrl: string; readonly log: (line: string) => void; readonly patienceMs?: number | undefined },
  back: () => Promise<void>,
): Away {
  let isAway = false
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let probing: Promise<boolean> | undefined

  const isThere = (): Promise<boolean> => {
    probing ??= probe(databaseUrl, patienceMs / 2).finally(() => {
      probing = undefined
    })
    return probing
  }
  const look = async (): Promise<void> => {
    if (!(await isThere())) return again()
    try {
      await back()
      isAway = false
      log('The database answers again: calls are asked of it.')
    } catch (error) {
      log(`The database answers, and yet: ${error instanceof Error ? error.message : String(error)}`)
      again()
    }
  }
  const again = (): void => {
    if (isClosed) return
    timer = setTimeout(() => void look(), PROBE_EVERY_MS)
    timer.unref()
  }
  const gone = (): void => {
    if (isAway || isClosed) return
    isAway = true
    log('The database does not answer: calls are let through as each reseller said for that case.')
    again()
  }

  return {
    get isAway() {
      return isAway
    },
    within: async (ask) => {
      if (isAway) return undefined
      try {
        const asked = ask().then((answer) => ({ answer }))
        const inTime = await Promise.race([asked, patience(patienceMs)])
        if (inTime !== undefined) return inTime
        if (await isThere()) return await asked
      } catch (error) {
        if (!isSilence(error)) throw error
      }
      gone()
      return undefined
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}

function patience(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms).unref()
  })
}

/** By a connection of its own: those of the pool may all be waiting for something. */
async function probe(databaseUrl: string, mostMs: number): Promise<boolean> {
  const client = createClient(databaseUrl, mostMs)
  const answer = (async (): Promise<boolean> => {
    await client.connect()
    await client.query('SELECT 1')
    return true
  })()
  try {
    return await Promise.race([
      answer,
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), mostMs).unref()),
    ])
  } catch {
    return false
  } finally {
    answer.then(
      () => client.end().catch(() => {}),
      () => client.end().catch(() => {}),
    )
  }
}
