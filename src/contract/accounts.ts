import type { Endpoint } from './endpoint.ts'

export const accountsEndpoints = {} satisfies Record<string, Endpoint>
