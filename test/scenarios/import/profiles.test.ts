import { describe, expect, test } from 'vitest'
import type { CdrProfile } from '#domain/usage/cdr-profile.ts'
import { isProfile, parseCdrProfile } from '#domain/usage/parse-cdr-profile.ts'
import { createTelco, importText, legsIn, storedCalls, suspended, type Telco } from '../../support/import-fixture.ts'

const OFFICE = '61255501234'
const OFFICE_1300 = '611300975701'
const CAFE = '61370101111'

/** Two customers of one reseller. */
async function twoCustomers(): Promise<Telco> {
  const telco = await createTelco()
  await telco.open({ name: 'Office', numbers: [OFFICE, OFFICE_1300] })
  await telco.open({ name: 'Cafe', numbers: [CAFE] })
  return telco
}

const plain = { forwardedFrom: null }
const office = { ...plain, account: 'Office' }

describe('Tollgate CSV', () => {
  test('is read with its zone, direction, forwarding and cost', async () => {
    const telco = await twoCustomers()
    const report = await importText(
      telco,
      'call_id,a_number,b_number,started_at,duration_seconds,direction,forwarded_by,forwarded_to,cost\n' +
        `c1,${OFFICE},61491570006,2026-07-01T09:30:00+10:00,60,out,,,\n` +
        `c2,${OFFICE},61255509999,2026-07-01T09:31:00Z,61,out,,,0.0123456\n` +
        `c3,61491570156,${OFFICE},2026-07-01T09:32:00.250Z,30,in,,,\n` +
        `c4,${OFFICE},61370105555,2026-07-01T09:33:00Z,0,out,,,\n`,
    )
    expect(await storedCalls(telco)).toEqual([
      {
        ...office,
        id: 'c1',
        a: OFFICE,
        b: '61491570006',
        at: '2026-06-30T23:30:00Z',
        direction: 'out',
        type: 'Mobile',
        seconds: 60,
        charge: 120_000,
        cost: 60_000,
        disposition: 'answered',
      },
      {
        ...office,
        id: 'c2',
        a: OFFICE,
        b: '61255509999',
        at: '2026-07-01T09:31:00Z',
        direction: 'out',
        type: 'Local',
        seconds: 61,
        charge: 100_000,
        cost: 12_346,
        disposition: 'answered',
      },
      {
        ...office,
        id: 'c3',
        a: '61491570156',
        b: OFFICE,
        at: '2026-07-01T09:32:00.250Z',
        direction: 'in',
        type: 'Inbound',
        seconds: 30,
        charge: 0,
        cost: 0,
        disposition: 'answered',
      },
      {
        ...office,
        id: 'c4',
        a: OFFICE,
        b: '61370105555',
        at: '2026-07-01T09:33:00Z',
        direction: 'out',
        type: 'National',
        seconds: 0,
        charge: 0,
        cost: 0,
        disposition: 'noAnswer',
      },
    ])
    expect(report).toMatchObject({ outcome: 'fresh', calls: 4, rated: 3, free: 1, duplicates: 0, suspended: 0 })
    expect([report.chargeMicros, report.gstMicros, report.costMicros]).toEqual([220_000n, 22_000n, 72_346n])
  })
})

describe('FreeSWITCH', () => {
  test('the example template: quoted, local time without a zone, both sides of the end of daylight saving', async () => {
    const telco = await twoCustomers()
    const line = (b: string, start: string, seconds: number, cause: string, id: string): string =>
      `"Smith, ""Jo""","0255501234","${b}","default","${start}","${start}","${start}","${seconds + 9}",` +
      `"${seconds}","${cause}","${id}","","office","PCMA","PCMA"\n`
    await importText(
      telco,
      line('0491570156', '2026-04-05 01:59:59', 60, 'NORMAL_CLEARING', 'u1') +
        line('0491570156', '2026-04-05 02:30:00', 60, 'NORMAL_CLEARING', 'u2') +
        line('0491570156', '2026-04-05 03:00:00', 60, 'NORMAL_CLEARING', 'u3') +
        line('55509999', '2026-07-01 10:00:00', 5, 'NORMAL_CLEARING', 'u4') +
        line('0011442079460123', '2026-07-01 10:01:00', 0, 'USER_BUSY', 'u5') +
        line('0370101111', '2026-07-01 10:02:00', 0, 'ORIGINATOR_CANCEL', 'u6'),
      { profile: 'freeswitch' },
    )
    const calls = await storedCalls(telco)
    expect(calls.map(({ id, at, b, type, seconds, disposition }) => [id, at, b, type, seconds, disposition])).toEqual([
      ['u1', '2026-04-04T14:59:59Z', '61491570156', 'Mobile', 60, 'answered'],
      ['u2', '2026-04-04T15:30:00Z', '61491570156', 'Mobile', 60, 'answered'],
      ['u3', '2026-04-04T17:00:00Z', '61491570156', 'Mobile', 60, 'answered'],
      ['u4', '2026-07-01T00:00:00Z', '61255509999', 'Local', 5, 'answered'],
      ['u5', '2026-07-01T00:01:00Z', '442079460123', 'International', 0, 'busy'],
      ['u6', '2026-07-01T00:02:00Z', CAFE, 'Onnet', 0, 'cancelled'],
      ['u6', '2026-07-01T00:02:00Z', CAFE, 'Inbound', 0, 'cancelled'],
    ])
  })

  test('the asterisk template', async () => {
    const telco = await twoCustomers()
    await importText(
      telco,
      '"office","0255501234","1300975702","default","""Jo"" <0255501234>","sofia/x","sofia/y","bridge",' +
        '"user/1,2","2026-07-01 10:00:00","2026-07-01 10:00:05","2026-07-01 10:01:05","65","60",' +
        '"NORMAL_CLEARING","3","uuid-7",""\n',
      { profile: 'freeswitch-asterisk' },
    )
    expect(await storedCalls(telco)).toEqual([
      {
        ...office,
        id: 'uuid-7',
        a: OFFICE,
        b: '611300975702',
        at: '2026-07-01T00:00:00Z',
        direction: 'out',
        type: '6113',
        seconds: 60,
        charge: 300_000,
        cost: null,
        disposition: 'answered',
      },
    ])
  })
})

describe('Asterisk Master.csv', () => {
  const start =
    '"","0255501234","0491570157","from-internal","""Jo"" <0255501234>","PJSIP/1-01","PJSIP/t-02","Dial",' +
    '"PJSIP/0491570157@t,60","2026-07-01 10:00:00",'
  const answered = `${start}"2026-07-01 10:00:10","2026-07-01 10:01:10",70,60,"ANSWERED","DOCUMENTATION"`
  /** Asterisk counts the ringing of a call that Dial() never bridged; it was not answered. */
  const unanswered = `${start.replace('10:00:00', '11:00:00')},"2026-07-01 11:00:20",20,12,"NO ANSWER","DOCUMENTATION"`

  test.each([
    ['16 columns: no id', '', '', 'asterisk', ['', '']],
    ['17 columns: uniqueid', ',"1751328000.1"', ',"1751331600.2"', 'asterisk', ['1751328000.1', '1751331600.2']],
    [
      '18 columns: and userfield',
      ',"1751328000.1","x"',
      ',"1751331600.2",""',
      'asterisk',
      ['1751328000.1', '1751331600.2'],
    ],
    [
      'the newer columns behind uniqueid and userfield',
      ',"1751328000.1","x","","1751328000.1",7',
      ',"1751331600.2","","","1751331600.2",9',
      'asterisk-new',
      ['1751328000.1-7', '1751331600.2-9'],
    ],
    [
      'the newer columns alone',
      ',"","1751328000.1",7',
      ',"","1751331600.2",9',
      'asterisk-new',
      ['1751328000.1-7', '1751331600.2-9'],
    ],
  ])('%s', async (_, first, second, profile, ids) => {
    const telco = await twoCustomers()
    const content = `${answered}${first}\n${unanswered}${second}\n`
    await importText(telco, content, { profile })
    const calls = await storedCalls(telco)
    expect(calls).toMatchObject([
      {
        ...office,
        at: '2026-07-01T00:00:00Z',
        b: '61491570157',
        seconds: 60,
        charge: 120_000,
        disposition: 'answered',
      },
      { ...office, at: '2026-07-01T01:00:00Z', seconds: 0, charge: 0, disposition: 'noAnswer' },
    ])
    expect(calls.map(({ id }) => id)).toEqual(ids)

    const again = await importText(telco, `${content}\n`, { profile })
    expect(again).toMatchObject({ outcome: 'fresh', calls: 0, duplicates: 2 })
  })
})

test('Kamailio acc_cdrs: UTC, fractions of seconds count as begun, columns in any order', async () => {
  const telco = await twoCustomers()
  await importText(
    telco,
    'id,start_time,end_time,duration,callid,from_tag,to_tag,sip_code,a_num,b_num\n' +
      `1,2026-07-01 00:00:00.125,2026-07-01 00:00:30.500,30.375,k1@sbc,f,t,200,${OFFICE},+61491570158\n` +
      `2,2026-07-01 00:05:00,2026-07-01 00:05:00,0,k2@sbc,f,t,486,sip:+${OFFICE}@sbc.example;user=phone,61491570158\n` +
      `3,2026-07-01 00:06:00,2026-07-01 00:06:00,0.000,k3@sbc,f,t,487,61491570158,${OFFICE_1300}\n`,
    { profile: 'kamailio' },
  )
  const calls = await storedCalls(telco)
  expect(calls).toMatchObject([
    { id: 'k1@sbc', at: '2026-07-01T00:00:00.125Z', a: OFFICE, type: 'Mobile', seconds: 31, charge: 62_000 },
    { id: 'k2@sbc', at: '2026-07-01T00:05:00Z', a: OFFICE, type: 'Mobile', seconds: 0, disposition: 'busy' },
    { id: 'k3@sbc', direction: 'in', type: 'Inbound 6113', seconds: 0, disposition: 'cancelled' },
  ])
})

describe('the Australian upstream', () => {
  const header =
    'Call Date,Call From,Call To,Total Duration,Billable Duration,Answer Status,Billing Classification,Cost ex,' +
    'Network,RWTS Account code,Customer Account Code,Originating Number'

  test('day first, numbers as they come, its own cost, the number that diverted', async () => {
    const telco = await twoCustomers()
    const report = await importText(
      telco,
      `\uFEFF${header},A column of next year\r\n` +
        '01/07/2026 10:00:00,0255501234,0491570159,70,60,Answered,Mobile Calls,0.071,M,R1,C1,,new\r\n' +
        '01/07/2026 10:01:00,61255501234,611300975702,70,60,Answered,13 numbers,,M,R1,C1,,new\r\n' +
        '01/07/2026 10:02:00,Anonymous,0255501234,70,60,Answered,Inbound,0.00,M,R1,C1,,new\r\n' +
        '01/07/2026 10:03:00,0491570156,61491570159,70,60,Answered,Mobile Calls,0.071,M,R1,C1,0255501234,new\r\n' +
        '01/07/2026 10:04:00,Anonymous,0491570110,70,60,Answered,Mobile Calls,0.071,M,R1,C1,61255501234,new',
      { profile: 'au-upstream' },
    )
    expect(await storedCalls(telco)).toMatchObject([
      { ...office, a: OFFICE, at: '2026-07-01T00:00:00Z', type: 'Mobile', seconds: 60, charge: 120_000, cost: 71_000 },
      { ...office, type: '6113', seconds: 60, charge: 300_000, cost: null },
      { ...office, direction: 'in', a: '', b: OFFICE, type: 'Inbound', charge: 0, cost: 0 },
      {
        ...office,
        direction: 'out',
        a: OFFICE,
        forwardedFrom: '61491570156',
        type: 'Mobile',
        charge: 120_000,
        cost: 71_000,
      },
      { ...office, direction: 'out', a: OFFICE, b: '61491570110', type: 'Mobile', charge: 120_000 },
    ])
    expect(report).toMatchObject({ rated: 5, suspended: 0, costUnknown: 1 })
  })

  test('a call that a stranger diverted to us is a call in', async () => {
    const telco = await twoCustomers()
    await importText(
      telco,
      `${header}\n01/07/2026 10:00:00,0491570156,0255501234,70,60,Answered,Inbound,0.00,M,R1,C1,0870105555\n`,
      { profile: 'au-upstream' },
    )
    expect(await suspended(telco)).toEqual([])
    expect(await storedCalls(telco)).toMatchObject([{ ...office, direction: 'in', a: '61491570156', b: OFFICE }])
  })

  test('a call that one customer diverts to another is a call of both', async () => {
    const telco = await twoCustomers()
    await importText(
      telco,
      `${header}\n01/07/2026 10:00:00,0491570156,0370101111,70,60,Answered,Onnet,0.00,M,R1,C1,0255501234\n`,
      { profile: 'au-upstream' },
    )
    expect(await storedCalls(telco)).toMatchObject([
      { account: 'Office', direction: 'out', a: OFFICE, b: CAFE, type: 'Onnet', forwardedFrom: '61491570156' },
      { account: 'Cafe', direction: 'in', a: '61491570156', b: CAFE, type: 'Inbound' },
    ])
  })
})

describe('a mapping profile', () => {
  const mapping = {
    name: 'harbour-carrier',
    delimiter: ';',
    header: true,
    columns: {
      callId: ['Trunk', 'Seq'],
      aNumber: 'From',
      bNumber: 'To',
      startedAt: 'Epoch',
      durationSeconds: 'Secs',
      direction: 'Way',
      disposition: 'Result',
      cost: 'Price inc',
    },
    time: { format: 'epoch' },
    numberFormat: 'e164',
    direction: { rule: 'column', out: ['ORIG', 'O'], in: ['TERM'] },
    answered: { rule: 'disposition', answered: ['OK', 'PICKED-UP'] },
    costIncludesGst: true,
  }

  test('reads another carrier’s file without new code', async () => {
    const telco = await twoCustomers()
    const profile = parseCdrProfile(mapping)
    expect(isProfile(profile)).toBe(true)
    const at = Date.UTC(2026, 6, 1) / 1000
    const report = await importText(
      telco,
      'Seq;Trunk;Way;From;To;Epoch;Secs;Result;Price inc\n' +
        `1;T1;ORIG;${OFFICE};61491570006;${at};60;OK;0.055\n` +
        `2;T1;O;${OFFICE};61491570006;${at + 1}.5;60;PICKED-UP;1.1\n` +
        `3;T1;TERM;61491570006;${OFFICE};${at + 2};60;OK;\n` +
        `4;T1;ORIG;${OFFICE};61491570006;${at + 3};33;BUSY;0\n` +
        `5;T1;LOST;${OFFICE};61491570006;${at + 4};33;OK;0\n`,
      { profile: profile as CdrProfile },
    )
    expect(await storedCalls(telco)).toMatchObject([
      { id: 'T1-1', at: '2026-07-01T00:00:00Z', charge: 120_000, cost: 50_000 },
      { id: 'T1-2', at: '2026-07-01T00:00:01.500Z', charge: 120_000, cost: 1_000_000 },
      { id: 'T1-3', direction: 'in', seconds: 60, charge: 0 },
      { id: 'T1-4', seconds: 0, charge: 0, disposition: 'busy' },
    ])
    expect(await suspended(telco)).toMatchObject([{ line: 6, cause: 'unreadable_row' }])
    expect(legsIn(report)).toBe(5)
  })

  test('whose ids take up most of a row keeps the ids of every leg apart', async () => {
    const telco = await twoCustomers()
    const profile = parseCdrProfile({
      name: 'no-ids',
      delimiter: '|',
      columns: { callId: ['a', 'b', 't', 's'], aNumber: 'a', bNumber: 'b', startedAt: 't', durationSeconds: 's' },
      time: { format: 'iso' },
      numberFormat: 'e164',
    })
    const rows = Array.from(
      { length: 200 },
      (_, index) =>
        `${OFFICE}|${CAFE}|2026-07-01T00:${String(Math.floor(index / 60)).padStart(
          2,
          '0',
        )}:${String(index % 60).padStart(2, '0')}Z|${index}`,
    )
    // A chunk as small as the file: there is as much room again for ids, and two legs of each row have one.
    const content = `a|b|t|s\n${rows.join('\n')}\n`
    await importText(telco, content, { profile: profile as CdrProfile, chunkBytes: content.length })
    const ids = (await storedCalls(telco)).map(({ id }) => id)
    expect(ids).toEqual(rows.flatMap((row) => [row.replaceAll('|', '-'), row.replaceAll('|', '-')]))
  })
})
