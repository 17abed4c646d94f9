import type pg from 'pg'
import { problem, ProblemError } from '#domain/problem.ts'

/** One page of a list and the way to the next. */
export interface Page<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

/** A page of a list that was asked how many rows there are. */
export interface PageWithTotal<Item> extends Page<Item> {
  /** null: it was not asked. */
  readonly total: number | null
}

/** The same of a list with money: its sums over all rows. */
export interface PageWithSums<Item, Sums> extends PageWithTotal<Item> {
  readonly sums: Sums | null
}

export type CursorKey = readonly (string | number)[]

/** Where a page begins: behind the row with this key. Opaque to the client. */
function encodeCursor(key: CursorKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * @param shape the type of each part, as the list sorts by it.
 * @throws ProblemError 'invalid_value' for what this list never gave.
 */
export function decodeCursor<Shape extends readonly ('string' | 'number')[]>(
  cursor: string | undefined,
  ...shape: Shape
): { readonly [Part in keyof Shape]: Shape[Part] extends 'string' ? string : number } | undefined {
  if (cursor === undefined) return undefined
  const key = parse(cursor)
  const fits =
    Array.isArray(key) &&
    key.length === shape.length &&
    key.every(
      (part, index) =>
        typeof part === shape[index] && (typeof part === 'string' ? !part.includes('\0') : Number.isSafeInteger(part)),
    )
  if (!fits)
    throw new ProblemError(problem('invalid_value', 'Take the cursor from nextCursor of a page.', { field: 'cursor' }))
  return key as never
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/** What all rows of a list come to, where that was asked: by a query for one row with their `total` among the sums. */
export async function sumRows<Sums extends { readonly total: number }>(
  isAsked: boolean | undefined,
  query: () => Promise<{ readonly rows: readonly Sums[] }>,
): Promise<{ readonly total: number | null; readonly sums: Sums | null }> {
  const [sums] = isAsked === true ? (await query()).rows : []
  return { total: sums?.total ?? null, sums: sums ?? null }
}

/** How many rows there are of `FROM … WHERE …`, where that was asked. */
export async function countRows(
  db: pg.ClientBase,
  isAsked: boolean | undefined,
  from: string,
  values: readonly unknown[],
): Promise<{ readonly total: number | null }> {
  const { total } = await sumRows(isAsked, () =>
    db.query<{ total: number }>(`SELECT count(*)::float8 AS total ${from}`, [...values]),
  )
  return { total }
}

/** Cuts the one row too many that a query for `limit + 1` rows may have brought, and says where the next page begins. */
export function toPage<Item>(rows: readonly Item[], limit: number, keyOf: (item: Item) => CursorKey): Page<Item> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}
