import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'
import { ProblemError } from '#domain/problem.ts'
import { readAsTenant } from '#storage/tenant.ts'
import { noReseller } from './operation.ts'

/** Reads behind the walls of the actor's tenant, and of its account where it is confined to one. */
export async function readForActor<Result>(
  pool: pg.Pool,
  { resellerId, accountId }: Actor,
  read: (db: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  if (resellerId === undefined) throw new ProblemError(noReseller())
  return readAsTenant(pool, { resellerId, accountId }, read)
}
