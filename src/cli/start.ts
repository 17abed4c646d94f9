import process from 'node:process'
import type { Command } from 'commander'
import { readConfig, type Config } from '../config.ts'
import type { Serving } from '../serve.ts'

/** Requests and jobs in hand get so long to come to their end; a job that is cut off is done again. */
const PATIENCE_MS = 25_000

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('answer the API and do the jobs behind it, until told to end')
    .addHelpText(
      'after',
      `
Settings (environment): TOLLGATE_PORT (4000), TOLLGATE_HOST (127.0.0.1), TOLLGATE_URL, TOLLGATE_DATA, DATABASE_URL,
TOLLGATE_SMTP_URL and TOLLGATE_MAIL_FROM (without them mails are kept as files in the data folder's outbox).`,
    )
    .action(start)
}

async function start(): Promise<void> {
  const config = readConfig()
  await serveUntilTold(config, ({ url, firstOperatorLink }) => {
    console.log(`Tollgate answers at ${url} (the API is described at ${url}/api/docs)`)
    if (config.mail === undefined)
      console.log(`No mail server is configured: mails are kept in ${config.dataDirectory}/outbox`)
    if (firstOperatorLink === undefined) return
    console.log(`Nobody can sign in yet. Whoever opens this link within a day becomes the operator:`)
    console.log(`  ${firstOperatorLink}`)
  })
}

/**
 * Serves, says so, and goes on until SIGINT or SIGTERM.
 *
 * @param announce may begin something beside, and give back what ends it.
 */
export async function serveUntilTold(
  config: Config,
  announce: (serving: Serving) => void | Promise<() => Promise<void>>,
): Promise<void> {
  const log = (line: string): void => {
    process.stderr.write(`${new Date().toISOString()} ${line}\n`)
  }
  const told = nextSignal()
  // The server and all it answers with are loaded where they are needed: every other command begins without them.
  const { serve } = await import('../serve.ts')
  const serving = await serve(config, log)
  const endBeside = await announce(serving)
  const signal = await told
  log(`${signal}: finishing what is in hand`)
  await stopWithin({ stop: () => Promise.resolve(endBeside?.()).then(() => serving.stop()) }, PATIENCE_MS, log)
  log('stopped')
}

/** The signal to end. Asked a second time, it ends at once. */
function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        resolve(signal)
        process.once(signal, () => process.exit(1))
      })
    }
  })
}

async function stopWithin(
  serving: Pick<Serving, 'stop'>,
  patienceMs: number,
  log: (line: string) => void,
): Promise<void> {
  const alarm = setTimeout(() => {
    log(`not everything came to its end within ${patienceMs / 1000} seconds; what was cut off is done again`)
    process.exit(1)
  }, patienceMs)
  try {
    await serving.stop()
  } finally {
    clearTimeout(alarm)
  }
}
