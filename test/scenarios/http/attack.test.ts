import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { ENDPOINTS } from '#contract/endpoints.ts'
import { openApiDocument, type ApiOperation } from '#contract/openapi.ts'
import { createTestApi, type Answer, type TestApi, type TestClient } from '../../support/api.ts'
import { fingerprint } from '../../support/attack/fingerprint.ts'
import { mutationsOf } from '../../support/attack/mutations.ts'
import { sampleOf } from '../../support/attack/sample.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

/** What a refused request may leave: that somebody was here. */
const TRACES = ['sign_in_failures']

const STRANGE_IDS = [
  '0',
  '-1',
  '1.5',
  '999999999',
  '2147483648',
  '9'.repeat(40),
  'abc',
  '%00',
  'null',
  '1%20OR%201=1',
  '🦘',
]

const document = openApiDocument('0')
const { schemas } = document.components

let telco: TestTelco
let api: TestApi
let owner: TestClient
beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId)
  owner = api.as({ role: 'owner' })
})
afterAll(async () => {
  await api.close()
  await telco.drop()
})

const operationOf = (endpoint: Endpoint): ApiOperation => {
  const operation = document.paths[`/api/v1${endpoint.path}`]?.[endpoint.method.toLowerCase()]
  if (operation === undefined) throw new Error(`${endpoint.id} is not in the document`)
  return operation
}

const send = (endpoint: Endpoint, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> => {
  if (endpoint.method === 'GET') return owner.get(path, headers)
  if (endpoint.method === 'DELETE') return owner.delete(path, headers)
  if (endpoint.method === 'POST') return owner.post(path, body, headers)
  if (endpoint.method === 'PUT') return owner.put(path, body, headers)
  return owner.patch(path, body, headers)
}

/** The path with an account of ours, and with ids that are nobody's elsewhere. */
const pathOf = ({ path }: Endpoint, id = '999999'): string =>
  path.replaceAll('{accountId}', String(telco.accounts[0]?.id)).replaceAll(/\{\w+\}/g, id)

/** Says what was wrong with the answer; undefined when it was a proper refusal. */
const fault = ({ status, text, json }: Answer): string | undefined => {
  if (status >= 400 && status < 500 && typeof json === 'object' && json !== null && 'code' in json) return undefined
  return `${status} ${text.slice(0, 300)}`
}

const everyEndpoint = Object.values(ENDPOINTS).map((endpoint): [string, Endpoint] => [endpoint.id, endpoint])

describe('what cannot be meant is refused, with a problem, and changes nothing', () => {
  test.each(everyEndpoint)('%s', async (_, endpoint) => {
    const before = await fingerprint(telco.pool, TRACES)
    const faults: string[] = []
    const attack = async (
      name: string,
      path: string,
      body?: unknown,
      headers?: Record<string, string>,
    ): Promise<void> => {
      const found = fault(await send(endpoint, path, body, headers))
      if (found !== undefined) faults.push(`${name}: ${found}`)
    }
    const operation = operationOf(endpoint)
    const schema = operation.requestBody?.content['application/json']?.schema
    if (schema !== undefined) {
      for (const all of [false, true]) {
        for (const { name, body } of mutationsOf(schema, sampleOf(schema, schemas, all), schemas))
          await attack(name, pathOf(endpoint), JSON.stringify(body), { 'content-type': 'application/json' })
      }
      await attack('no JSON', pathOf(endpoint), '{"a":', { 'content-type': 'application/json' })
      await attack('another kind', pathOf(endpoint), '<a/>', { 'content-type': 'application/xml' })
      await attack('far too large', pathOf(endpoint), `"${'x'.repeat(2_000_000)}"`, {
        'content-type': 'application/json',
      })
      await attack('deep', pathOf(endpoint), '['.repeat(50_000) + ']'.repeat(50_000), {
        'content-type': 'application/json',
      })
    }
    if (endpoint.path.includes('{')) {
      for (const id of STRANGE_IDS)
        await attack(`id ${id}`, endpoint.path.replaceAll(/\{\w+\}/g, id), schema && sampleOf(schema, schemas, false))
    }
    for (const parameter of operation.parameters.filter(({ in: place }) => place === 'query')) {
      const resolved = parameter.schema
      if (resolved.type === 'integer') await attack(parameter.name, `${pathOf(endpoint)}?${parameter.name}=many`)
      if (parameter.name === 'cursor') await attack('cursor', `${pathOf(endpoint)}?cursor=%00nonsense`)
      if (parameter.name === 'limit') await attack('limit', `${pathOf(endpoint)}?limit=100000`)
    }
    expect(faults).toEqual([])
    expect(await fingerprint(telco.pool, TRACES)).toEqual(before)
  })
})

describe('what might be meant never breaks the server', () => {
  test.each(everyEndpoint)('%s', async (_, endpoint) => {
    const operation = operationOf(endpoint)
    const schema = operation.requestBody?.content['application/json']?.schema
    const upload = Object.keys(operation.requestBody?.content ?? {}).find((type) => type !== 'application/json')
    const bodies =
      schema === undefined ? [undefined] : [sampleOf(schema, schemas, false), sampleOf(schema, schemas, true)]
    if (upload !== undefined) bodies.push('\u0000ÿ"\n,,,\n', '')
    const broken: string[] = []
    for (const body of bodies) {
      const headers = upload === undefined ? {} : { 'content-type': upload }
      for (const id of ['1', '2', '999999']) {
        const { status, text } = await send(endpoint, pathOf(endpoint, id), body, headers)
        if (status >= 500) broken.push(`${status} ${text} for ${JSON.stringify(body)}`)
      }
    }
    expect(broken).toEqual([])
    expect(api.log.filter((line) => /Error/.test(line))).toEqual([])
  })
})
