import type pg from 'pg'
import type { Actor } from '#domain/access/actor.ts'

/**
 * Lets an operator's session see, beside the reseller it acts in, what is nobody's: shared sources' imports, calls of
 * numbers without a holder. For every other role it does nothing.
 */
export async function seeUnattributed(db: pg.ClientBase, actor: Actor): Promise<void> {
  if (actor.role === 'operator') await db.query(`SET LOCAL app.operator = 'yes'`)
}
