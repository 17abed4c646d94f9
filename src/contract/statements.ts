import type { Endpoint } from './endpoint.ts'

export const statementsEndpoints = {} satisfies Record<string, Endpoint>
