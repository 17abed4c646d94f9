import type { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { CallSourceRow } from '#storage/queries/imports.ts'
import type { Services } from '../../compose.ts'

/** What a route of the switches' door has in its hands. */
export interface CallExchange<E extends Endpoint> {
  readonly params: z.output<E['params']>
  readonly body: z.output<E['body']>
  readonly actor: Actor
  readonly now: Date
  readonly services: Services
  /** A source the actor may send calls of. @throws ProblemError 'not_found', 'forbidden', 'too_many_requests'. */
  readonly sourceOf: (name: string) => Promise<CallSourceRow>
}

/** An endpoint of that door, with what answers it. */
export interface CallRoute {
  readonly endpoint: Endpoint
  handle(exchange: CallExchange<Endpoint>): Promise<unknown>
  /** Answers a call for help, whoever asks. */
  readonly emergency?: ForHelp
}

type ForHelp = (services: Services, to: string) => Promise<unknown>

/** Binds an endpoint of the contract to what answers it here. */
export function callRoute<E extends Endpoint>(
  endpoint: E,
  handle: (exchange: CallExchange<E>) => Promise<z.input<E['response']> | z.output<E['response']>>,
  emergency?: ForHelp,
): CallRoute {
  return { endpoint, handle, ...(emergency !== undefined && { emergency }) }
}
