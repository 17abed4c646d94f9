import type { CronItem } from 'graphile-worker'
import type { TimetableJob } from './tasks.ts'

const HOUR_MS = 3_600_000

/**
 * When what is done by itself (minute, hour, day, month, weekday; UTC). One of each waits at the most, and they are done
 * one after the other; what was missed while nothing ran is done at the next start.
 */
export const TIMETABLE: readonly CronItem[] = [
  // Each account's own zone decides when its anniversary begins: every hour it is midnight somewhere.
  at('run-bills', '5 * * * *', HOUR_MS),
  // Numbers of a cut-over are to be on their account that morning; an emergency-return window ends at any minute.
  at('move-ports', '*/10 * * * *', 0),
  at('ask-carriers', '*/10 * * * *', 0),
  at('end-number-waits', '*/10 * * * *', 0),
  // Credit that runs out stops calls: what is low is topped up within a minute.
  at('charge-automatically', '* * * * *', 0),
  at('sweep-payments', '*/2 * * * *', 0),
  // Each process that answers calls does so too; this is for when there is none.
  at('lapse-calls', '* * * * *', 0),
  at('watch-accounts', '*/5 * * * *', 0),
  at('expire-ious', '*/5 * * * *', 0),
  // Each record asks for it as it is written; this is for those that could not, and for the log.
  at('pull-switch-records', '* * * * *', 0),
  // Morning in the west, noon in the east: mails for people.
  at('notice-ending-cards', '10 1 * * *', 24 * HOUR_MS),
  // In the hours of each account's day; a case that is settled ends at any hour.
  at('chase-accounts', '35 * * * *', 0),
  // Night over the whole of Australia: it reads the whole month.
  at('close-months', '20 15 * * *', 24 * HOUR_MS),
  at('learn-countries', '50 15 * * *', 24 * HOUR_MS),
  at('prune', '40 16 * * *', 24 * HOUR_MS),
]

function at(task: TimetableJob, match: string, backfillPeriod: number): CronItem {
  return {
    task,
    match,
    identifier: task,
    options: { jobKey: task, queueName: 'timetable', maxAttempts: 3, backfillPeriod },
  }
}
