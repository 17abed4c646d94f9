import type { Role } from '#domain/access/roles.ts'
import { formatDollars, micros, type Micros } from '#domain/money.ts'
import { problem, type Problem } from '#domain/problem.ts'

/** The most each role may charge or credit by hand at once, ex GST. A slip of the keyboard must not empty the till. */
const ADMIN_LIMIT = micros(100_000_000_000n)
const LIMIT = micros(1_000_000_000n)
const UNLIMITED: ReadonlySet<Role> = new Set<Role>(['operator', 'owner', 'system'])

/** Why a role may not move so much money by hand; undefined: it may. Above zero whichever way it goes. */
export function refuseManualAmount(role: Role, amount: Micros): Problem | undefined {
  if (UNLIMITED.has(role)) return undefined
  const limit = role === 'admin' ? ADMIN_LIMIT : LIMIT
  if (amount <= limit) return undefined
  return problem(
    'forbidden',
    `Your role may charge or credit up to $${formatDollars(limit, 2)} at once; ask somebody who may do more.`,
    { field: 'amount' },
  )
}
