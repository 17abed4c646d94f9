import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { ENDPOINTS } from '#contract/endpoints.ts'
import type { Answer, TestApi } from '../../support/api.ts'
import { createSignInApi } from '../../support/sign-in.ts'
import { idsNamed, isTenants, parametersOf } from '../../support/tenant-ids.ts'
import {
  bodyFor,
  createTwoTenants,
  mediaOf,
  TENANTS_NOW,
  UNLIMITED,
  type Insider,
  type Tenant,
  type TwoTenants,
} from '../../support/two-tenants.ts'

/** Nobody in one tenant's walls reaches anything beyond them, by any route of the contract and any id of the others. */

let both: TwoTenants
let api: TestApi
/** Ids by tenant or account, and parameter. */
const known = new Map<string, readonly string[]>()
beforeAll(async () => {
  both = await createTwoTenants()
  api = await createSignInApi(both, TENANTS_NOW, UNLIMITED)
})
afterAll(async () => {
  await api.close()
  await both.drop()
})

/** Whose things are asked for: all of a tenant's, or one account's. */
interface Owner {
  readonly resellerId: number
  readonly accountId?: number
}

const endpoints = Object.values(ENDPOINTS).filter(({ access }) => access !== 'public')
const withIds = endpoints.filter(({ path }) => parametersOf(path).some(isTenants))
const lists = endpoints.filter(({ path, method }) => method === 'GET' && !parametersOf(path).some(isTenants))

async function idsIn(name: string, { resellerId, accountId }: Owner): Promise<readonly string[]> {
  const place = `${resellerId} ${accountId ?? ''} ${name}`
  const ids = known.get(place) ?? (await idsNamed(both.pool, name, resellerId, accountId))
  known.set(place, ids)
  return ids
}

async function ask(
  { method, path, ...endpoint }: Endpoint,
  at: string,
  { headers }: Insider,
  body: unknown,
): Promise<Answer> {
  const media = mediaOf({ method, path, ...endpoint })
  const answer = await api.server.inject({
    method,
    url: `/api/v1${at}`,
    headers: { ...headers, ...(media !== undefined && { 'content-type': media }) },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, json: undefined }
}

/** With the least a body takes; where that is too little, with everything. */
async function askWell(endpoint: Endpoint, path: string, insider: Insider, mark: string): Promise<Answer> {
  const answer = await ask(endpoint, path, insider, bodyFor(endpoint, mark))
  return answer.status === 422 ? ask(endpoint, path, insider, bodyFor(endpoint, mark, true)) : answer
}

/** The paths of an endpoint with ids of others: in each parameter by itself, and in all of them. */
async function foreignPaths({ path }: Endpoint, own: Owner, foreign: Owner): Promise<readonly string[]> {
  const names = parametersOf(path)
  const targets = names.filter(isTenants)
  const ways = targets.length > 1 ? [targets, ...targets.map((name) => [name])] : [targets]
  const paths = new Set<string>()
  for (const others of ways) {
    for (const nth of [0, 1]) {
      const ids = await Promise.all(
        names.map(
          async (name) =>
            [name, others.includes(name) ? await foreignIds(name, own, foreign) : await ownIds(name, own)] as const,
        ),
      )
      if (ids.some(([, list]) => list.length === 0)) continue
      const byName = new Map(ids)
      paths.add(
        path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
          const list = byName.get(name) ?? []
          return encodeURIComponent(list.at(-nth) ?? '')
        }),
      )
    }
  }
  return [...paths]
}

/** One's own, of the whole tenant where an account has none of its own. */
async function ownIds(name: string, own: Owner): Promise<readonly string[]> {
  const ids = await idsIn(name, own)
  return ids.length > 0 ? ids : idsIn(name, { resellerId: own.resellerId })
}

/** What is the others' and not one's own too: a person may have places in both. */
async function foreignIds(name: string, own: Owner, foreign: Owner): Promise<readonly string[]> {
  const ours = await idsIn(name, own)
  return (await idsIn(name, foreign)).filter((id) => !isTenants(name) || !ours.includes(id))
}

/** The content of everything a tenant owns, hashed by table. */
async function contentOf({ resellerId }: Tenant): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await both.pool.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attname = 'reseller_id' ORDER BY 1`,
  )
  const hashes = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(string_agg(t::text, E'\\n' ORDER BY t::text)) AS hash FROM ${name} t WHERE reseller_id = $1`,
  )
  const { rows } = await both.pool.query<{ name: string; hash: string }>(hashes.join(' UNION ALL '), [resellerId])
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
}

/** The same without what is written of any request. */
async function storedOf(tenant: Tenant): Promise<object> {
  const { audit: _, audit_heads: __, events: ___, ...stored } = await contentOf(tenant)
  return stored
}

const people = ['owner', 'admin', 'billing', 'provisioning', 'support', 'read-only', 'operator', 'key']
const customers = ['customer-admin', 'customer-user', 'key of an account']
const sides = [0, 1] as const

function insiderOf({ insiders }: Tenant, role: string): Insider {
  const insider = insiders.find((one) => one.role === role)
  if (insider === undefined) throw new Error(`nobody is ${role}`)
  return insider
}

test('every parameter of the contract is one whose ids are known, and each tenant has some', async () => {
  const names = new Set(endpoints.flatMap(({ path }) => [...parametersOf(path)]))
  const missing: string[] = []
  for (const { resellerId, mark } of both.tenants) {
    for (const name of names) {
      if ((await idsIn(name, { resellerId })).length === 0) missing.push(`${mark} has no {${name}}`)
    }
  }
  expect(missing).toEqual([])
  expect(withIds.length).toBeGreaterThan(80)
})

describe.each(sides)('tenant %i', (side) => {
  test.each([...people, ...customers])('%s reaches nothing of the other tenant by its ids', async (role) => {
    const [own, other] = [both.tenants[side], both.tenants[side === 0 ? 1 : 0]]
    const insider = insiderOf(own, role)
    const before = await contentOf(other)
    const faults: string[] = []
    const unheard = new Set<string>()
    for (const endpoint of withIds) {
      // Resellers themselves are the operator's: it has no other's.
      if (role === 'operator' && endpoint.path.startsWith('/resellers')) continue
      unheard.add(endpoint.id)
      for (const path of await foreignPaths(endpoint, own, other)) {
        const { status, text } = await askWell(endpoint, path, insider, own.mark)
        if (status === 403 || status === 404) unheard.delete(endpoint.id)
        if (status < 400 || status >= 500 || text.includes(other.mark))
          faults.push(`${endpoint.method} ${path}: ${status} ${text.slice(0, 200)}`)
      }
    }
    // Else a body that is refused hides whether the id would have been.
    expect(unheard.size / withIds.length).toBeLessThan(0.08)
    expect(faults).toEqual([])
    expect(await contentOf(other)).toEqual(before)
  })

  test.each(customers)('%s reaches nothing of another customer by its ids', async (role) => {
    const own = both.tenants[side]
    const insider = insiderOf(own, role)
    const [mine, sibling] = own.accounts
    const { resellerId } = own
    const faults: string[] = []
    for (const endpoint of withIds) {
      const foreign = { resellerId, accountId: sibling.id }
      for (const path of await foreignPaths(endpoint, { resellerId, accountId: mine.id }, foreign)) {
        const { status, text } = await askWell(endpoint, path, insider, own.mark)
        if (status < 400 || status >= 500 || text.includes(sibling.mark))
          faults.push(`${endpoint.method} ${path}: ${status} ${text.slice(0, 200)}`)
      }
    }
    expect(faults).toEqual([])
  })

  test.each([...people, ...customers])('%s sees nothing of others in a list, whatever it filters by', async (role) => {
    const [own, other] = [both.tenants[side], both.tenants[side === 0 ? 1 : 0]]
    const insider = insiderOf(own, role)
    const sibling = insider.accountId === undefined ? undefined : own.accounts[1]
    const faults: string[] = []
    for (const endpoint of lists) {
      if (role === 'operator' && endpoint.path === '/resellers') continue
      for (const query of await listQueries(endpoint, other)) {
        const names = parametersOf(endpoint.path)
        const ids = await Promise.all(names.map(async (name) => [name, (await idsIn(name, own))[0]] as const))
        const path = ids.reduce((at, [name, value]) => at.replace(`{${name}}`, value ?? ''), endpoint.path)
        const { status, text } = await ask(endpoint, `${path}${query}`, insider, undefined)
        const leaks = text.includes(other.mark) || (sibling !== undefined && text.includes(sibling.mark))
        if (status >= 500 || leaks) faults.push(`GET ${path}${query}: ${status} ${text.slice(0, 300)}`)
      }
    }
    expect(faults).toEqual([])
  })

  test('customer-user sees its own numbers only', async () => {
    const own = both.tenants[side]
    const insider = insiderOf(own, 'customer-user')
    const [{ id: accountId, numbers }] = own.accounts
    const faults: string[] = []
    let answered = 0
    for (const endpoint of endpoints.filter(({ method }) => method === 'GET')) {
      const names = parametersOf(endpoint.path)
      const first = names.find((name) => name !== 'accountId') ?? ''
      const place = { resellerId: own.resellerId, accountId }
      const ids = new Map(await Promise.all(names.map(async (name) => [name, await ownIds(name, place)] as const)))
      for (const target of ids.get(first) ?? ['']) {
        const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          name === first ? target : (ids.get(name)?.[0] ?? ''),
        )
        const { status, text } = await ask(endpoint, path, insider, undefined)
        answered += status < 400 ? 1 : 0
        // A refusal may repeat what was asked for.
        if (status >= 500 || (status < 400 && text.includes(numbers[1])))
          faults.push(`GET ${path}: ${status} ${text.slice(0, 300)}`)
      }
    }
    expect(faults).toEqual([])
    expect(answered).toBeGreaterThan(5)
  })

  test('an id of the other tenant in a body is refused', async () => {
    const [own, other] = [both.tenants[side], both.tenants[side === 0 ? 1 : 0]]
    const owner = insiderOf(own, 'owner')
    const faults: string[] = []
    let asked = 0
    for (const endpoint of endpoints) {
      const plain = bodyFor(endpoint, own.mark, true)
      if (typeof plain !== 'object' || plain === null || endpoint.access === 'signed-in') continue
      for (const name of Object.keys(plain).filter(isTenants)) {
        const [foreign] = await idsIn(name, other)
        const names = parametersOf(endpoint.path)
        const ids = await Promise.all(names.map(async (each) => [each, (await idsIn(each, own))[0]] as const))
        const path = ids.reduce((at, [each, value]) => at.replace(`{${each}}`, value ?? ''), endpoint.path)
        for (const body of [
          { ...plain, [name]: foreign },
          { ...(bodyFor(endpoint, own.mark) as object), [name]: foreign },
        ]) {
          const before = await storedOf(own)
          const { status, text } = await ask(endpoint, path, owner, body)
          asked += 1
          // As a filter it may find nothing; it is nowhere written down.
          const isTaken = status < 400 && JSON.stringify(before) !== JSON.stringify(await storedOf(own))
          if (isTaken || status >= 500 || text.includes(other.mark))
            faults.push(`${endpoint.method} ${path} ${JSON.stringify(body)}: ${status} ${text.slice(0, 200)}`)
        }
      }
    }
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(3)
  })
})

/** Without a filter, and with each that takes an id, set to one of the other tenant's. */
async function listQueries({ query }: Endpoint, other: Tenant): Promise<readonly string[]> {
  const shape = 'shape' in query ? Object.keys(query.shape as object) : []
  const filters = await Promise.all(
    shape
      .filter(isTenants)
      .map(async (name) => (await idsIn(name, other)).map((id) => `?${name}=${encodeURIComponent(id)}`)),
  )
  const search = shape.includes('search') ? [`?search=${other.mark}`] : []
  return ['', ...filters.flat(), ...search]
}
