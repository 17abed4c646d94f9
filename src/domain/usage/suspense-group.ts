import { SUSPENSE_CAUSE_CODES, type SuspenseCause } from './suspense-cause.ts'

/** Suspended calls that one thing would put right. */
export type SuspenseGroup = { readonly cause: SuspenseCause } & (
  | { readonly by: 'number'; readonly number: string }
  | { readonly by: 'account'; readonly accountId: number }
  | { readonly by: 'deck'; readonly deckId: number; readonly prefix: string }
  | { readonly by: 'plan'; readonly planId: number; readonly serviceType: number }
  | { readonly by: 'import'; readonly importId: number }
)

const ID = /^[1-9]\d{0,8}$/

/**
 * Reads the key of a group, as the database writes it: `no_owner:61370101234`, `no_plan:account:12`,
 * `no_rate:deck:3:53`, `no_rate:plan:7:3`, `unreadable_row:import:9`. Undefined for what is none.
 */
export function readSuspenseGroup(key: string): SuspenseGroup | undefined {
  const [cause = '', by = '', first = '', second = '', ...rest] = key.split(':')
  if (!isCause(cause) || rest.length > 0) return undefined
  if (/^\d{1,15}$/.test(by) && first === '') return { cause, by: 'number', number: by }
  if (!ID.test(first)) return undefined
  const id = Number(first)
  if (by === 'account' && second === '') return { cause, by, accountId: id }
  if (by === 'import' && second === '') return { cause, by, importId: id }
  if (by === 'deck' && /^\d{1,15}$/.test(second)) return { cause, by, deckId: id, prefix: second }
  if (by === 'plan' && /^\d{1,2}$/.test(second)) return { cause, by, planId: id, serviceType: Number(second) }
  return undefined
}

function isCause(name: string): name is SuspenseCause {
  return name in SUSPENSE_CAUSE_CODES
}
