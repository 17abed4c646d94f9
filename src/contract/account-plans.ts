import type { Endpoint } from './endpoint.ts'

export const accountPlansEndpoints = {} satisfies Record<string, Endpoint>
