import type { Endpoint } from './endpoint.ts'

export const billRunsEndpoints = {} satisfies Record<string, Endpoint>
