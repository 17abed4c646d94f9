import type { Endpoint } from './endpoint.ts'

export const numberPlansEndpoints = {} satisfies Record<string, Endpoint>
