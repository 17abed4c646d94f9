declare module 'virtual:endpoints' {
  import type { Method } from '#contract/endpoint.ts'

  /** Method and path by the endpoint's name; `file`: the body is a file. */
  export const DOORS: Readonly<Record<string, readonly [Method, string] | readonly [Method, string, 'file']>>
}
