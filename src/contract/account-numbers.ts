import type { Endpoint } from './endpoint.ts'

export const accountNumbersEndpoints = {} satisfies Record<string, Endpoint>
