import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { readAsTenant } from '#storage/tenant.ts'

/** Reads behind the walls of the actor's tenant, and of its account where it is confined to one. */
export async function readForActor<Result>(
  pool: pg.Pool,
  { resellerId, accountId }: Actor,
  read: (db: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  if (resellerId === undefined) throw new ProblemError(problem('no_reseller', 'Choose the reseller to act in first.'))
  return readAsTenant(pool, { resellerId, accountId }, read)
}
