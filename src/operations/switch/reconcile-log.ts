import { open, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type pg from 'pg'
import { readLogPosition, readToldCalls } from '#storage/queries/switch-records.ts'
import { insertSwitchRecords, putLogPosition, type LoggedRecord } from '#storage/tables/switch-records.ts'

export interface ReconcileReport {
  /** Records of the log, since it was read last. */
  readonly records: number
  /** Of them, those the table did not have. */
  readonly added: number
}

/** A record the switch wrote a moment ago may be on its way to the table: only older ones are missing. */
const ON_ITS_WAY_MS = 10_000
const RECORDS_AT_ONCE = 1000

/**
 * Reads the switch's log from where it was left and adds the records that did not reach the table, because the database was
 * away as their calls ended. A log that was begun anew is read from its beginning; one that is read twice adds nothing twice.
 *
 * @param path of the log, absolute.
 * @throws where there is no such file.
 */
export async function reconcileLog(pool: pg.Pool, path: string, now: Date): Promise<ReconcileReport> {
  const { ino, size } = await stat(path)
  const known = await readLogPosition(pool, path)
  const isSame = known?.file === String(ino) && known.position <= size
  const from = isSame ? known.position : 0
  const sum = { records: 0, added: 0 }
  let [position, batch]: [number, LoggedRecord[]] = [from, []]
  const write = async (): Promise<void> => {
    const told = await readToldCalls(
      pool,
      batch.map(({ fields }) => fields['call'] ?? ''),
    )
    const missing = onePerCall(batch.filter(({ fields }) => !told.has(fields['call'] ?? '')))
    if (missing.length > 0) await insertSwitchRecords(pool, missing)
    await putLogPosition(pool, path, String(ino), position)
    sum.records += batch.length
    sum.added += missing.length
    batch = []
  }
  const file = await open(path)
  try {
    for await (const line of createInterface(file.createReadStream({ start: from, autoClose: false }))) {
      const after = position + Buffer.byteLength(line) + 1
      // The last line may still be being written.
      if (after > size) break
      const logged = readLogLine(line)
      if (logged !== undefined) {
        if (Number(logged.endSeconds) * 1000 > now.getTime() - ON_ITS_WAY_MS) break
        batch.push(logged)
      }
      position = after
      if (batch.length === RECORDS_AT_ONCE) await write()
    }
    await write()
    return sum
  } finally {
    await file.close()
  }
}

const RECORD = /log_write_cdr\(\): (start_time=.*)$/

/** A line of Kamailio's log that is the record of a call; undefined: it is none. */
function readLogLine(line: string): LoggedRecord | undefined {
  const [, text] = RECORD.exec(line) ?? []
  if (text === undefined) return undefined
  const fields = Object.fromEntries(
    text.split('; ').map((field) => {
      const equals = field.indexOf('=')
      return [field.slice(0, equals), field.slice(equals + 1)] as const
    }),
  )
  const { start_time: startSeconds = '', end_time: endSeconds = '', duration = '', call = '' } = fields
  const isWhole = [startSeconds, endSeconds, duration].every((seconds) => /^\d+(\.\d+)?$/.test(seconds)) && call !== ''
  return isWhole ? { startSeconds, endSeconds, duration, fields } : undefined
}

function onePerCall(records: readonly LoggedRecord[]): readonly LoggedRecord[] {
  return [...new Map(records.toReversed().map((one) => [one.fields['call'], one])).values()].toReversed()
}
