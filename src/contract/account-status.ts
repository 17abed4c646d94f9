import type { Endpoint } from './endpoint.ts'

export const accountStatusEndpoints = {} satisfies Record<string, Endpoint>
