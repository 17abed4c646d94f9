import type { Endpoint } from './endpoint.ts'

export const webhooksEndpoints = {} satisfies Record<string, Endpoint>
