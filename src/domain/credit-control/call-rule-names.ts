import type { Control } from './controls.ts'

/**
 * The rules that stand beside the controls of an account and refuse single calls: they do not trip, for they hold or do not
 * for each call anew. As rows and paths name them.
 */
export const OWN_CALL_RULES = [
  'premium',
  'satellite',
  'overseas-destinations',
  'price-ceiling',
  'channels',
  'overseas-channels',
  'velocity',
  'first-seen',
] as const
export type OwnCallRule = (typeof OWN_CALL_RULES)[number]

export function isOwnCallRule(name: string): name is OwnCallRule {
  return OWN_CALL_RULES.some((rule) => rule === name)
}

/**
 * All that may refuse a call out for fear of fraud: the rules, and the controls that count calls. In the order in which they
 * are looked at.
 */
export const CALL_RULES = [
  'premium',
  'satellite',
  'overseas-destinations',
  'price-ceiling',
  'channels',
  'overseas-channels',
  'velocity',
  'overseas-calls',
  'fraud-spend-hour',
  'fraud-spend-day',
  'first-seen',
] as const satisfies readonly (OwnCallRule | Control)[]
export type CallRule = (typeof CALL_RULES)[number]
