import type { ApiSchema } from '#contract/openapi.ts'
import { resolveSchema, type Schemas } from './sample.ts'

/** A body that no schema of the endpoint takes, and what is wrong with it. */
export interface Mutation {
  readonly name: string
  readonly body: unknown
}

/** Every way to spoil one field of a body the schema takes, field by field, objects inside included. */
export function mutationsOf(schema: ApiSchema, sample: unknown, schemas: Schemas): Mutation[] {
  const shape = resolveSchema(schema, schemas)
  const wrongRoots = [null, 'text', 7, true, [[]]]
  const roots = wrongRoots.map((body): Mutation => ({ name: `the whole is ${JSON.stringify(body)}`, body }))
  return [...roots, ...spoilObject(shape, sample, schemas, '', (spoilt) => spoilt)]
}

function spoilObject(
  { properties = {}, required = [], additionalProperties }: ApiSchema,
  sample: unknown,
  schemas: Schemas,
  place: string,
  whole: (spoilt: unknown) => unknown,
): Mutation[] {
  if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) return []
  const base = sample as Readonly<Record<string, unknown>>
  const mutations: Mutation[] = []
  const spoil = (name: string, what: string, value: unknown): void => {
    mutations.push({ name: `${place}${name}: ${what}`, body: whole({ ...base, [name]: value }) })
  }
  if (additionalProperties === false) spoil('surprise', 'a field nobody asked for', 1)
  for (const [name, property] of Object.entries(properties)) {
    const field = resolveSchema(property, schemas)
    if (required.includes(name)) {
      const { [name]: _, ...missing } = base
      mutations.push({ name: `${place}${name}: missing`, body: whole(missing) })
    }
    for (const [what, value] of spoiltValues(field, schemas)) spoil(name, what, value)
    if (base[name] !== undefined) {
      mutations.push(
        ...spoilObject(field, base[name], schemas, `${place}${name}.`, (inner) => whole({ ...base, [name]: inner })),
      )
    }
  }
  return mutations
}

/** Values the field takes under no reading of its schema. */
function spoiltValues(field: ApiSchema, schemas: Schemas): [what: string, value: unknown][] {
  const kinds = kindsOf(field, schemas)
  if (kinds.has('any')) return []
  const values: [string, unknown][] = []
  const wrong = (kind: string, value: unknown): void => {
    if (!kinds.has(kind)) values.push([`a ${kind} instead`, value])
  }
  wrong('string', 'no such thing')
  wrong('number', 7)
  wrong('boolean', true)
  wrong('array', [1])
  wrong('object', { a: 1 })
  wrong('null', null)
  const { type, maxLength, pattern, format, minimum, maximum, maxItems } = field
  if (type === 'string') {
    values.push(['huge', 'x'.repeat((maxLength ?? 10_000) + 1)], ['with a NUL', 'a\0b'])
    if (pattern !== undefined || format !== undefined)
      values.push(['half a character', '\uD800'], ['a smile', '\u0007'])
  }
  if (type === 'integer' || type === 'number') {
    values.push(['beyond every limit', (maximum ?? Number.MAX_SAFE_INTEGER) + 1e6], ['not finite', '1e999'])
    if (minimum !== undefined) values.push(['below the least', minimum - 1])
    if (type === 'integer') values.push(['a fraction', 1.5])
  }
  if (type === 'array' && maxItems !== undefined)
    values.push(['too many', Array.from({ length: maxItems + 1 }, () => ({}))])
  return values
}

function kindsOf(schema: ApiSchema, schemas: Schemas): Set<string> {
  const { type, anyOf, oneOf, const: constant, enum: choices, properties } = resolveSchema(schema, schemas)
  const choicesOf = anyOf ?? oneOf
  if (choicesOf !== undefined) return new Set(choicesOf.flatMap((one) => [...kindsOf(one, schemas)]))
  if (constant !== undefined || choices !== undefined) return new Set()
  if (type === undefined) return new Set([properties === undefined ? 'any' : 'object'])
  return new Set([type].flat().map((kind) => (kind === 'integer' ? 'number' : kind)))
}
