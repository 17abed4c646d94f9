import type { Endpoint } from './endpoint.ts'

export const numberOrdersEndpoints = {} satisfies Record<string, Endpoint>
