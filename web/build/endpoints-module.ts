import type { Plugin } from 'vite'
import { ENDPOINTS } from '../../src/contract/endpoints.ts'

const NAME = 'virtual:endpoints'

/**
 * `virtual:endpoints`: method and path of every endpoint of the contract, by its name. The pages call the API by it and leave
 * the schemas, some 60 kB of them, to the forms that check with them.
 */
export function endpointsModule(): Plugin {
  return {
    name: 'endpoints',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined
      const doors = Object.entries(ENDPOINTS).map(([name, { method, path, media }]) => [
        name,
        media?.request === undefined ? [method, path] : [method, path, 'file'],
      ])
      return `export const DOORS = ${JSON.stringify(Object.fromEntries(doors))}`
    },
  }
}
