import type pg from 'pg'
import { nameOf } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { CDR_FIELDS, type CdrField, type CdrProfile } from '#domain/usage/cdr-profile.ts'
import { correctLine, readCells } from '#domain/usage/correct-line.ts'
import { eventProfile } from '#domain/usage/event-profile.ts'
import { suspendedLine } from '#storage/queries/suspended-calls.ts'
import { findSuspense, type SuspenseItem } from '#storage/queries/suspense.ts'
import { keepCorrection, type SuspenseKey } from '#storage/tables/suspense.ts'
import { operation, type Operation } from '#operations/operation.ts'
import { findCallColumns } from './import/call-columns.ts'
import { retryCorrected, type RetryReport } from './retry-suspended.ts'
import { seeUnattributed } from './see-unattributed.ts'

export type CorrectedField = Exclude<CdrField, 'callId'>

export interface Correction {
  readonly id: SuspenseKey
  /** Single fields in other words; or the whole line. */
  readonly fields?: Readonly<Partial<Record<CorrectedField, string | undefined>>> | undefined
  readonly row?: string | undefined
  readonly reason: string
}

/**
 * Corrects a suspended row and tries it again at once. The line as its source wrote it is kept beside the corrected one.
 * The call's id cannot be changed field by field: it is what makes the call the same when its file is read again.
 */
export function correctSuspended(databaseUrl: string): Operation<Correction, RetryReport> {
  return operation({
    name: 'suspense.correct',
    permission: 'suspense.write',
    run: async ({ db, actor, resellerId, now, audit }, { id, fields, row, reason }) => {
      await seeUnattributed(db, actor)
      const [found] = await findSuspense(db, [id])
      if (found === undefined) throw new ProblemError(problem('not_found', 'There is no such suspended row.'))
      const waiting = await suspendedLine(db, found.importId, found.lineNumber)
      if (waiting === undefined) throw new ProblemError(problem('not_found', 'There is no such suspended row.'))
      const profile = waiting.kind === 'events' ? eventProfile(waiting.profile) : waiting.profile
      const after = row ?? withFields(found.rawLine, profile, waiting.header, fields ?? {})
      await keepCorrection(db, {
        resellerId: waiting.resellerId ?? (actor.role === 'operator' ? null : resellerId),
        sourceId: found.sourceId,
        importId: found.importId,
        lineNumber: found.lineNumber,
        before: found.rawLine,
        after,
        by: nameOf(actor),
        reason,
        now,
      })
      audit({
        subject: `import ${found.importId}, line ${found.lineNumber}`,
        before: { row: found.rawLine },
        after: { row: after, reason },
      })
      const line = { lineNumber: found.lineNumber, rawLine: after, keys: waiting.keys, tries: waiting.tries }
      return retryCorrected(databaseUrl, { importId: found.importId, line, nowMs: () => now.getTime() })
    },
  })
}

/** A suspended row, and its fields as its source wrote them. */
export interface SuspendedRow {
  readonly item: SuspenseItem
  /** Empty where the line cannot be taken apart. */
  readonly fields: readonly { readonly field: CorrectedField; readonly value: string }[]
}

/** Reads what a correction begins with. */
export async function readSuspendedRow(db: pg.ClientBase, id: SuspenseKey): Promise<SuspendedRow | undefined> {
  const [item] = await findSuspense(db, [id])
  const waiting = item === undefined ? undefined : await suspendedLine(db, item.importId, item.lineNumber)
  if (item === undefined || waiting === undefined) return undefined
  const profile = waiting.kind === 'events' ? eventProfile(waiting.profile) : waiting.profile
  const cells = readCells(item.rawLine, profile.delimiter) ?? []
  const columns = findCallColumns(profile, waiting.header)
  return {
    item,
    fields: CORRECTED_FIELDS.flatMap((field) => {
      const place = columns[field]
      const value = place === undefined ? undefined : cells.at(place)
      return value === undefined ? [] : [{ field, value }]
    }),
  }
}

const CORRECTED_FIELDS = CDR_FIELDS.filter((field) => field !== 'callId')

function withFields(
  line: string,
  profile: CdrProfile,
  header: string,
  fields: NonNullable<Correction['fields']>,
): string {
  const columns = findCallColumns(profile, header)
  const places = new Map<number, string>()
  for (const [field, text] of Object.entries(fields)) {
    if (text === undefined) continue
    const place = columns[field as CorrectedField]
    if (place === undefined) {
      throw new ProblemError(
        problem('invalid_value', `Files of this source have no such field.`, { field: `fields.${field}` }),
      )
    }
    places.set(place, text)
  }
  const corrected = correctLine(line, profile.delimiter, places)
  if (corrected !== undefined) return corrected
  throw new ProblemError(
    problem('invalid_value', 'The row does not have that many fields: write the whole of it as `row`.', {
      field: 'fields',
    }),
  )
}
