const UNIQUE_VIOLATION = '23505'
const RETRIABLE = ['40001', '40P01']
/** character_not_in_repertoire: a call's id has bytes that are no UTF-8, or a zero. */
const NOT_TEXT = '22021'

/** A call of the batch is in already, or another call has its key. */
export function isCallKeyViolation(error: unknown): boolean {
  return hasCode(error, UNIQUE_VIOLATION) && 'table' in error && String(error.table).startsWith('calls_2')
}

/** The batch is in: the run before this one was cut off while the server was still committing it. */
export function isBatchViolation(error: unknown): boolean {
  return hasCode(error, UNIQUE_VIOLATION) && 'table' in error && error.table === 'usage_batches'
}

export function isNotText(error: unknown): boolean {
  return hasCode(error, NOT_TEXT)
}

/** Two transactions stood in each other's way: the same again may go well. */
export function isRetriable(error: unknown): boolean {
  return RETRIABLE.some((code) => hasCode(error, code))
}

function hasCode(error: unknown, code: string): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && error.code === code
}
