import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENDPOINTS } from '#contract/endpoints.ts'
import type { ApiDocument } from '#contract/openapi.ts'
import { ROUTES } from '../../../src/http/routes.ts'
import { CALL_ROUTES } from '../../../src/http/routes/call-authorizations.ts'
import { createTestApi, type TestApi } from '../../support/api.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let api: TestApi
beforeAll(async () => {
  database = await createTestDatabase()
  api = await createTestApi(database, 1)
})
afterAll(async () => {
  await api.close()
  await database.drop()
})

const get = async (url: string): Promise<{ status: number; body: string; type: string }> => {
  const answer = await api.server.inject({ url })
  return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) }
}
const readDocument = async (): Promise<ApiDocument> => JSON.parse((await get('/api/openapi.json')).body) as ApiDocument

describe('the API describes itself', () => {
  test('every endpoint is in the document, and every one is answered', async () => {
    const { paths } = await readDocument()
    const described = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId))
    const endpoints = Object.values(ENDPOINTS).map(({ id }) => id)
    const answered = [...ROUTES, ...CALL_ROUTES].map(({ endpoint }) => endpoint.id)
    expect(described.toSorted()).toEqual(endpoints.toSorted())
    expect(answered.toSorted()).toEqual(endpoints.toSorted())
    expect(new Set(endpoints).size).toBe(endpoints.length)
  })

  test('every reference leads somewhere, and every parameter of a path is described', async () => {
    const document = await readDocument()
    const schemas = Object.keys(document.components.schemas)
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name,
    )
    expect(references.filter((name) => name === undefined || !schemas.includes(name))).toEqual([])
    const undescribed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap(({ operationId, parameters }) =>
        [...path.matchAll(/\{(\w+)\}/g)]
          .filter(([, name]) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name))
          .map(([, name]) => `${operationId}: ${name ?? ''}`),
      ),
    )
    expect(undescribed).toEqual([])
  })

  test('texts that come in have an end', async () => {
    const document = await readDocument()
    const endless: string[] = []
    const walk = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return
      const {
        type,
        maxLength,
        pattern,
        format,
        enum: choices,
        const: constant,
        items,
        maxItems,
      } = value as Record<string, unknown>
      const bounded =
        [maxLength, choices, constant].some((limit) => limit !== undefined) || isBounded(pattern) || isShort(format)
      if (type === 'string' && !bounded) endless.push(place)
      if (type === 'array' && items !== undefined && maxItems === undefined) endless.push(`${place}[]`)
      for (const [key, item] of Object.entries(value)) walk(item, `${place}.${key}`)
    }
    for (const methods of Object.values(document.paths)) {
      for (const { operationId, requestBody, parameters } of Object.values(methods)) {
        walk(requestBody?.content['application/json'], operationId)
        for (const parameter of parameters) walk(parameter.schema, `${operationId} ${parameter.name}`)
      }
    }
    expect(endless).toEqual([])
  })

  test('the page for people shows every endpoint and runs no script', async () => {
    const { status, body, type } = await get('/api/docs')
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8'])
    for (const { id } of Object.values(ENDPOINTS)) expect(body).toContain(`id="${id}"`)
    expect(body).not.toContain('<script')
  })
})

/** A pattern without * or + repeats nothing without end. */
function isBounded(pattern: unknown): boolean {
  return typeof pattern === 'string' && !/[*+]/.test(pattern.replaceAll(/\\.|\[[^\]]*\]/g, 'x'))
}

function isShort(format: unknown): boolean {
  return ['date', 'date-time', 'binary', 'uuid'].includes(String(format))
}

describe('what an operator’s instruments read', () => {
  test('alive, ready, and metrics that name no tenant', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"alive"}' })
    expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready"}' })
    const { body, type } = await get('/metrics')
    expect(type).toContain('text/plain')
    expect(body).toContain('tollgate_http_request_seconds_count{method="GET",route="/readyz",status="200"} 1')
    expect(body).toContain('tollgate_jobs_waiting 0')
  })

  test('an unknown address is a problem of its own', async () => {
    const answer = await get('/api/v1/nowhere')
    expect([answer.status, answer.type]).toEqual([404, 'application/problem+json; charset=utf-8'])
  })
})

test('every answer carries the security headers', async () => {
  const { headers } = await api.server.inject({ url: '/api/v1/nowhere' })
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
  })
  expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'")
})

test('a filter that is misspelt is refused, not taken for none; a body that is named and not sent is none', async () => {
  const owner = api.as({ role: 'owner' })
  const misspelt = await owner.get('/accounts?stauts=active')
  expect([misspelt.status, misspelt.json]).toMatchObject([422, { errors: [{ message: 'There is no field stauts.' }] }])
  const empty = await owner.post('/accounts', '', { 'content-type': 'application/json' })
  expect([empty.status, empty.json]).toMatchObject([422, { code: 'invalid_value' }])
})

test('where mailed links lead there is a page of the portal; the token stands behind the # and never comes here', async () => {
  const { statusCode, headers, body } = await api.server.inject({ url: '/link', headers: { accept: 'text/html' } })
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(body).toMatch(/^<!doctype html>/)
})
