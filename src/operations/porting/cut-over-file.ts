import type pg from 'pg'
import { cutOverEntry, hasEntry } from '#domain/porting/cut-over-entry.ts'
import { calendarFile } from '#providers/calendar/calendar-file.ts'
import { readBrand } from '#storage/queries/brand.ts'
import { readPort } from '#storage/queries/ports.ts'

/** What of a calendar file is frozen when it is mailed; left out: how the port stands now. */
export interface MailedEntry {
  readonly cutOverAt: Date
  readonly sequence: number
  readonly isCancelled: boolean
  /** The address it is mailed to. */
  readonly attendee: string
}

export interface CutOverFile {
  readonly fileName: string
  readonly content: Buffer
}

/** The cut-over of a port as a calendar file; undefined: there is none, or it has no day. */
export async function cutOverFile(
  db: pg.ClientBase,
  { resellerId, portId }: { readonly resellerId: number; readonly portId: number },
  now: Date,
  mailed?: MailedEntry,
): Promise<CutOverFile | undefined> {
  const port = await readPort(db, portId)
  const brand = await readBrand(db, resellerId)
  const cutOverAt = mailed?.cutOverAt ?? port?.cutOverAt ?? null
  if (port === undefined || brand === undefined || cutOverAt === null) return undefined
  if (mailed === undefined && !hasEntry(port.state)) return undefined
  const entry = cutOverEntry({
    portId,
    createdAt: port.createdAt,
    cutOverAt,
    sequence: mailed?.sequence ?? port.calendarSequence,
    isCancelled: mailed?.isCancelled ?? false,
    numbers: port.numbers.map(({ number }) => number),
    losingCarrier: port.losingCarrier ?? 'your present provider',
    brandName: brand.name,
  })
  const organiser = { name: brand.name, email: brand.supportEmail }
  return {
    fileName: `number-move-${portId}.ics`,
    content: calendarFile(entry, { organiser, attendee: mailed?.attendee }, now),
  }
}
