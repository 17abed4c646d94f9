import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { ENDPOINTS } from './endpoints.ts'

type Json = Readonly<Record<string, unknown>>

/** As much of JSON Schema as the contract uses. */
export interface ApiSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, ApiSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | ApiSchema
  readonly items?: ApiSchema
  readonly anyOf?: readonly ApiSchema[]
  readonly oneOf?: readonly ApiSchema[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

export interface ApiDocument {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components: Json & { readonly schemas: Readonly<Record<string, ApiSchema>> }
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly security: readonly Json[]
  readonly parameters: readonly ApiParameter[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { schema: ApiSchema }>>
  }
  readonly responses: Readonly<Record<string, ApiAnswer>>
}

export interface ApiAnswer {
  readonly $ref?: string
  readonly description?: string
  readonly headers?: Json
  readonly content?: Readonly<Record<string, { schema: ApiSchema }>>
}

export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: ApiSchema
}

const DESCRIPTION = `Everything a reseller's office does. The portals use nothing else.

- **Who asks**: people by their session cookie, machines by \`Authorization: Bearer tg_…\` with the scopes of the key.
- **Operators** choose the reseller they act in by the header \`tollgate-reseller\`, its id.
- **Money** is decimal dollars in strings, ex GST unless the field says otherwise.
- **Instants** are ISO 8601 in UTC, **dates** are days in the account's time zone.
- **Periods** of dates are \`from\` and \`to\`, the first day and the last; of instants, \`to\` is the first no longer in it.
- **Lists** come in pages: send \`cursor\` from \`nextCursor\` until it is null.
- **Idempotency-Key** on a POST makes sending it again harmless: the first answer is given again.
- **ETag and If-Match**: an edit against a version that is no longer the last is refused with \`changed_meanwhile\`.
- **Problems** are RFC 9457, \`application/problem+json\`, with a stable \`code\` and each fault at its field.`

/** The API as an OpenAPI 3.1 document, made from the endpoints. */
export function openApiDocument(
  version: string,
  endpoints: readonly Endpoint[] = Object.values(ENDPOINTS),
): ApiDocument {
  const schemas: Record<string, ApiSchema> = {}
  const paths: Record<string, Record<string, ApiOperation>> = {}
  for (const endpoint of endpoints) {
    const path = (paths[`/api/v1${endpoint.path}`] ??= {})
    path[endpoint.method.toLowerCase()] = describe(endpoint, schemas)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tollgate', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas, Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tollgate-session' },
        key: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        Problem: { description: 'What is wrong', content: { 'application/problem+json': { schema: PROBLEM_REF } } },
      },
    },
  }
}

const PROBLEM_REF = { $ref: '#/components/schemas/Problem' }

const PROBLEM: ApiSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: what programs look at' },
    detail: { type: 'string', description: 'One sentence: what is wrong and what to do' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message'],
        properties: { field: { type: 'string' }, line: { type: 'integer' }, message: { type: 'string' } },
      },
    },
  },
}

function tagOf({ id }: Endpoint): string {
  return id.split('.', 1)[0] ?? id
}

function describe(endpoint: Endpoint, schemas: Record<string, ApiSchema>): ApiOperation {
  const { id, summary, description, access, method, media, status } = endpoint
  const request = media?.request
  const body = toSchema(endpoint.body, schemas)
  const isEmpty =
    Object.keys((body['properties'] as object | undefined) ?? {}).length === 0 && body['type'] === 'object'
  const hasBody = request !== undefined || !isEmpty
  const permission = access === 'public' || access === 'signed-in' ? undefined : `Needs the permission \`${access}\`.`
  const words = [description, permission].filter((part) => part !== undefined).join('\n\n')
  return {
    operationId: id,
    summary,
    ...(words !== '' && { description: words }),
    tags: [tagOf(endpoint)],
    security: access === 'public' ? [] : [{ session: [] }, { key: [] }],
    parameters: [
      ...parameters('path', endpoint.params, schemas),
      ...parameters('query', endpoint.query, schemas),
      ...(method === 'POST'
        ? [header('Idempotency-Key', 'Sent again with the same key, the first answer is given')]
        : []),
      ...(endpoint.etag === true && method !== 'GET'
        ? [header('If-Match', 'The ETag the change is made against')]
        : []),
    ],
    ...(hasBody && {
      requestBody:
        request === undefined
          ? { required: true, content: { 'application/json': { schema: body } } }
          : { required: true, content: files(request) },
    }),
    responses: {
      [status]: success(endpoint, schemas),
      '4XX': { $ref: '#/components/responses/Problem' },
    },
  }
}

function success({ response, status, media, etag }: Endpoint, schemas: Record<string, ApiSchema>): ApiAnswer {
  if (status === 204) return { description: 'Done' }
  const type = media?.response
  return {
    description: status === 201 ? 'Made' : status === 202 ? 'Taken on' : 'Success',
    ...(etag === true && { headers: { ETag: { schema: { type: 'string' } } } }),
    content: type === undefined ? { 'application/json': { schema: toSchema(response, schemas) } } : files(type),
  }
}

/** Of one media type, or of several with commas between. */
function files(types: string): Record<string, { schema: ApiSchema }> {
  return Object.fromEntries(types.split(', ').map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
}

function header(name: string, description: string): ApiParameter {
  return { name, in: 'header', required: false, description, schema: { type: 'string', maxLength: 200 } }
}

function parameters(place: 'path' | 'query', schema: z.ZodType, schemas: Record<string, ApiSchema>): ApiParameter[] {
  const { properties = {}, required = [] } = toSchema(schema, schemas)
  return Object.entries(properties).map(([name, property]) => {
    const { description } = property
    return {
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description !== undefined && { description }),
      schema: property,
    }
  })
}

/** What travels is the input side of every schema, both ways. Named schemas move to the components. */
function toSchema(schema: z.ZodType, schemas: Record<string, ApiSchema>): ApiSchema {
  const { $schema: _, $defs = {}, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  for (const [name, definition] of Object.entries($defs)) schemas[name] = moved(definition) as ApiSchema
  const { id } = made
  if (typeof id === 'string') {
    schemas[id] ??= moved(made) as ApiSchema
    return { $ref: `#/components/schemas/${id}` }
  }
  return moved(made) as ApiSchema
}

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== 'id' || typeof item !== 'string')
      .map(([key, item]) => [
        key,
        key === '$ref' && typeof item === 'string' ? item.replace('#/$defs/', '#/components/schemas/') : moved(item),
      ]),
  )
}
