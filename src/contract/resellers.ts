import type { Endpoint } from './endpoint.ts'

export const resellersEndpoints = {} satisfies Record<string, Endpoint>
