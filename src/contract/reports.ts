import type { Endpoint } from './endpoint.ts'

export const reportsEndpoints = {} satisfies Record<string, Endpoint>
