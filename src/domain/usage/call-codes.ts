/** Codes stored with every call: never renumber one. */

export const DIRECTION = { out: 1, in: 2 } as const

/** Where the wholesale price of a call comes from. `stated`: the carrier's own figure in its record. */
export const COST_BASIS = { unknown: 0, wholesalePlan: 1, stated: 2 } as const
