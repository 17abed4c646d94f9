import { CALL_RULES } from '#domain/credit-control/call-rule-names.ts'
import { CALL_RULE_NAMES } from '#domain/credit-control/describe-call-rule.ts'
import type { Option } from '../../shared/list/columns.ts'

/** Why a call was not let through, in two or three words; its sentence is beside it. */
export const CAUSE_WORDS: Readonly<Partial<Record<string, string>>> = {
  unknown_number: 'Unknown number',
  caller_not_allowed: 'Not its own number',
  account_not_active: 'Account not active',
  restricted: 'Restricted',
  not_a_number: 'Not a number',
  no_rate: 'No rate',
  channels_busy: 'Channels busy',
  barred: 'Barred by a rule',
  insufficient_credit: 'No credit',
  wholesale_credit: 'No wholesale credit',
  unavailable: 'Nobody to ask',
}

export const RULE_OPTIONS: readonly Option[] = CALL_RULES.map((rule) => ({ value: rule, label: CALL_RULE_NAMES[rule] }))
