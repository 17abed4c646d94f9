import { DOORS } from 'virtual:endpoints'
import { ApiProblem, readProblem } from './api-problem.ts'
import { chosenReseller } from './chosen-reseller.ts'
import type { Answer, Ask, EndpointName } from './wire-types.ts'

interface Loose {
  readonly params?: Readonly<Record<string, unknown>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly file?: Blob
  readonly ifVersion?: number
}

interface Sending {
  readonly signal?: AbortSignal
  /** The same key for the same act: sent twice, it happens once. */
  readonly key?: string
}

/**
 * Calls an endpoint of the API.
 *
 * @throws ApiProblem whatever the server refuses, and status 0 where it cannot be reached.
 */
export async function call<Name extends EndpointName>(
  name: Name,
  ask: Ask<Name>,
  { signal, key }: Sending = {},
): Promise<Answer<Name>> {
  const { params, query, body, file, ifVersion } = ask as Loose
  const [method, , isFile] = DOORS[name] ?? ['GET', '']
  const hasBody = method !== 'GET' && method !== 'DELETE'
  const headers = new Headers({ accept: 'application/json' })
  const reseller = chosenReseller()
  if (reseller !== null) headers.set('tollgate-reseller', reseller)
  if (isFile === 'file') headers.set('content-type', file?.type === '' ? 'text/csv' : (file?.type ?? 'text/csv'))
  else if (hasBody || body !== undefined) headers.set('content-type', 'application/json')
  if (key !== undefined) headers.set('idempotency-key', key)
  if (ifVersion !== undefined) headers.set('if-match', `"${ifVersion}"`)
  const json = hasBody || body !== undefined ? JSON.stringify(body ?? {}) : undefined
  const content = isFile === 'file' ? file : json
  const response = await fetch(addressOf(name, { params, query }), {
    method,
    headers,
    credentials: 'same-origin',
    ...(content !== undefined && { body: content }),
    ...(signal !== undefined && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw ApiProblem.unreachable()
  })
  if (!response.ok) throw await readProblem(response)
  return (response.status === 204 ? {} : await response.json()) as Answer<Name>
}

/** The address of an endpoint, for links to files: `/api/v1/accounts.csv?status=active`. */
export function addressOf(
  name: EndpointName,
  { params = {}, query = {} }: Pick<Loose, 'params' | 'query'> = {},
): string {
  const [, path] = DOORS[name] ?? ['GET', `/${name}`]
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(textOf(params[field])))
  const search = new URLSearchParams()
  for (const [field, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(field, textOf(value))
  }
  const text = search.toString()
  return `/api/v1${filled}${text === '' ? '' : `?${text}`}`
}

/** Parameters are texts, numbers and yes or no; several of one are written with commas. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? value.map(textOf).join(',') : ''
}

/** A key for one act of a person. Not by randomUUID: browsers keep that from pages without https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
