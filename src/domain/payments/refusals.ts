/** How a stored card or bank account of an account was refused, and what that means for charges made by themselves. */
export interface Refusals {
  /** In a row: a charge that goes through, another card or a person begins anew. */
  readonly count: number
  /** The last of them; undefined: none since it began anew. */
  readonly lastAt: Date | undefined
  /** When automatic charges were switched off because of them; undefined: they are not. */
  readonly stoppedAt: Date | undefined
}

export const NO_REFUSALS: Refusals = { count: 0, lastAt: undefined, stoppedAt: undefined }

const DAY_MS = 86_400_000

/** Days until the next try after the first refusal in a row, and after each later one. */
const RETRY_DAYS = { afterFirst: 1, later: 3 } as const

/**
 * What an account's refusals are after one more.
 *
 * @param isFinal the card is lost, stolen, closed or unknown: no other try can help.
 * @param limit how many in a row switch automatic charges off; undefined: only a final one does.
 */
export function afterRefusal(
  { count, stoppedAt }: Refusals,
  { at, isFinal }: { readonly at: Date; readonly isFinal: boolean },
  limit: number | undefined,
): Refusals {
  const refused = count + 1
  const stops = isFinal || (limit !== undefined && refused >= limit)
  return { count: refused, lastAt: at, stoppedAt: stoppedAt ?? (stops ? at : undefined) }
}

/** When the next charge may be tried after the last refusal; undefined: at once, or not before somebody switches on again. */
export function nextTryAt({ count, lastAt, stoppedAt }: Refusals): Date | undefined {
  if (lastAt === undefined || stoppedAt !== undefined) return undefined
  return new Date(lastAt.getTime() + (count <= 1 ? RETRY_DAYS.afterFirst : RETRY_DAYS.later) * DAY_MS)
}

/** Whether an account can be charged by itself now. */
export type Charging =
  | { readonly is: 'ready' }
  /** Nothing to charge is stored, or the provider takes no cards. */
  | { readonly is: 'without-method' }
  /** Refused lately: tried again then. */
  | { readonly is: 'on-hold'; readonly until: Date }
  /** Refused too often: until another card is stored or a person switches on again. */
  | { readonly is: 'stopped'; readonly since: Date }

export function chargingOf(hasMethod: boolean, refusals: Refusals, now: Date): Charging {
  if (refusals.stoppedAt !== undefined) return { is: 'stopped', since: refusals.stoppedAt }
  if (!hasMethod) return { is: 'without-method' }
  const until = nextTryAt(refusals)
  return until !== undefined && until > now ? { is: 'on-hold', until } : { is: 'ready' }
}
