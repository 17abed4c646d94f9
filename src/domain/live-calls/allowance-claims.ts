/** What a call in progress may draw from the allowances of its plan, in the order in which it may. */
export interface AllowanceClaim {
  /** Indexes of the plan's allowances. */
  readonly pools: readonly number[]
  /** At the most, by index of the allowance: seconds, one call, or micro-dollars. */
  readonly mostOf: (pool: number) => number
}

/**
 * Whether calls that go on at once are all paid for by what is left of their allowances, whichever ends first: then
 * nothing need be held for them. It is so where for each call the first pool it finds anything in bears every claim on it.
 */
export function areCovered(claims: readonly AllowanceClaim[], remaining: ArrayLike<number>): boolean {
  const wanted = new Map<number, number>()
  for (const { pools, mostOf } of claims)
    for (const pool of pools) wanted.set(pool, (wanted.get(pool) ?? 0) + mostOf(pool))
  return claims.every(({ pools }) => {
    const first = pools.find((pool) => (remaining[pool] ?? 0) > 0)
    return first !== undefined && (wanted.get(first) ?? 0) <= (remaining[first] ?? 0)
  })
}
