import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiProblem, detailOf } from './api-problem.ts'
import { call, newKey } from './client.ts'
import { signInAgain, withPerson } from './confirmation.ts'
import { tellDone, tellFailure } from '../feedback/toast.tsx'
import type { Answer, Ask, EndpointName } from './wire-types.ts'

/** What was read is fresh for this long; every change of one's own makes everything old at once. */
const FRESH_MS = 15_000

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    // What failed because the session had ended comes as soon as there is one again.
    queryCache: new QueryCache({ onError: (error) => void comeBack(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && [0, 502, 503].includes(error.status),
      },
    },
  })
  return client
}

async function comeBack(client: QueryClient, error: unknown): Promise<void> {
  if (await signInAgain(error)) await client.invalidateQueries()
}

/** Every so many milliseconds, or as often as what came last asks for; false: no more. */
export type Every<Name extends EndpointName> = number | false | ((answer: Answer<Name> | undefined) => number | false)

interface Reading<Name extends EndpointName> {
  readonly enabled?: boolean
  /** When to read it again. */
  readonly every?: Every<Name>
  /** Show what was there while the next comes; `grouped-alike`: unless it was grouped by something else. */
  readonly keep?: boolean | 'grouped-alike'
}

/** Reads an endpoint and keeps what it said. */
export function useRead<Name extends EndpointName>(
  name: Name,
  ask: Ask<Name>,
  { enabled = true, every = false, keep = false }: Reading<Name> = {},
): UseQueryResult<Answer<Name>> {
  return useQuery<Answer<Name>>({
    queryKey: queryKey(name, ask),
    queryFn: ({ signal }) => call(name, ask, { signal }),
    enabled,
    refetchInterval: typeof every === 'function' ? ({ state }) => every(state.data) : every,
    ...(keep === true && { placeholderData: keepPreviousData }),
    ...(keep === 'grouped-alike' && { placeholderData: keepGroupedAlike(ask) }),
  })
}

function keepGroupedAlike(ask: unknown) {
  return <Data>(before: Data | undefined, query?: { readonly queryKey: readonly unknown[] }): Data | undefined =>
    groupingOf(query?.queryKey[1]) === groupingOf(ask) ? before : undefined
}

function groupingOf(ask: unknown): unknown {
  return (ask as { readonly query?: { readonly groupBy?: unknown } } | undefined)?.query?.groupBy
}

function queryKey<Name extends EndpointName>(name: Name, ask: Ask<Name>): readonly unknown[] {
  return [name, ask]
}

interface Changing<Name extends EndpointName> {
  /** Said quietly once it is done: `Account activated`. */
  readonly done?: string | ((answer: Answer<Name>) => string)
  readonly onDone?: (answer: Answer<Name>) => void
  /** The form shows failures itself. */
  readonly silent?: boolean
}

/**
 * Calls an endpoint that changes something. Sent again after a lost connection it happens once; where the server wants to
 * know again who it is, it is asked and sent again. Afterwards everything on the screen is read anew.
 */
export function useChange<Name extends EndpointName>(
  name: Name,
  { done, onDone, silent = false }: Changing<Name> = {},
): UseMutationResult<Answer<Name>, Error, Ask<Name>> {
  const client = useQueryClient()
  const act = useRef({ words: '', key: '' })
  return useMutation<Answer<Name>, Error, Ask<Name>>({
    mutationFn: (ask) => {
      const words = JSON.stringify(ask)
      if (act.current.words !== words) act.current = { words, key: newKey() }
      return withPerson(() => call(name, ask, { key: act.current.key }))
    },
    onSuccess: async (answer) => {
      act.current = { words: '', key: '' }
      if (done !== undefined) tellDone(typeof done === 'string' ? done : done(answer))
      onDone?.(answer)
      await client.invalidateQueries()
    },
    onError: (error) => {
      // Whatever was refused is another act when it is tried again; what never arrived is the same.
      if (error instanceof ApiProblem && error.status !== 0) act.current = { words: '', key: '' }
      if (!silent) tellFailure(detailOf(error))
    },
  })
}
