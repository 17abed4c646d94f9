import { resolve } from 'node:path'
import { isProblem, type Problem, problem, ProblemError } from '#domain/problem.ts'

/** A number on everything that could grow without end. Passing one gives a clear error, never a silent cut. */
const LIMITS = {
  /** Connections of one process's pool; the embedded server takes 50 in all. */
  databaseConnections: 10,
  /** Bytes of a call file that make one batch of each shard; no line may be longer. */
  importChunkBytes: 24 * 1024 * 1024,
  /** A JSON body of the API. Files are streamed and have limits of their own. */
  bodyBytes: 1024 * 1024,
} as const

export interface Config {
  /** Absolute. Everything this installation writes lies below it. */
  readonly dataDirectory: string
  /** A PostgreSQL server of one's own; undefined: the embedded one. */
  readonly databaseUrl: string | undefined
  /** The port the embedded server has to use; undefined: a free one is chosen and remembered. */
  readonly databasePort: number | undefined
  /** The port of the HTTP server. */
  readonly port: number
  /** Whether a proxy in front says who asks (X-Forwarded-For). Believed from outside only when told so. */
  readonly trustProxy: boolean
  readonly limits: { readonly [limit in keyof typeof LIMITS]: number }
}

const CHECKOUT = resolve(import.meta.dirname, '..')

/**
 * Turns the environment into the one configuration. Nothing else reads `process.env`.
 * An empty variable counts as not set. A relative TOLLGATE_DATA starts from the working folder.
 *
 * @throws ProblemError 'configuration', one problem per faulty variable, its name as the field.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const problems: Problem[] = []
  const variable = (name: string): string | undefined => {
    const text = environment[name]?.trim()
    return text === '' ? undefined : text
  }
  const read = <Value>(name: string, parse: (text: string) => Value | Problem): Value | undefined => {
    const text = variable(name)
    if (text === undefined) return undefined
    const value = parse(text)
    if (!isProblem(value)) return value
    problems.push({ ...value, field: name })
    return undefined
  }

  const config: Config = {
    dataDirectory: resolve(variable('TOLLGATE_DATA') ?? `${CHECKOUT}/.tollgate`),
    databaseUrl: read('DATABASE_URL', parseDatabaseUrl),
    databasePort: read('TOLLGATE_DB_PORT', parsePort),
    port: read('TOLLGATE_PORT', parsePort) ?? 4000,
    trustProxy: variable('TOLLGATE_TRUST_PROXY') === 'yes',
    limits: { ...LIMITS, importChunkBytes: read('TOLLGATE_IMPORT_CHUNK_BYTES', parseChunk) ?? LIMITS.importChunkBytes },
  }
  if (problems.length > 0) throw new ProblemError(...problems)
  return Object.freeze(config)
}

function parseDatabaseUrl(text: string): string | Problem {
  // The text may hold a password: never repeat it.
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return text
  return problem('configuration', 'Write it as postgres://user:password@host:5432/database.')
}

/** Smaller batches for a small machine; never larger than the memory they were measured in. */
function parseChunk(text: string): number | Problem {
  const bytes = Number(text)
  if (/^\d{1,8}$/.test(text) && bytes >= 1024 && bytes <= LIMITS.importChunkBytes) return bytes
  return problem(
    'configuration',
    `"${text}" is not a chunk: write bytes from 1024 to ${LIMITS.importChunkBytes}, or leave it unset.`,
  )
}

function parsePort(text: string): number | Problem {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port
  return problem('configuration', `"${text}" is not a port: write a number from 1 to 65535, or leave it unset.`)
}
