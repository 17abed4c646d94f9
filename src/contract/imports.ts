import type { Endpoint } from './endpoint.ts'

export const importsEndpoints = {} satisfies Record<string, Endpoint>
