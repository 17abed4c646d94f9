import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pullSwitchRecords } from '#operations/switch/pull-switch-records.ts'
import { reconcileLog } from '#operations/switch/reconcile-log.ts'
import { verifyLedger } from '#operations/usage/verify-ledger.ts'
import { readSwitchFigures } from '#storage/queries/switch-records.ts'
import { makeFolder } from '../../support/data-folder.ts'
import { createTestTelco, type TestTelco } from '../../support/telco.ts'

const NOW = new Date('2026-07-01T03:00:00Z')
const clock = (): Date => NOW
/** 2026-07-01T02:00:00.25Z */
const ANSWERED = '1782871200.250000'

let telco: TestTelco
let [alice, bob]: readonly string[] = []

beforeAll(async () => {
  telco = await createTestTelco()
  ;[alice, bob] = telco.accounts.slice(2).map(({ numbers }) => numbers[0] ?? '')
})

afterAll(() => telco.drop())

async function write(record: Readonly<Record<string, string | null>>): Promise<void> {
  const all = {
    start_time: '2026-07-01 02:00:00',
    end_time: '2026-07-01 02:01:00',
    duration: '59.6',
    a_num: alice ?? '',
    b_num: '61491570156',
    direction: 'out',
    answered: ANSWERED,
    sip_code: '200',
    reseller: String(telco.resellerId),
    ...record,
  }
  const names = Object.keys(all)
  await telco.pool.query(
    `INSERT INTO kamailio.acc_cdrs (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(all),
  )
}

async function calls(callsOf: string | undefined) {
  const { rows } = await telco.pool.query<{ leg: number; seconds: number; at: Date }>(
    `SELECT c.direction AS leg, c.duration_seconds AS seconds, c.started_at AS at
       FROM calls c JOIN number_assignments h ON h.account_id = c.account_id AND h.number = $1 ORDER BY c.started_at, leg`,
    [callsOf],
  )
  return rows
}

test('a record becomes a call, once: taken twice, told twice, or found in a log as well', async () => {
  await write({ call: 'one' })
  expect(await pullSwitchRecords(telco.pool, clock)).toEqual({ records: 1, again: 0, unreadable: 0, left: 0 })
  expect(await calls(alice)).toMatchObject([{ seconds: 60, at: new Date('2026-07-01T02:00:00.250Z') }])

  // As if the process had died between the posting and the mark.
  await telco.pool.query('UPDATE kamailio.acc_cdrs SET taken_at = NULL, outcome = NULL')
  expect(await pullSwitchRecords(telco.pool, clock)).toMatchObject({ records: 1 })
  // A switch that was restarted ends the call a second time, later.
  await write({ call: 'one', duration: '900', answered: '1782871201.000000' })
  expect(await pullSwitchRecords(telco.pool, clock)).toMatchObject({ records: 0, again: 1 })
  expect(await calls(alice)).toHaveLength(1)
})

test('two at once write each call once', async () => {
  await write({ call: 'two', answered: '1782871300.000000' })
  await write({ call: 'three', answered: '1782871400.000000' })
  await Promise.all([pullSwitchRecords(telco.pool, clock), pullSwitchRecords(telco.pool, clock)])
  expect(await calls(alice)).toHaveLength(3)
})

test('a call between two lines is a leg of each; within one account it is one', async () => {
  await write({ call: 'four', a_num: bob ?? '', b_num: alice ?? '', direction: 'onnet', answered: '1782871500.000000' })
  const own = telco.accounts[3]?.numbers[1] ?? ''
  await write({ call: 'five', a_num: bob ?? '', b_num: own, direction: 'onnet', answered: '1782871600.000000' })
  await pullSwitchRecords(telco.pool, clock)

  expect(await calls(bob)).toHaveLength(2)
  expect((await calls(alice)).at(-1)).toMatchObject({ seconds: 60, at: new Date('2026-07-01T02:05:00Z') })
})

test('a call nobody answered is kept and costs nothing; one that says nothing of itself is told of', async () => {
  await write({ call: 'six', answered: '', duration: '0', sip_code: '486', start_time: '2026-07-01 02:10:00' })
  await write({ call: '', answered: '' })
  expect(await pullSwitchRecords(telco.pool, clock)).toMatchObject({ records: 1, unreadable: 1 })
  expect((await calls(alice)).at(-1)).toMatchObject({ seconds: 0 })
  expect(await readSwitchFigures(telco.pool, NOW)).toMatchObject({ waiting: 0, unreadable: 1 })
})

test('what only the log has is added, and a number written by whoever calls does no harm', async () => {
  const path = join(await makeFolder(), 'switch.log')
  const line = (call: string, more = ''): string =>
    ` 4(26) WARNING: acc [acc_cdr.c:395]: log_write_cdr(): start_time=1782871799.900; end_time=1782871820.400; duration=20.500; ` +
    `call=${call}; callid=x@y; from_tag=f; to_tag=t; line=${alice}; reseller=${telco.resellerId}; reservation=; a_num=${alice}; ` +
    `b_num=61491570156${more}; direction=out; answered=1782871799.880000; ended_by=caller; sip_code=200; opened=1\n`
  await write({ call: 'seven', answered: '1782871700.000000' })
  await writeFile(
    path,
    `${line('seven')} 2(24) INFO: something else\n${line('eight')}${line('eight')}${line('half').slice(0, 120)}`,
  )
  expect(await reconcileLog(telco.pool, path, NOW)).toEqual({ records: 3, added: 1 })
  await appendFile(path, line('half').slice(120))
  expect(await reconcileLog(telco.pool, path, NOW)).toEqual({ records: 1, added: 1 })
  // Begun anew: read from its beginning, and nothing is in twice.
  await writeFile(path, line('nine', "'); DROP TABLE calls; --\u0001"))
  expect(await reconcileLog(telco.pool, path, NOW)).toEqual({ records: 1, added: 1 })
  await pullSwitchRecords(telco.pool, clock)

  expect((await calls(alice)).slice(-4).map(({ seconds }) => seconds)).toEqual([60, 21, 21, 0])
  const { rows } = await telco.pool.query(`SELECT count(*)::int4 AS count FROM calls_suspense`)
  expect(rows).toEqual([{ count: 1 }])
  expect(await readSwitchFigures(telco.pool, NOW)).toMatchObject({ waiting: 0, opened: 3 })
})

test('a record that just ended may still be on its way to the table', async () => {
  const path = join(await makeFolder(), 'switch.log')
  await writeFile(
    path,
    ` 4(26) WARNING: acc: log_write_cdr(): start_time=1782874790.0; end_time=1782874795.0; duration=5.0; call=late; answered=\n`,
  )
  expect(await reconcileLog(telco.pool, path, new Date(1_782_874_800_000))).toEqual({ records: 0, added: 0 })
  expect(await reconcileLog(telco.pool, path, new Date(1_782_874_810_000))).toEqual({ records: 1, added: 1 })
  await pullSwitchRecords(telco.pool, clock)
})

test('the books agree, and a call that was taken twice is found', async () => {
  const damage = async () =>
    (await verifyLedger(telco.pool)).checks.filter(({ total }) => total > 0).map(({ name }) => name)
  expect(await damage()).toEqual([])
  await telco.pool.query(`UPDATE kamailio.acc_cdrs SET outcome = 'recorded' WHERE outcome = 'again'`)
  expect(await damage()).toEqual(['records of the switch'])
})

test('the switch’s role sees logins and numbers, and nothing else of the platform', async () => {
  const client = await telco.pool.connect()
  try {
    await client.query('SET ROLE kamailio')
    await client.query('SELECT FROM kamailio.subscriber; SELECT FROM kamailio.number_lines')
    for (const table of [
      'public.accounts',
      'public.sip_logins',
      'public.calls',
      'kamailio.acc_cdrs',
      'kamailio.log_positions',
    ]) {
      await expect(client.query(`SELECT FROM ${table}`)).rejects.toThrow('permission denied')
    }
    await expect(client.query(`UPDATE kamailio.acc_cdrs SET duration = 0`)).rejects.toThrow('permission denied')
  } finally {
    await client.query('RESET ROLE')
    client.release()
  }
})
