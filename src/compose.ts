import { join } from 'node:path'
import type { Actor } from '#domain/access/actor.ts'
import { readConfig, type Config } from './config.ts'
import { createAuthenticate } from '#operations/access/authenticate.ts'
import { createFileOutbox } from '#providers/email/file-outbox.ts'
import type { Mailer } from '#providers/email/mailer.ts'
import { createSmtpMailer } from '#providers/email/smtp-mailer.ts'
import type { LiveCalls } from '#operations/live-calls/call-decisions.ts'
import { createLiveCalls } from '#operations/live-calls/live-calls.ts'
import { createLiveWatch, type LiveWatch } from '#operations/live-calls/watch-live-calls.ts'
import type { OpenGateway } from '#providers/payment-gateway/payment-gateway.ts'
import { createPdfMaker, type PdfMaker } from '#providers/pdf/pdf-maker.ts'
import { fakeSwitchDirectory } from '#providers/switch/fake-switch-directory.ts'
import { kamailioDirectory } from '#providers/switch/kamailio-directory.ts'
import type { SwitchDirectory } from '#providers/switch/switch-directory.ts'
import { createPostMessage, type PostMessage } from '#providers/webhooks/post-message.ts'
import { openDatabase, type Database } from '#storage/connect.ts'
import { explainingDatabaseProblems } from '#storage/database-problem.ts'
import { migrate } from '#storage/migrate.ts'
import { readLineLocations } from '#storage/queries/sip-logins.ts'

export type { Database }

/** What the doors that serve have in their hands. */
export interface Services {
  readonly pool: Database['pool']
  /** For connections of one's own: holds the password, never print it. */
  readonly databaseUrl: string
  readonly config: Config
  readonly clock: () => Date
  /** One line to the operator. Never a secret. */
  readonly log: (line: string) => void
  /** Papers as PDF, made beside the thread that answers. */
  readonly pdf: PdfMaker
  /** Cards and direct debits, by a reseller's own keys. */
  readonly openGateway: OpenGateway
  /** Answers whether calls may be made. */
  readonly liveCalls: LiveCalls
  /** Where lines are registered; without a switch, answers that stand in for one. */
  readonly switchDirectory: SwitchDirectory
  /** Tells who watches of the calls in progress. */
  readonly liveWatch: LiveWatch
  /**
   * Who sent a request: by its session cookie or its key. Undefined: nobody we know. Without a trace, nobody counts as
   * having been there.
   */
  authenticate(request: IncomingRequest, how?: { readonly leavesTrace?: boolean }): Promise<Actor | undefined>
}

/** What a process that serves has beside: ways to the outside. */
export interface ServedServices extends Services {
  readonly mailer: Mailer
  readonly post: PostMessage
  /** Gives back what it holds; the database stays open. */
  close(): Promise<void>
}

/**
 * Builds everything a serving process needs on a database that is open and up to date. Without a mail server, mails become
 * files of the data directory's `outbox`.
 *
 * @param log gets one line at a time.
 */
export function createServices(
  { pool, url }: Pick<Database, 'pool' | 'url'>,
  config: Config,
  { log, clock = () => new Date() }: { readonly log: (line: string) => void; readonly clock?: () => Date },
): ServedServices {
  const { mail, limits, dataDirectory, privateWebhooks, sipHost } = config
  const pdf = createPdfMaker({ threads: limits.pdfThreads, queue: limits.pdfQueue })
  const liveCalls = createLiveCalls({
    pool,
    databaseUrl: url,
    clock,
    log,
    spoolFolder: join(dataDirectory, 'calls-kept'),
  })
  const mailer =
    mail === undefined
      ? createFileOutbox(join(dataDirectory, 'outbox'))
      : createSmtpMailer({ url: mail.smtpUrl, timeoutMs: limits.mailTimeoutMs })
  const { webhookTimeoutMs: timeoutMs, webhookAnswerBytes: answerBytes } = limits
  return {
    pool,
    databaseUrl: url,
    config,
    clock,
    log,
    pdf,
    liveCalls,
    liveWatch: createLiveWatch({ pool, book: liveCalls.book, clock, log, limits }),
    openGateway: async (keys) => {
      // Large, and every command would load it.
      const { createStripeGateway } = await import('#providers/payment-gateway/stripe-gateway.ts')
      return createStripeGateway(keys, { apiUrl: config.stripeUrl })
    },
    mailer,
    post: createPostMessage({ timeoutMs, answerBytes, allowPrivate: privateWebhooks }),
    switchDirectory:
      sipHost === undefined
        ? fakeSwitchDirectory()
        : kamailioDirectory(sipHost, readLineLocations.bind(undefined, pool)),
    authenticate: createAuthenticate({ pool, clock, config }),
    close: async () => {
      mailer.close()
      await liveCalls.close()
      await pdf.close()
    },
  }
}

/** As much of a request as it takes to know who sent it. */
export interface IncomingRequest {
  readonly method: string
  readonly ip: string
  /** As the browser knows it, with its port. */
  readonly host: string
  readonly protocol: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly cookies: Readonly<Record<string, string | undefined>>
}

/**
 * Opens the configured database, brings it up to date, does the work, and closes it whatever happens: at once when the
 * process is told to end, so that the embedded server does not stay behind.
 */
export async function withDatabase<Result>(
  work: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = readConfig()
  const database = await openDatabase(config, { log: (line) => process.stderr.write(`${line}\n`) })
  const end = (signal: NodeJS.Signals): void => {
    void database.close({ now: true }).finally(() => process.kill(process.pid, signal))
  }
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    return await explainingDatabaseProblems(database.url, async () => {
      await migrate(database.pool)
      return work(database, config)
    })
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end)
    await database.close()
  }
}
