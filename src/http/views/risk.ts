import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { CALL_RULES, isOwnCallRule } from '#domain/credit-control/call-rule-names.ts'
import { CALL_RULE_NAMES } from '#domain/credit-control/describe-call-rule.ts'
import { CONTROL_NAMES } from '#domain/credit-control/describe-control.ts'
import { isFraudControl } from '#domain/credit-control/fraud-answer.ts'
import { micros } from '#domain/money.ts'
import { serviceTypeName } from '#domain/usage/service-type.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import type { AskedAnswers } from '#operations/credit-control/read-fraud-answers.ts'
import type { AccountCallRules } from '#operations/credit-control/read-call-rules.ts'
import type { IouRow } from '#storage/queries/ious.ts'
import type { RefusalRow, ReleasedRow, RiskCounts, SpenderRow } from '#storage/queries/risk.ts'

/** What to do where the calls were somebody else's. Source: what fraud desks of providers tell their customers. */
const ADVICE = [
  'Change the SIP password of every line, and of the phone system itself.',
  'Look through call forwarding and voicemail for numbers you do not know.',
  'Allow calls to other countries only where you need them.',
]

/** Whether somebody is asked whose calls they were, and what was said before. */
export function answersView(asked: AskedAnswers, actor: Actor) {
  const isStaff = actor.accountId === undefined
  return {
    accountId: asked.accountId,
    tripped: [...asked.tripped],
    canConfirm: asked.tripped.length > 0 && asked.whyNot === undefined && may(actor, 'fraud-answers.write'),
    whyNot: asked.whyNot ?? null,
    releaseUntil: asked.releaseUntil ?? null,
    isDenied: asked.isDenied,
    advice: ADVICE,
    items: asked.answers.flatMap(({ control, ...answer }) =>
      isFraudControl(control)
        ? [
            {
              ...answer,
              control,
              settledBy: isStaff ? answer.settledBy : null,
              settledWords: isStaff ? answer.settledWords : null,
            },
          ]
        : [],
    ),
  }
}

export function overviewView(
  counts: RiskCounts,
  refused: readonly { readonly rule: string; readonly calls: number }[],
  spenders: readonly SpenderRow[],
  rules: ReadonlyMap<number, AccountCallRules>,
) {
  return {
    ...counts,
    refused: refused.reduce((all, { calls }) => all + calls, 0),
    refusedByRule: CALL_RULES.flatMap((rule) => {
      const calls = refused.find((one) => one.rule === rule)?.calls ?? 0
      return calls > 0 ? [{ rule, name: CALL_RULE_NAMES[rule], calls }] : []
    }),
    topSpenders: spenders.map(({ spentDayMicros, spentHourMicros, ...row }) => {
      const limit = rules.get(row.accountId)?.controlSettings['fraud-spend-day']
      return {
        ...row,
        spentDay: spentDayMicros,
        spentHour: spentHourMicros,
        dayLimit: limit?.isOn === true ? micros(limit.limit) : null,
      }
    }),
    currency: 'AUD' as const,
  }
}

export function releasedView(row: ReleasedRow) {
  const { control } = row
  return { ...row, name: isOwnCallRule(control) ? CALL_RULE_NAMES[control] : CONTROL_NAMES[control] }
}

export function refusalView({ leg, serviceType, ...row }: RefusalRow) {
  return {
    ...row,
    direction: leg === DIRECTION.in ? ('in' as const) : ('out' as const),
    serviceType: serviceTypeName(serviceType),
  }
}

export function iouView(row: IouRow) {
  return {
    id: row.id,
    startedAt: row.startedAt,
    expiresAt: row.expiresAt,
    value: row.valueMicros,
    balanceAtStart: row.balanceMicros,
    floor: row.floorMicros,
    endedAt: row.endedAt,
    endedBecause: row.endedBecause,
    repaidAt: row.clearedAt,
  }
}
