import type { Actor } from './actor.ts'

/** What is asked for again before a change of great consequence holds for so long. */
export const CONFIRMED_FOR_MS = 15 * 60_000

/**
 * Whether somebody proved lately that it is them: at sign-in, or asked again since. Machines and the installation itself
 * have nobody to ask; what they may is said by their scopes.
 */
export function isConfirmed({ kind, confirmedAt }: Actor, now: Date): boolean {
  if (kind !== 'user') return true
  return confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() < CONFIRMED_FOR_MS
}
