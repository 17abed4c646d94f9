import type pg from 'pg'
import {
  findRejectCode,
  REJECT_PROCESS_WORDS,
  rejectionWords,
  rejectProcess,
  type RejectionWords,
} from '#domain/porting/reject-codes.ts'
import type { RejectReason } from '#domain/porting/reject-reasons.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import { readRejectCodesOf, type RejectCodeRow } from '#storage/queries/reject-codes.ts'

/** Of the codes that are known, so many are named to somebody who gives another. */
const MOST_NAMED = 12

/** What a port is rejected with. */
export interface DecidedRejection {
  readonly reason: RejectReason
  readonly words: RejectionWords
  /** The row of the table it stands on; null: it knows no such code, or there was none. */
  readonly rejectCodeId: number | null
}

/**
 * What a rejection means: of a carrier's code what the table says, in the process the port is in and of the upstream carrier it
 * is lodged with; where a reason is said, too, it is that one.
 *
 * @throws ProblemError 'invalid_value' for a code nobody knows that comes without a reason, and where there is neither.
 */
export async function decideRejection(
  db: pg.ClientBase,
  port: Pick<PortRow, 'kind' | 'state' | 'upstreamId'>,
  { reason, code }: { readonly reason?: RejectReason | undefined; readonly code?: string | undefined },
): Promise<DecidedRejection> {
  const process = rejectProcess(port.kind, port.state)
  const rows = code === undefined ? [] : await readRejectCodesOf(db, process)
  const row = code === undefined ? undefined : findRejectCode(rows, { process, carrierId: port.upstreamId, code })
  const meant = reason ?? (row?.isRetired === false ? row.reason : undefined)
  if (meant === undefined) {
    if (code === undefined) {
      const message = 'Say why: by the code the carrier gave, or by the reason.'
      throw new ProblemError(problem('invalid_value', message, { field: 'reason' }))
    }
    const what = `${code} of ${REJECT_PROCESS_WORDS[process]}`
    const message =
      row === undefined
        ? `Nobody here knows the code ${what}. ${knownText(rows)} Add it in the settings of ports, or give the reason.`
        : `The code ${what} is retired. Bring it back in the settings of ports, or give the reason.`
    throw new ProblemError(problem('invalid_value', message, { field: 'code' }))
  }
  return { reason: meant, words: rejectionWords(meant, row), rejectCodeId: row?.id ?? null }
}

function knownText(rows: readonly RejectCodeRow[]): string {
  const known = rows.filter(({ isRetired }) => !isRetired).map(({ code, label }) => `${code} (${label})`)
  if (known.length === 0) return 'None are known so far.'
  const rest = known.length - MOST_NAMED
  return `Known are ${known.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`
}
