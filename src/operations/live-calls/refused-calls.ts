import type { RuleRefusal } from '#domain/credit-control/call-rules.ts'
import { REFUSAL_WORDS, REFUSALS, type RefusalCause } from '#domain/live-calls/refusal.ts'
import { formatNumber, type NumberCode } from '#domain/phone-number.ts'
import { insertRefusals, type NewRefusal } from '#storage/tables/call-reservations.ts'
import { createBackgroundLog } from './background-log.ts'
import type { CallAsked, Decision, LiveTools } from './call-decisions.ts'
import type { CallListener } from './call-listeners.ts'
import type { LiveAccount } from './live-account.ts'

/** What is known of a call when it is refused. */
export interface Seen {
  readonly asked: CallAsked
  readonly from: NumberCode
  readonly to: NumberCode
  readonly leg: number
  readonly now: Date
}

export type Refuse = (
  seen: Seen,
  cause: RefusalCause,
  account: LiveAccount | undefined,
  serviceType?: number,
  rule?: RuleRefusal,
) => Decision

/** Answers that a call is not let through, and notes it. */
export function createRefusals(
  tools: LiveTools,
  nextId: (now: Date) => bigint,
  listener: Pick<CallListener, 'refused'>,
): { readonly refuse: Refuse; close(): Promise<void> } {
  const { pool, log } = tools
  const refusals = createBackgroundLog(
    (some: readonly NewRefusal[]) => insertRefusals(pool, some),
    'refused calls',
    log,
  )
  const refuse: Refuse = (
    { asked, from, to, leg, now }: Seen,
    cause: RefusalCause,
    account: LiveAccount | undefined,
    serviceType = 0,
    rule?: RuleRefusal,
  ): Decision => {
    const id = nextId(now)
    listener.refused(cause)
    const words = rule?.words ?? REFUSAL_WORDS[cause]
    refusals.note({
      id,
      resellerId: asked.resellerId,
      accountId: account?.id ?? null,
      sourceId: asked.source.id,
      refusedAt: now,
      leg,
      cause,
      rule: rule?.rule ?? '',
      words,
      fromNumber: formatNumber(from),
      toNumber: formatNumber(to),
      serviceType,
      callRef: asked.callId,
    })
    return { allow: false, id, cause, ...REFUSALS[cause], ...(rule !== undefined && { reason: rule.sipReason }), words }
  }
  return { refuse, close: refusals.close }
}
