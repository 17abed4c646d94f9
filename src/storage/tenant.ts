import type pg from 'pg'
import { withTransaction } from './pool.ts'

/** Whose rows a transaction sees and writes. */
export interface Tenant {
  readonly resellerId: number
  /** A customer's session: this account's rows only. */
  readonly accountId?: number | undefined
}

/**
 * Puts the rest of the transaction behind the tenant's walls: the role that owns nothing, bound by row policies. By
 * SET LOCAL, which a distributed PostgreSQL passes on and the end of the transaction takes back.
 */
export async function enterTenant(client: pg.ClientBase, tenant: Tenant): Promise<void> {
  await client.query(wallsOf(tenant))
}

function wallsOf({ resellerId, accountId }: Tenant): string {
  return `SET LOCAL ROLE tollgate_app; SET LOCAL app.reseller = '${whole(resellerId)}';
    SET LOCAL app.account = '${accountId === undefined ? '' : whole(accountId)}'`
}

/** Reads as a tenant in one read-only transaction: all of it from the same moment. */
export function readAsTenant<Result>(
  pool: pg.Pool,
  tenant: Tenant,
  read: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  // One message to the server and one answer: a page of calls is read in little more time than that takes.
  return withTransaction(pool, read, `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${wallsOf(tenant)}`)
}

/** Written into a statement as it is: SET takes no parameters. */
function whole(id: number): number {
  if (Number.isSafeInteger(id) && id > 0) return id
  throw new RangeError(`${id} is no id of a tenant`)
}
