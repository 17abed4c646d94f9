import type { Endpoint } from './endpoint.ts'

export const chargesEndpoints = {} satisfies Record<string, Endpoint>
