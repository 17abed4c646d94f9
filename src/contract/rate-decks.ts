import type { Endpoint } from './endpoint.ts'

export const rateDecksEndpoints = {} satisfies Record<string, Endpoint>
