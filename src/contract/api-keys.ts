import type { Endpoint } from './endpoint.ts'

export const apiKeysEndpoints = {} satisfies Record<string, Endpoint>
