import { nameOf } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation } from '#operations/operation.ts'
import { readTimeZone } from '#storage/queries/time-zone.ts'
import { insertBillRun } from '#storage/tables/bill-runs.ts'
import { addJob } from '#storage/tables/jobs.ts'

/**
 * Asks for a bill run, which a worker does. The same again while it waits is a run of its own: whatever is billed by one
 * is not due for the other.
 *
 * @throws ProblemError 'invalid_value' for a day to come, unless it is a dry run; of that, two months ahead at the most.
 */
export const requestBillRun = operation({
  name: 'bill-runs.start',
  permission: 'billing.run',
  async run(
    { db, actor, resellerId, now, audit },
    { date, dryRun }: { readonly date?: string | undefined; readonly dryRun: boolean },
  ): Promise<number> {
    const today = dateAt(now.getTime(), await readTimeZone(db, resellerId))
    const last = dryRun ? today.add({ months: 2 }) : today
    if (date !== undefined && date > last.toString()) {
      const message = dryRun
        ? `A preview may look ahead to ${last.toString()}.`
        : `Nothing is due on a day to come; write a day up to today, ${last.toString()}, or make it a dry run.`
      throw new ProblemError(problem('invalid_value', message, { field: 'date' }))
    }
    const requestedBy = nameOf(actor)
    const id = await insertBillRun(db, { resellerId, date, isDryRun: dryRun, requestedBy, requestedAt: now })
    await addJob(db, { name: 'run-bills', payload: { billRunId: id }, key: `bill-run-${id}` })
    audit({ subject: `bill run ${id}`, after: { date: date ?? null, dryRun } })
    return id
  },
})
