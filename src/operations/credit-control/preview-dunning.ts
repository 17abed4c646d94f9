import type pg from 'pg'
import { dateAt } from '#domain/time/calendar-date.ts'
import { listChasableIds } from '#storage/queries/dunning.ts'
import { readContactEmail } from '#storage/queries/mail-recipients.ts'
import { readSituations, type ChasedSituation } from './read-dunning.ts'

export interface PreviewedStep extends ChasedSituation {
  /** To whom the letter goes. */
  readonly recipient: string | undefined
}

/** The day after an instant, in a zone. */
export function tomorrow(now: Date, timeZone: string): string {
  return dateAt(now.getTime(), timeZone).add({ days: 1 }).toString()
}

/** The steps that would be taken on a day, if nothing is paid or said before. Nothing is done. */
export async function previewDunning(db: pg.ClientBase, on: string, now: Date): Promise<readonly PreviewedStep[]> {
  const ids = await listChasableIds(db, on)
  const found = (await readSituations(db, ids, now, on)).filter(({ decision }) => decision.do === 'step')
  const previewed: PreviewedStep[] = []
  for (const one of found)
    previewed.push({ ...one, recipient: await readContactEmail(db, one.account.id, ['billing', 'main']) })
  return previewed
}
