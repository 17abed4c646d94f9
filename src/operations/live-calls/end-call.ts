import type pg from 'pg'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import { recordEvents, type CallEvent } from '#operations/usage/record-events.ts'
import { isSilence } from './away.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'

export interface EndedCall {
  readonly source: CallSourceRow
  readonly event: CallEvent
}

const MOST_AT_ONCE = 500

/** Records of calls that ended: those that come at about the same time are priced and posted together, a source at a time. */
export function createEndings(pool: pg.Pool, clock: () => Date): GroupCommit<EndedCall, boolean> {
  return createGroupCommit(
    async (batch) => {
      for (const [, calls] of Map.groupBy(batch, ({ source }) => source.id)) {
        const [first] = calls
        if (first !== undefined)
          await recordEvents(
            pool,
            first.source,
            calls.map(({ event }) => event),
            clock(),
          )
      }
      return batch.map(() => true)
    },
    { most: MOST_AT_ONCE, isSilence },
  )
}
