import type { Endpoint } from './endpoint.ts'

export const suspenseEndpoints = {} satisfies Record<string, Endpoint>
