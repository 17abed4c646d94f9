import type { Endpoint } from './endpoint.ts'

export const accessEndpoints = {} satisfies Record<string, Endpoint>
