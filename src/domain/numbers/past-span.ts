import { problem, type Problem } from '#domain/problem.ts'

/** Who held a number when, as far as is known. Instants in epoch milliseconds; `toMs` undefined: still. */
export interface PastHolder {
  readonly accountNumber: string
  readonly fromMs: number
  readonly toMs: number | undefined
}

/** The time a number can be given for: until the next holder's, or open. */
export interface PastSpan {
  readonly fromMs: number
  readonly toMs: number | undefined
}

/**
 * From when and until when a number can be given that is wanted from a day in the past: from the beginning of the day, or
 * where somebody gave it up on that day, from then; until the next one has it.
 *
 * @param dayEndMs when the day ends
 * @returns a Problem 'number_not_available' where another one has it then and beyond that day.
 */
export function pastSpan(
  number: string,
  { fromMs, dayEndMs }: { readonly fromMs: number; readonly dayEndMs: number },
  holders: readonly PastHolder[],
): PastSpan | Problem {
  let start = fromMs
  for (const holder of holders.toSorted((one, other) => one.fromMs - other.fromMs)) {
    const end = holder.toMs ?? Infinity
    if (end <= start) continue
    if (holder.fromMs > start) return { fromMs: start, toMs: holder.fromMs }
    if (end >= dayEndMs) {
      const until = holder.toMs === undefined ? 'and has it still' : 'beyond that day'
      const message = `Account ${holder.accountNumber} had ${number} then, ${until}: choose a day after that.`
      return problem('number_not_available', message, { field: 'from' })
    }
    start = end
  }
  return { fromMs: start, toMs: undefined }
}
