import type { Endpoint } from './endpoint.ts'

export const paymentsEndpoints = {} satisfies Record<string, Endpoint>
