import { useCallback, useState } from 'react'
import { useRead, type Every } from '../api/hooks.ts'
import type { Answer, Ask, EndpointName, Item, Params, Query } from '../api/wire-types.ts'
import { useQueryState, type QueryPatch, type QueryState } from '../router/use-address.ts'
import { fieldsOf, type Filter } from './columns.ts'

/** What of a list's state stands in the address beside its filters. */
const SORTING = ['sort', 'order'] as const

interface ListAnswer {
  readonly items: readonly unknown[]
  readonly nextCursor?: string | null
  /** How many there are in all, where the API counts them. */
  readonly total?: number | null
}

/** Endpoints that answer with `items`, as many as they are asked for. */
export type ListName = {
  [Name in EndpointName]: Answer<Name> extends { readonly items: readonly unknown[] }
    ? 'limit' extends keyof Query<Name>
      ? Name
      : never
    : never
}[EndpointName]

export interface ListAsk<Name extends ListName> {
  readonly params?: Params<Name>
  /** Always sent, whatever the address says. */
  readonly fixed?: Readonly<Record<string, string>>
  readonly filters?: readonly Filter[]
  readonly pageSize?: number
  /** Also how many rows there are, and what they come to: the API is asked to count them. */
  readonly withTotal?: boolean
  /** Read again every so many milliseconds, or as often as what came last asks for. */
  readonly every?: Every<Name>
  readonly enabled?: boolean
}

/** A list of the API, with filters, order and place in the address. */
export function useList<Name extends ListName>(
  name: Name,
  { params, fixed = {}, filters = [], pageSize = 50, withTotal = false, every, enabled = true }: ListAsk<Name>,
) {
  const [state, change] = useQueryState()
  const fields = [...filters.flatMap(fieldsOf), ...SORTING]
  const filterQuery = pick(state, fields)
  const query = {
    ...filterQuery,
    ...fixed,
    ...(state['cursor'] !== undefined && { cursor: state['cursor'] }),
    limit: pageSize,
    ...(withTotal && { withTotal: 'true' }),
  }
  const ask = { ...(params !== undefined && { params }), query } as unknown as Ask<Name>
  const read = useRead(name, ask, { keep: true, enabled, ...(every !== undefined && { every }) })
  const answer = read.data as ListAnswer | undefined
  /** By which cursors one came here. */
  const [trail, setTrail] = useState<ReadonlyMap<number, string | undefined>>(new Map())
  const page = Number(state['page'] ?? '1')

  /** A changed filter begins the list anew. */
  const filter = useCallback(
    (patch: QueryPatch) => change({ ...patch, cursor: undefined, page: undefined }, { replace: 'search' in patch }),
    [change],
  )
  const next = answer?.nextCursor ?? undefined
  return {
    read,
    answer,
    rows: (answer?.items ?? []) as readonly Item<Name>[],
    total: answer?.total ?? undefined,
    /** The filters and the order as the address has them; what an export takes. */
    filterQuery: { ...filterQuery, ...fixed },
    isFiltered: filters.flatMap(fieldsOf).some((field) => state[field] !== undefined && state[field] !== ''),
    state,
    filter,
    clear: () => filter(Object.fromEntries(filters.flatMap(fieldsOf).map((field) => [field, undefined]))),
    page,
    pageSize,
    goNext:
      next === undefined
        ? undefined
        : () => {
            setTrail(new Map(trail).set(page, state['cursor']))
            change({ cursor: next, page: String(page + 1) })
          },
    goBack: page <= 1 ? undefined : () => change(placeOf(trail, page - 1)),
  }
}

/** A page that was not come by is left for the first. */
function placeOf(trail: ReadonlyMap<number, string | undefined>, page: number): QueryPatch {
  const cursor = trail.get(page)
  return cursor === undefined ? { cursor: undefined, page: undefined } : { cursor, page: String(page) }
}

function pick(state: QueryState, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = state[field]
      return value === undefined || value === '' ? [] : [[field, value]]
    }),
  )
}
