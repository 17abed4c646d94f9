import { createHash } from 'node:crypto'
import type pg from 'pg'
import { actorLabel, type Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import { PERMISSIONS, type Permission } from '#domain/access/policies.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { forbidden, type Change, type Request } from '#operations/operation.ts'
import { withTransaction } from '#storage/pool.ts'
import { appendAudit } from '#storage/tables/audit.ts'
import { findOperatorsAnswer, keepAnswer, lockKey } from '#storage/tables/idempotency.ts'

/** What the operator's work on the installation itself has in its hands: no tenant's walls. */
export interface InstallationContext {
  readonly db: pg.ClientBase
  readonly actor: Actor
  readonly now: Date
  /** Adds a line to the audit chain of the reseller it concerns. */
  readonly audit: (resellerId: number, change: Change) => void
}

export interface InstallationOperation<Input, Result> {
  readonly name: string
  readonly permission: Permission
  readonly run: (context: InstallationContext, input: Input) => Promise<Result>
}

export function installationOperation<Input, Result>(
  definition: InstallationOperation<Input, Result>,
): InstallationOperation<Input, Result> {
  return definition
}

/**
 * The write path of what no tenant owns: resellers themselves. The operator's only, on the same steps as a tenant's:
 * permission, idempotency key, transaction, the operation, audit on the chains of the resellers it concerns.
 *
 * @throws ProblemError 'forbidden', 'idempotency_key_reused', or what the operation finds.
 */
export async function performForInstallation<Input, Result, Answer>(
  pool: pg.Pool,
  { name, permission, run }: InstallationOperation<Input, Result>,
  { actor, input, now, origin, idempotency }: Omit<Request<Input>, 'dryRun'>,
  answer: (result: Result, db: pg.ClientBase) => Answer | Promise<Answer>,
): Promise<Answer> {
  requireOperator(actor, permission)
  const label = actorLabel(actor)
  const fingerprint = createHash('sha256')
    .update(idempotency?.words ?? '')
    .digest()
  return withTransaction(pool, async (db) => {
    if (idempotency !== undefined) {
      await lockKey(db, 0, label, idempotency.key)
      const earlier = await findOperatorsAnswer(db, { actor: label, key: idempotency.key, operation: name })
      if (earlier !== undefined) {
        if (earlier.fingerprint.equals(fingerprint)) return earlier.answer as Answer
        throw new ProblemError(
          problem('idempotency_key_reused', 'This Idempotency-Key was used for another request; take a new one.'),
        )
      }
    }
    const changes = new Map<number, Change[]>()
    const audit = (resellerId: number, change: Change): void => {
      changes.set(resellerId, [...(changes.get(resellerId) ?? []), change])
    }
    const answered = await answer(await run({ db, actor, now, audit }, input), db)
    const atMs = now.getTime()
    for (const [resellerId, changed] of [...changes].toSorted(([a], [b]) => a - b)) {
      if (idempotency !== undefined) {
        const kept = {
          resellerId,
          accountId: undefined,
          actor: label,
          key: idempotency.key,
          operation: name,
          fingerprint,
        }
        await keepAnswer(db, { ...kept, answer: answered, atMs })
      }
      await appendAudit(
        db,
        resellerId,
        changed.map(({ accountId, subject, before, after }) => ({
          resellerId,
          accountId: accountId ?? null,
          atMs,
          actor: label,
          actorName: actor.name,
          operation: name,
          subject,
          before,
          after,
          origin,
        })),
      )
    }
    return answered
  })
}

/** Reads over all tenants, for the operator: all of it from the same moment. */
export async function readForInstallation<Result>(
  pool: pg.Pool,
  actor: Actor,
  permission: string,
  read: (db: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  requireOperator(actor, permission)
  return withTransaction(pool, async (db) => {
    await db.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return read(db)
  })
}

/** A role table that is wrong one day must not let a tenant past its walls: the operator's role is asked for by name. */
function requireOperator(actor: Actor, permission: string): void {
  const isAllowed = actor.role === 'operator' && isPermission(permission) && may(actor, permission)
  if (!isAllowed) throw new ProblemError(forbidden(permission))
}

function isPermission(name: string): name is Permission {
  return PERMISSIONS.some((permission) => permission === name)
}
