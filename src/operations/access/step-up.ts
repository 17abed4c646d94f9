import type { Actor } from '#domain/access/actor.ts'
import { isConfirmed } from '#domain/access/step-up.ts'
import { problem, ProblemError } from '#domain/problem.ts'

/**
 * For changes of great consequence: whoever asks must have proved lately who it is, at sign-in or by
 * `POST /session/confirm`. Keys pass: their scopes say what they may.
 *
 * @throws ProblemError 'confirmation_needed'.
 */
export function requireConfirmed(actor: Actor, now: Date): void {
  if (isConfirmed(actor, now)) return
  throw new ProblemError(
    problem('confirmation_needed', 'Confirm that it is you first: POST /session/confirm with your password or code.'),
  )
}
