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
  /** A file of calls sent through the API. */
  callFileBytes: 2 * 1024 * 1024 * 1024,
  /** How long a request may take to come in. */
  uploadMs: 15 * 60_000,
  /** Calls priced again while somebody waits to see what another plan would cost. */
  previewCalls: 200_000,
  /** A rate sheet sent through the API. */
  rateSheetBytes: 64 * 1024 * 1024,
  /** Jobs the worker does at once. */
  jobsAtOnce: 4,
  /** For a mail server to take one mail. */
  mailTimeoutMs: 60_000,
  /** For a webhook's receiver to answer, from the look-up of its name to the end of its answer. */
  webhookTimeoutMs: 15_000,
  /** Of a receiver's answer: what is kept in the delivery log. The rest is not read. */
  webhookAnswerBytes: 2048,
  webhooksPerReseller: 20,
  /** Threads that make PDFs, and how many papers may wait for one. */
  pdfThreads: 2,
  pdfQueue: 100,
  /** Answers to repeated requests, and the log of webhook deliveries, are kept so long. */
  keepIdempotencyDays: 30,
  keepDeliveriesDays: 30,
  /** Records of the switch that are among the calls. */
  keepSwitchRecordsDays: 90,
  /** What happened, and which mails were sent, can be looked up for so long. */
  keepEventsDays: 400,
  /** Requests of one person or key, and of one address (an office shares one), in a minute. */
  requestsPerMinute: 1200,
  requestsPerMinutePerIp: 3000,
  /** Calls a switch asks about or tells of, by the source it names, in a second. */
  callRequestsPerSecond: 5000,
  /** Calls for help of one address that are answered before it is known who asks, in a minute. */
  emergencyCallsPerMinutePerIp: 600,
  /** Steps of signing in, asking for links and opening them, of one address in a minute. */
  signInsPerMinutePerIp: 30,
  /** Failed attempts that cost nothing: by e-mail address or second factor, and by the address they come from. */
  signInFreeFailures: 5,
  signInFreeFailuresPerIp: 20,
  /** The longest a growing lock-out gets. */
  signInLockSeconds: 15 * 60,
  /** Sessions and links that are over, and lines of access logs, are kept so long to look back on. */
  keepAccessDays: 180,
  /** A session ends after so long without a request, and after so many days however busy it is. */
  sessionIdleMinutes: 8 * 60,
  sessionDays: 7,
  /** What an argon2id hash of a password costs; raised, hashes are renewed as people sign in. */
  passwordMemoryKib: 64 * 1024,
  passwordPasses: 2,
  passkeysPerUser: 20,
  /** Windows that show calls in progress, of a reseller with all its customers, and of one customer's people. */
  liveWatchersPerReseller: 200,
  liveWatchersPerAccount: 10,
  /** Calls in progress one answer shows; their sums are of all. */
  liveCallsShown: 500,
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
  /** Where people find this installation, without a path: what links in mails begin with. */
  readonly publicUrl: string
  /** The address the HTTP server listens on; 127.0.0.1 unless told otherwise. */
  readonly host: string
  /** Where e-mail goes; undefined: there is no mail server, and mails are kept as files. */
  readonly mail: MailConfig | undefined
  /** Webhooks may go to private addresses and by plain http: for a receiver on one's own network. */
  readonly privateWebhooks: boolean
  /** Where Stripe's API answers, for a stand-in of it; undefined: Stripe's own address. */
  readonly stripeUrl: string | undefined
  /** The name phones register at; set: the switch of deploy/kamailio serves the lines. */
  readonly sipHost: string | undefined
  /** The switch's log, where this process can read it: records that did not reach the database are taken from it. */
  readonly switchLog: string | undefined
  /** Whether a proxy in front says who asks (X-Forwarded-For). Believed from outside only when told so. */
  readonly trustProxy: boolean
  /** Whether the billing feed of the older platform is served, with login and password in its address. */
  readonly legacyFeed: boolean
  readonly limits: { readonly [limit in keyof typeof LIMITS]: number }
}

export interface MailConfig {
  /** smtp:// or smtps://, with user and password where the server asks: never print it. */
  readonly smtpUrl: string
  /** The sender of a reseller that has none of its own. */
  readonly from: string
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

  const port = read('TOLLGATE_PORT', parsePort) ?? 4000
  const config: Config = {
    dataDirectory: resolve(variable('TOLLGATE_DATA') ?? `${CHECKOUT}/.tollgate`),
    databaseUrl: read('DATABASE_URL', parseDatabaseUrl),
    databasePort: read('TOLLGATE_DB_PORT', parsePort),
    port,
    publicUrl: read('TOLLGATE_URL', parsePublicUrl) ?? `http://localhost:${port}`,
    host: variable('TOLLGATE_HOST') ?? '127.0.0.1',
    mail: readMail(read('TOLLGATE_SMTP_URL', parseSmtpUrl), read('TOLLGATE_MAIL_FROM', parseAddress), problems),
    privateWebhooks: variable('TOLLGATE_PRIVATE_WEBHOOKS') === 'yes',
    stripeUrl: read('TOLLGATE_STRIPE_URL', parsePublicUrl),
    sipHost: read('TOLLGATE_SIP_HOST', parseHost),
    switchLog: resolved(variable('TOLLGATE_SWITCH_LOG')),
    trustProxy: variable('TOLLGATE_TRUST_PROXY') === 'yes',
    legacyFeed: variable('TOLLGATE_LEGACY_FEED') === 'yes',
    limits: {
      ...LIMITS,
      importChunkBytes: read('TOLLGATE_IMPORT_CHUNK_BYTES', parseChunk) ?? LIMITS.importChunkBytes,
      requestsPerMinute: read('TOLLGATE_REQUESTS_PER_MINUTE', parseCount) ?? LIMITS.requestsPerMinute,
      requestsPerMinutePerIp: read('TOLLGATE_REQUESTS_PER_MINUTE_PER_IP', parseCount) ?? LIMITS.requestsPerMinutePerIp,
      callRequestsPerSecond: read('TOLLGATE_CALL_REQUESTS_PER_SECOND', parseCount) ?? LIMITS.callRequestsPerSecond,
      signInsPerMinutePerIp: read('TOLLGATE_SIGN_INS_PER_MINUTE_PER_IP', parseCount) ?? LIMITS.signInsPerMinutePerIp,
    },
  }
  if (problems.length > 0) throw new ProblemError(...problems)
  return Object.freeze(config)
}

function parseDatabaseUrl(text: string): string | Problem {
  // The text may hold a password: never repeat it.
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return text
  return problem('configuration', 'Write it as postgres://user:password@host:5432/database.')
}

function parseHost(text: string): string | Problem {
  if (text.length <= 64 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text)) return text
  return problem(
    'configuration',
    `"${text}" is not the name of a host: write it like sip.example.com, in small letters.`,
  )
}

function resolved(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path)
}

function parseSmtpUrl(text: string): string | Problem {
  // The text may hold a password: never repeat it.
  if (/^smtps?:\/\/[^?#]+$/.test(text) && URL.canParse(text)) return text
  return problem('configuration', 'Write it as smtp://user:password@host:587, or smtps://… for TLS from the start.')
}

function parseAddress(text: string): string | Problem {
  if (text.length <= 254 && /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/.test(text)) return text
  return problem('configuration', `"${text}" is not an e-mail address: write it like no-reply@example.com.`)
}

function readMail(smtpUrl: string | undefined, from: string | undefined, problems: Problem[]): MailConfig | undefined {
  if (smtpUrl === undefined) return undefined
  if (from !== undefined) return { smtpUrl, from }
  if (!problems.some(({ field }) => field === 'TOLLGATE_MAIL_FROM')) {
    const message = 'Say who sends the mail of resellers without a sender of their own, like no-reply@example.com.'
    problems.push(problem('configuration', message, { field: 'TOLLGATE_MAIL_FROM' }))
  }
  return undefined
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

function parsePublicUrl(text: string): string | Problem {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (isPlain) return url.origin
  return problem('configuration', `"${text}" is not an address of a site: write it like https://phones.example.com.`)
}

function parseCount(text: string): number | Problem {
  const count = Number(text)
  if (/^\d{1,9}$/.test(text) && count >= 1) return count
  return problem('configuration', `"${text}" is not a limit: write a whole number from 1, or leave it unset.`)
}

function parsePort(text: string): number | Problem {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port
  return problem('configuration', `"${text}" is not a port: write a number from 1 to 65535, or leave it unset.`)
}
