import type { Endpoint } from './endpoint.ts'

export const numbersEndpoints = {} satisfies Record<string, Endpoint>
