import type { Endpoint } from './endpoint.ts'

export const callsEndpoints = {} satisfies Record<string, Endpoint>
