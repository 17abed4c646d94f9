import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { InstallationOperation } from '#operations/installation.ts'
import type { Operation } from '#operations/operation.ts'
import type { Services } from '../compose.ts'

/** What a route has in its hands: what was asked, decoded; who asks; and the two ways to the business. */
export interface Exchange<E extends Endpoint> {
  readonly params: z.output<E['params']>
  readonly query: z.output<E['query']>
  readonly body: z.output<E['body']>
  /** Who asks. Public endpoints have none: reading it there throws. */
  readonly actor: Actor
  readonly now: Date
  /** The version of If-Match, where the request carries one. */
  readonly ifMatch: number | undefined
  readonly services: Services
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Reads behind the tenant's walls, all from one moment. */
  readonly read: <Result>(read: (db: pg.ClientBase) => Promise<Result>) => Promise<Result>
  /**
   * Writes by an operation, on the one write path. `view` turns its result into the answer within the same transaction, so
   * it may read what the operation wrote.
   */
  readonly perform: <Input, Result>(
    operation: Operation<Input, Result>,
    input: Input,
    view: View<Result, E>,
  ) => Promise<Answered>
  /** Reads over all tenants: the operator's endpoints only. */
  readonly readAcross: <Result>(read: (db: pg.ClientBase) => Promise<Result>) => Promise<Result>
  /** Writes by an operation of the installation itself: the operator's endpoints only. */
  readonly performAcross: <Input, Result>(
    operation: InstallationOperation<Input, Result>,
    input: Input,
    view: View<Result, E>,
  ) => Promise<Answered>
  /** Sends something other than JSON: a stream, a PDF, CSV. What fails before a stream's first page is refused in full. */
  readonly send: (contentType: string, content: Readable | Buffer | string, fileName?: string) => Promise<Answered>
}

/** Answers are read, never written to: what they are made of may be read-only all the way down. */
type ReadOnly<Value> = unknown extends Value
  ? unknown
  : Value extends bigint | Date | string | number | boolean | null | undefined
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly ReadOnly<Item>[]
      : { readonly [Key in keyof Value]: ReadOnly<Value[Key]> }

type Response<E extends Endpoint> = ReadOnly<z.output<E['response']>>

type View<Result, E extends Endpoint> = (result: Result, db: pg.ClientBase) => Response<E> | Promise<Response<E>>

/** An answer that is in its outer form already. */
export class Answered {
  readonly json: unknown
  readonly sent: boolean

  constructor(json: unknown, sent = false) {
    this.json = json
    this.sent = sent
  }
}

export interface Route {
  readonly endpoint: Endpoint
  handle(exchange: Exchange<Endpoint>): Promise<unknown>
}

/** Binds an endpoint of the contract to what answers it. */
export function route<E extends Endpoint>(
  endpoint: E,
  handle: (exchange: Exchange<E>) => Promise<Response<E> | Answered>,
): Route {
  return { endpoint, handle }
}
