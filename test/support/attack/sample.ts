import type { ApiDocument, ApiSchema } from '#contract/openapi.ts'

export type Schemas = ApiDocument['components']['schemas']

/** Texts of every kind the contract asks for: the first that a pattern takes is the sample. */
const TEXTS = [
  'abc',
  '1',
  '12.50',
  '2026-07-01',
  '2026-07-01T00:00:00Z',
  '61370101234',
  '#0b5d7a',
  'mia@example.com',
  'Australia/Sydney',
  '123456',
  'NSW',
  '2000',
  '08:00',
  '51824753556',
  '004085616',
  'https://hooks.example.com/tollgate',
  'abcdefghijklmnopqrstuvwx',
  'statement.issued',
]

export function resolveSchema(schema: ApiSchema, schemas: Schemas): ApiSchema {
  if (schema.$ref === undefined) return schema
  const target = schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)]
  if (target === undefined) throw new Error(`${schema.$ref} leads nowhere`)
  return resolveSchema(target, schemas)
}

/** A value the schema takes, as small as it may be; with `all` the optional fields too. */
export function sampleOf(schema: ApiSchema, schemas: Schemas, all: boolean, depth = 0): unknown {
  const { const: constant, enum: choices, anyOf, oneOf, ...rest } = resolveSchema(schema, schemas)
  if (constant !== undefined) return constant
  if (choices !== undefined) return choices[0]
  const [first] = anyOf ?? oneOf ?? []
  if (first !== undefined) return sampleOf(first, schemas, all, depth)
  const [type] = [rest.type ?? 'object'].flat()
  if (type === 'object') return sampleObject(rest, schemas, all, depth)
  if (type === 'array')
    return rest.items === undefined || !all || depth > 5 ? [] : [sampleOf(rest.items, schemas, all, depth + 1)]
  if (type === 'string') return sampleText(rest)
  if (type === 'integer' || type === 'number') return Math.max(rest.minimum ?? 1, 1)
  return type === 'boolean' ? true : null
}

function sampleObject(
  { properties = {}, required = [] }: ApiSchema,
  schemas: Schemas,
  all: boolean,
  depth: number,
): object {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || (all && depth < 5))
  return Object.fromEntries(wanted.map(([name, property]) => [name, sampleOf(property, schemas, all, depth + 1)]))
}

function sampleText({ pattern, format, minLength = 0, maxLength = Infinity }: ApiSchema): string {
  const takes = (text: string): boolean => {
    if (text.length < minLength || text.length > maxLength) return false
    if (format === 'date') return /^\d{4}-\d\d-\d\d$/.test(text)
    if (format === 'date-time') return text.endsWith('Z') && text.includes('T')
    if (format === 'email') return text.includes('@')
    return pattern === undefined || new RegExp(pattern, 'u').test(text)
  }
  const candidates = [
    ...TEXTS,
    ...[minLength, maxLength].flatMap((n) => (n < 1000 ? ['a'.repeat(n), '1'.repeat(n)] : [])),
  ]
  return candidates.find(takes) ?? 'abc'
}
