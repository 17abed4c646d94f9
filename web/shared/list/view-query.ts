import type { QueryPatch, QueryState } from '../router/use-address.ts'
import { fieldsOf, type Filter } from './columns.ts'

const SORTING = ['sort', 'order']

function fieldsOfAll(filters: readonly Filter[]): readonly string[] {
  return [...filters.flatMap(fieldsOf), ...SORTING]
}

/** The filters and the order of a list as they stand behind `?`, in an order of their own: the same filters are the same text. */
export function viewQuery(state: QueryState, filters: readonly Filter[]): string {
  const pairs = fieldsOfAll(filters).flatMap((field) => {
    const value = state[field]
    return value === undefined || value === '' ? [] : [[field, value]]
  })
  return new URLSearchParams(pairs.toSorted(([a = ''], [b = '']) => a.localeCompare(b))).toString()
}

/** The change of the address that puts a view's filters in place of those that stand there. */
export function viewPatch(query: string, filters: readonly Filter[]): QueryPatch {
  const kept = new URLSearchParams(query)
  return Object.fromEntries(fieldsOfAll(filters).map((field) => [field, kept.get(field) ?? undefined]))
}
