import { z } from 'zod'
import type { Permission } from '#domain/access/policies.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call it: a permission; anybody signed in; or anybody at all. */
export type Access = Permission | 'signed-in' | 'public'

/** One operation of the API as data: the server, the typed client and the documents come from it. */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  /** As the documents and the client name it: `accounts.activate`. */
  readonly id: string
  readonly method: Method
  /** Below /api/v1, with `{name}` for each parameter: `/accounts/{accountId}/activate`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly response: Response
  /** What success says; 201 where something was made, 204 where there is nothing to say. */
  readonly status: 200 | 201 | 202 | 204
  /** Answers or takes something other than JSON: a media type, or several with `, ` between. */
  readonly media?: { readonly response?: string; readonly request?: string }
  /** A public address for machines: no browser sends to it, and the body is signed as it stands. Its route looks at that. */
  readonly isSigned?: boolean
  /** The answer carries an ETag of its `version`; an edit takes it back as If-Match and refuses a lost update. */
  readonly etag?: boolean
}

const NOTHING = z.object({})

interface Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  readonly id: string
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly description?: string
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly response?: R
  readonly status?: 200 | 201 | 202 | 204
  readonly media?: { readonly response?: string; readonly request?: string }
  readonly isSigned?: boolean
  readonly etag?: boolean
}

export function endpoint<
  P extends z.ZodType = typeof NOTHING,
  Q extends z.ZodType = typeof NOTHING,
  B extends z.ZodType = typeof NOTHING,
  R extends z.ZodType = typeof NOTHING,
>(definition: Definition<P, Q, B, R>): Endpoint<P, Q, B, R> {
  const { params, query, body, response, status, ...rest } = definition
  return {
    ...rest,
    params: (params ?? NOTHING) as P,
    // A filter that is misspelt must not be taken for none.
    query: (query instanceof z.ZodObject ? query.strict() : (query ?? NOTHING.strict())) as Q,
    body: (body ?? NOTHING) as B,
    response: (response ?? NOTHING) as R,
    status: status ?? (response === undefined && rest.media?.response === undefined ? 204 : 200),
  }
}
