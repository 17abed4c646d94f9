import type { z } from 'zod'
import type { ENDPOINTS } from '#contract/endpoints.ts'

/** The name of an endpoint in the contract: `listAccounts`. */
export type EndpointName = keyof typeof ENDPOINTS

type Of<Name extends EndpointName> = (typeof ENDPOINTS)[Name]

/** What the server answers, as it travels: money, ids and instants are strings. */
export type Answer<Name extends EndpointName> = z.input<Of<Name>['response']>

export type Params<Name extends EndpointName> = z.input<Of<Name>['params']>
export type Query<Name extends EndpointName> = z.input<Of<Name>['query']>
export type Body<Name extends EndpointName> = z.input<Of<Name>['body']>

/** Required only where the endpoint takes something that may not be left out. */
type Part<Key extends string, Value> =
  Partial<Value> extends Value ? { readonly [K in Key]?: Value } : { readonly [K in Key]: Value }

/** Everything an endpoint is called with. */
export type Ask<Name extends EndpointName> = Part<'params', Params<Name>> &
  Part<'query', Query<Name>> &
  Part<'body', Body<Name>> & {
    /** For endpoints that take a file instead of JSON. */
    readonly file?: Blob
    /** The version the edit began with: a change by somebody else meanwhile is refused. */
    readonly ifVersion?: number
  }

/** One row of a list endpoint's answer. */
export type Item<Name extends EndpointName> =
  Answer<Name> extends { readonly items: readonly (infer Row)[] } ? Row : never
