import type { Endpoint } from './endpoint.ts'

export const callingPlansEndpoints = {} satisfies Record<string, Endpoint>
