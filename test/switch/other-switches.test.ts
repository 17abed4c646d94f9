import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callAuthorizationsEndpoints } from '#contract/call-authorizations.ts'
import { importsEndpoints } from '#contract/imports.ts'
import { BUILT_IN_CDR_PROFILES } from '#domain/usage/built-in-cdr-profiles.ts'
import { importCalls } from '#operations/usage/import-calls.ts'
import { createTestApi, type TestApi } from '../support/api.ts'
import { createTestTelco, type TestTelco } from '../support/telco.ts'

const DEPLOY = resolve(import.meta.dirname, '../../deploy')
const NOW = new Date('2026-07-01T02:00:00Z')
const MOBILE = '0491570156'
const run = promisify(execFile)

let telco: TestTelco
let api: TestApi
let folder: string
let url: string
let [accountId, number]: [number, string] = [0, '']

beforeAll(async () => {
  telco = await createTestTelco()
  api = await createTestApi(telco, telco.resellerId, NOW)
  folder = await mkdtemp(join(tmpdir(), 'tollgate-other-'))
  ;[accountId, number] = [telco.accounts[2]?.id ?? 0, telco.accounts[2]?.numbers[0] ?? '']
  // The test's server knows who asks by a header of its own, in the place of a key.
  const owner = api.as({ role: 'owner' })
  await owner.call(importsEndpoints.createCallSource, {
    body: { name: 'freeswitch', profile: 'freeswitch', timeZone: 'UTC' },
  })
  await owner.call(importsEndpoints.createCallSource, {
    body: { name: 'asterisk', profile: 'asterisk', timeZone: 'UTC' },
  })
  await writeFile(join(folder, 'header'), 'x-test-actor: actor-1\n')
  api.server.server.listen(0, '127.0.0.1')
  await once(api.server.server, 'listening')
  url = `http://127.0.0.1:${(api.server.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await api.close()
  await telco.drop()
  await rm(folder, { recursive: true, force: true })
})

/** What the last run left in the call's variables and what it executed, of a FreeSWITCH that is a table of Lua. */
async function freeswitch(
  call: Readonly<Record<string, string>>,
  { end = false, address = url } = {},
): Promise<{ readonly variables: Readonly<Record<string, string>>; readonly executed: readonly string[] }> {
  const script = join(folder, 'switch.lua')
  const variables = Object.entries(call).map(([name, value]) => `[${JSON.stringify(name)}]=${JSON.stringify(value)}`)
  await writeFile(
    script,
    `local variables, executed = {${variables.join(',')}}, {}
     local calling = {
       getVariable = function(_, name) return variables[name] end,
       setVariable = function(_, name, value) variables[name] = value end,
       execute = function(_, app, data) executed[#executed + 1] = app .. ' ' .. data end,
     }
     ${end ? 'env = { getHeader = function(_, name) return variables[name:gsub("^variable_", "")] end }' : 'session = calling'}
     freeswitch = { consoleLog = function() end }
     argv = { ${end ? '"end"' : ''} }
     dofile(${JSON.stringify(join(DEPLOY, 'freeswitch/tollgate.lua'))})
     for name, value in pairs(variables) do print('V ' .. name .. ' ' .. tostring(value)) end
     for _, line in ipairs(executed) do print('E ' .. line) end`,
  )
  const env = { ...process.env, TOLLGATE_URL: address, TOLLGATE_HEADER: join(folder, 'header') }
  const { stdout } = await run('lua5.4', [script], { env })
  const lines = stdout.trim().split('\n')
  const set = lines.flatMap((line) => [...(/^V (\S+) (.*)$/.exec(line)?.slice(1, 3) ?? [])])
  const pairs = set.flatMap((name, at) => (at % 2 === 0 ? [[name, set[at + 1] ?? ''] as const] : []))
  return {
    variables: Object.fromEntries(pairs),
    executed: lines.filter((line) => line.startsWith('E ')).map((line) => line.slice(2)),
  }
}

async function storedCalls() {
  const { rows } = await telco.pool.query(
    `SELECT duration_seconds AS seconds, started_at AS at FROM calls WHERE account_id = $1 ORDER BY started_at`,
    [accountId],
  )
  return rows
}

const fsCall = {
  uuid: 'c0ffee00-1111-4222-8333-444455556666',
  caller_id_number: '0870100000',
  destination_number: MOBILE,
}

test('FreeSWITCH asks, ends the call in time, tells what it was; its file of records changes nothing after', async () => {
  const caller = `0${number.slice(2)}`
  const asked = await freeswitch({ ...fsCall, caller_id_number: caller })
  expect(asked.executed).toEqual([])
  expect(asked.variables).toMatchObject({ tollgate_id: expect.stringMatching(/^\d+$/) })
  expect(asked.variables['execute_on_answer']).toBe('sched_hangup +7200 allotted_timeout')

  await freeswitch({ ...asked.variables, start_epoch: '1782871200', billsec: '61' }, { end: true })
  expect(await storedCalls()).toEqual([{ seconds: 61, at: NOW }])
  const { rows } = await telco.pool.query('SELECT count(*)::int4 AS held FROM call_reservations')
  expect(rows).toEqual([{ held: 0 }])

  const path = join(folder, 'Master.csv')
  const { uuid } = fsCall
  await writeFile(
    path,
    `"Desk","${caller}","${MOBILE}","default","2026-07-01 02:00:00","2026-07-01 02:00:03","2026-07-01 02:01:04","64","61","NORMAL_CLEARING","${uuid}","","","PCMA","PCMA"\n`,
  )
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'freeswitch')
  if (profile === undefined) throw new Error('no such profile')
  const report = await importCalls(telco.url, {
    path,
    source: 'freeswitch',
    resellerId: telco.resellerId,
    profile: { ...profile, time: { ...profile.time, timeZone: 'UTC' } },
    chunkBytes: 1 << 20,
    nowMs: () => NOW.getTime() + 3_600_000,
  })
  expect(report).toMatchObject({ calls: 0, duplicates: 1 })
  expect(await storedCalls()).toHaveLength(1)
})

test('FreeSWITCH turns away what Tollgate refuses, and goes by its own list where nobody answers', async () => {
  const nobody = { ...fsCall, uuid: 'b', caller_id_number: '0299999999' }
  expect((await freeswitch(nobody)).executed).toEqual(['respond 403 Number not in service here'])
  const away = { address: 'http://127.0.0.1:9' }
  expect((await freeswitch(fsCall, away)).variables['execute_on_answer']).toBe('sched_hangup +600 allotted_timeout')
  const abroad = { ...fsCall, destination_number: '0011442079460123' }
  expect((await freeswitch(abroad, away)).executed).toEqual(['respond 503 Try Again Later'])
  const help = await freeswitch({ ...fsCall, destination_number: '000' }, away)
  expect([help.executed, help.variables['tollgate_id']]).toEqual([[], undefined])
  // What a phone says reaches no shell.
  const evil = { ...fsCall, uuid: 'd', caller_id_number: `'; touch ${folder}/broken; '` }
  expect((await freeswitch(evil)).executed).toEqual(['respond 403 Number not in service here'])
  await expect(readFile(join(folder, 'broken'))).rejects.toThrow('ENOENT')
})

/** The bodies the dialplan sends, with Asterisk's variables put in. */
async function asteriskBodies(variables: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const text = await readFile(join(DEPLOY, 'asterisk/extensions-tollgate.conf'), 'utf8')
  const callText = /Set\(CALL=(.*)\)$/m.exec(text)?.[1] ?? ''
  return [...text.matchAll(/\$\{CURL\([^,]*,(.*)\)\}\)$/gm)].map(([, body = '']) => {
    const filled = body
      .replace('${CALL}', callText)
      .replaceAll(/\$\{(\w+)\}/g, (_, name: string) => variables[name] ?? `unset ${name}`)
    return JSON.parse(filled) as unknown
  })
}

test('Asterisk’s dialplan asks and tells in words Tollgate takes; its Master.csv changes nothing after', async () => {
  const owner = api.as({ role: 'owner' })
  const [ask, end] = await asteriskBodies({
    TOLLGATE_SOURCE: 'asterisk',
    UNIQUEID: '1782871500.17',
    FROM: `0${number.slice(2)}`,
    TO: MOBILE,
    STARTED: '2026-07-01T02:05:00Z',
    SECONDS: '33',
  })
  const decision = await owner.call(callAuthorizationsEndpoints.authorizeCall, { body: ask as never })
  expect(decision).toMatchObject({ allow: true, maxSeconds: 7200 })
  const params = { authorizationId: decision.id }
  await owner.call(callAuthorizationsEndpoints.endCall, { params, body: end as never })
  expect((await storedCalls()).at(-1)).toEqual({ seconds: 33, at: new Date('2026-07-01T02:05:00Z') })

  const path = join(folder, 'Asterisk.csv')
  const caller = `0${number.slice(2)}`
  await writeFile(
    path,
    `"","${caller}","${MOBILE}","tollgate-out","""Desk"" <${caller}>","PJSIP/desk-1","PJSIP/carrier-2","Dial","PJSIP/${MOBILE}@carrier,60,S(7200)","2026-07-01 02:05:00","2026-07-01 02:05:04","2026-07-01 02:05:37",37,33,"ANSWERED","DOCUMENTATION","1782871500.17",""\n`,
  )
  const profile = BUILT_IN_CDR_PROFILES.find(({ name }) => name === 'asterisk')
  if (profile === undefined) throw new Error('no such profile')
  const report = await importCalls(telco.url, {
    path,
    source: 'asterisk',
    resellerId: telco.resellerId,
    profile: { ...profile, time: { ...profile.time, timeZone: 'UTC' } },
    chunkBytes: 1 << 20,
    nowMs: () => NOW.getTime() + 3_600_000,
  })
  expect(report).toMatchObject({ calls: 0, duplicates: 1 })
})
