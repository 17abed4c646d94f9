import { Logger, parseCronItems, run, type Task } from 'graphile-worker'
import type { ServedServices } from '../compose.ts'
import type { JobName } from '#storage/queries/jobs.ts'
import { takeWorkerPlace } from '#operations/worker/take-worker-place.ts'
import { createTasks, type DoJob, type TimetableJob } from './tasks.ts'
import { TIMETABLE } from './timetable.ts'

export interface RunningWorker {
  /** Lets the jobs in hand come to their end and takes no more. */
  stop(): Promise<void>
}

/** How often the queue is looked at for jobs whose time has come; new ones announce themselves. */
const POLL_MS = 2000

/** Done thousands of times a day, and kept in tables of their own: the log is told when they fail. */
const UNREMARKABLE: ReadonlySet<string> = new Set<JobName | TimetableJob>([
  'tell-event',
  'send-mail',
  'deliver-webhook',
  'password-reset',
  'pull-switch-records',
])

/** Does the jobs of the queue and of the timetable. */
export async function startWorker(services: ServedServices): Promise<RunningWorker> {
  const { pool, databaseUrl, config, log } = services
  const place = await takeWorkerPlace(databaseUrl)
  if (place.lostJobs > 0) log(`${place.lostJobs} jobs of a worker that died are done again`)
  const tasks = Object.entries(createTasks(services)).map(([name, doJob]) => [name, logged(name, doJob, log)] as const)
  const runner = await run({
    pgPool: pool,
    taskList: Object.fromEntries(tasks),
    parsedCronItems: parseCronItems([...TIMETABLE]),
    concurrency: config.limits.jobsAtOnce,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: ownLogger(log),
  })
  return {
    stop: async () => {
      await runner.stop('told to end').catch(() => {})
      await place.leave()
    },
  }
}

/** A failed job is put back into the queue with a growing delay, 25 times at the most, some days in all. */
function logged(name: string, doJob: DoJob, log: (line: string) => void): Task {
  return async (payload, { job }) => {
    const startedAt = performance.now()
    try {
      const outcome = await doJob(payload)
      if (!UNREMARKABLE.has(name)) log(`job ${name}: ${outcome} (${Math.round(performance.now() - startedAt)} ms)`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log(`job ${name} failed, attempt ${job.attempts} of ${job.max_attempts}: ${reason}`)
      throw error
    }
  }
}

/** Of the queue's own words: what went wrong with the queue itself. Failed jobs have had their line. */
function ownLogger(log: (line: string) => void): Logger {
  return new Logger(() => (level, message) => {
    if (level !== 'error' || message.startsWith('Failed task')) return
    log(`queue: ${message}`)
  })
}
