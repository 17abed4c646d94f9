import { createHash } from 'node:crypto'
import type pg from 'pg'
import { actorLabel, type Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import type { Permission } from '#domain/access/policies.ts'
import { problem, ProblemError, type Problem } from '#domain/problem.ts'
import { withTransaction } from '#storage/pool.ts'
import { appendAudit } from '#storage/tables/audit.ts'
import { recordEvents, type NewEvent } from '#storage/tables/events.ts'
import { findAnswer, keepAnswer, lockKey } from '#storage/tables/idempotency.ts'
import { enterTenant } from '#storage/tenant.ts'

/** What an operation changed, for the audit chain. */
export interface Change {
  /** What was changed: `account 17`, `calling plan 3`. */
  readonly subject: string
  readonly accountId?: number
  /** JSON values; leave out what does not matter. Never a password, a key or a token. */
  readonly before?: unknown
  readonly after?: unknown
}

/** What an operation has in its hands: the tenant's transaction, who acts, and the time. */
export interface WriteContext {
  /** Behind the tenant's walls: row policies bind everything it reads and writes. */
  readonly db: pg.ClientBase
  readonly actor: Actor
  readonly resellerId: number
  readonly now: Date
  /** Adds a line to the reseller's audit chain, when all is done. Every operation that changes something says so. */
  readonly audit: (change: Change) => void
  /** Tells the outside what happened, once the transaction is committed: webhooks, e-mail. */
  readonly emit: (event: NewEvent) => void
}

/** A verb of the office: load, decide in the domain, save. */
export interface Operation<Input, Result> {
  /** As the audit chain names it: `accounts.activate`. */
  readonly name: string
  readonly permission: Permission
  readonly run: (context: WriteContext, input: Input) => Promise<Result>
}

export function operation<Input, Result>(definition: Operation<Input, Result>): Operation<Input, Result> {
  return definition
}

export interface Request<Input> {
  readonly actor: Actor
  readonly input: Input
  readonly now: Date
  /** Where the request came from: an IP address, `command line`, `timetable`. */
  readonly origin: string
  /** Asked again with the same key and the same words, the first answer is given again. */
  readonly idempotency?: { readonly key: string; readonly words: string }
  /** The same path to the end, and then undone. */
  readonly dryRun?: boolean
}

/**
 * The one write path: permission, idempotency key, transaction behind the tenant's walls, the operation, audit, events.
 *
 * @param answer turns the result into the JSON value that is kept for a repeated request; in the same transaction, so
 *   it may read what the operation wrote.
 * @throws ProblemError 'forbidden', 'idempotency_key_reused', or what the operation finds.
 */
export async function perform<Input, Result, Answer>(
  pool: pg.Pool,
  { name, permission, run }: Operation<Input, Result>,
  { actor, input, now, origin, idempotency, dryRun = false }: Request<Input>,
  answer: (result: Result, db: pg.ClientBase) => Answer | Promise<Answer>,
): Promise<Answer> {
  const { resellerId, accountId } = actor
  if (!may(actor, permission)) throw new ProblemError(forbidden(permission))
  if (resellerId === undefined) throw new ProblemError(noReseller())
  const label = actorLabel(actor)
  let undone: { readonly answer: Answer } | undefined
  try {
    return await withTransaction(pool, async (db) => {
      await enterTenant(db, { resellerId, accountId })
      const fingerprint = createHash('sha256')
        .update(idempotency?.words ?? '')
        .digest()
      if (idempotency !== undefined) {
        await lockKey(db, resellerId, label, idempotency.key)
        const earlier = await findAnswer(db, { resellerId, actor: label, key: idempotency.key })
        if (earlier !== undefined) {
          if (earlier.operation === name && earlier.fingerprint.equals(fingerprint)) return earlier.answer as Answer
          throw new ProblemError(
            problem('idempotency_key_reused', 'This Idempotency-Key was used for another request; take a new one.'),
          )
        }
      }
      const changes: Change[] = []
      const events: NewEvent[] = []
      const result = await run(
        {
          db,
          actor,
          resellerId,
          now,
          audit: (change) => changes.push(change),
          emit: (event) => events.push(accountId === undefined ? event : { accountId, ...event }),
        },
        input,
      )
      const answered = await answer(result, db)
      const atMs = now.getTime()
      if (idempotency !== undefined) {
        const kept = { resellerId, accountId, actor: label, key: idempotency.key, operation: name, fingerprint, atMs }
        await keepAnswer(db, { ...kept, answer: answered })
      }
      await recordEvents(db, resellerId, atMs, events)
      await appendAudit(
        db,
        resellerId,
        changes.map((change) => ({
          resellerId,
          accountId: change.accountId ?? accountId ?? null,
          atMs,
          actor: label,
          actorName: actor.onBehalf === undefined ? actor.name : `${actor.onBehalf.name} as ${actor.name}`,
          operation: name,
          subject: change.subject,
          before: change.before,
          after: change.after,
          origin,
        })),
      )
      if (dryRun) {
        undone = { answer: answered }
        throw new DryRun()
      }
      return answered
    })
  } catch (error) {
    if (error instanceof DryRun && undone !== undefined) return undone.answer
    throw error
  }
}

class DryRun extends Error {}

/** An operator asks for what a reseller owns, and has not said whose. */
export function noReseller(): Problem {
  const message = 'Say whose: send the header tollgate-reseller with the id of a reseller, from GET /api/v1/resellers.'
  return problem('no_reseller', message, { field: 'tollgate-reseller' })
}

export function forbidden(permission: string): ReturnType<typeof problem> {
  return problem('forbidden', `Your role does not include ${permission}; ask an administrator.`)
}

/** The answer to an edit made against a version that is no longer the last. */
export function changedMeanwhile(what: string): ProblemError {
  return new ProblemError(
    problem('changed_meanwhile', `Somebody changed ${what} meanwhile; read it again and repeat your change.`),
  )
}
