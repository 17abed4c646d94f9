import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CALLS_HEADER, DECK_HEADER } from '../../support/rate-in-process.ts'
import { folderWith, rateFiles, tollgate } from '../../support/rate-command.ts'

const FILES = {
  'plan.json': {
    name: 'Office 30',
    type: 'bundle',
    rates: { Mobile: { perMinute: '0.60', flagfall: '0.10' } },
    allowances: [{ name: 'minutes', serviceTypes: ['Mobile'], unit: 'seconds', quantity: 100 }],
    international: 'deck',
  },
  'deck.csv': [DECK_HEADER, '44,United Kingdom,0.02,,,,,,', '4479,UK mobile,0.30,0.05,30,6,,,'],
  'calls.csv': [
    CALLS_HEADER,
    'late,61270101234,61491570156,2026-07-01T12:00:00+10:00,60,out',
    '"quoted, id",61270101234,447911123456,2026-07-01T11:00:00+10:00,61,out',
    'early,61270101234,61491570156,2026-07-01T10:00:00+10:00,60,out',
    'broken,61270101234,61491570156,2026-07-01T10:00:00,60,out',
  ],
}

test('tells the price of one call in sentences, then in JSON, and prints no other price', async () => {
  const { code, out } = await rateFiles(FILES, '--explain', 'quoted, id')
  const [sentences = '', json = ''] = out.split('\n\n')
  expect(sentences.split('\n')).toEqual([
    'Call made at 2026-07-01T11:00:00+10:00. A 61270101234; B 447911123456.',
    'It is International: B is a number outside Australia.',
    'The plan is "Office 30" (a bundle); its times are those of Australia/Sydney.',
    'The longest prefix in the deck is 4479 (UK mobile), $0.30 a minute, flagfall $0.05. The next best is 44 (United Kingdom), $0.02 a minute.',
    '61 seconds, counted in a first block of 30 and then blocks of 6, are 66 billed seconds.',
    '66 / 60 × $0.30 is $0.33, rounded half up once to the micro-dollar; with the flagfall $0.05 that is $0.38. The charge is $0.38.',
    'GST is 10 % of $0.38, half up to the micro-dollar: $0.038.',
    'The call costs $0.418 with GST, $0.38 without.',
  ])
  expect(JSON.parse(json)).toMatchObject({
    callId: 'quoted, id',
    totals: { charge: '0.380000', gst: '0.038000', total: '0.418000' },
  })
  expect(code).toBe(0)
})

test('--json prints the JSON only, and allowances are those of the order of start', async () => {
  const { out } = await rateFiles(FILES, '--explain', 'late', '--json')
  const { steps } = JSON.parse(out) as { steps: { key: string; text: string; data: unknown }[] }
  expect(steps.map(({ key }) => key)).toEqual([
    'numbers',
    'serviceType',
    'plan',
    'rate',
    'increments',
    'allowances',
    'charge',
    'gst',
    'total',
  ])
  expect(steps.find(({ key }) => key === 'allowances')?.text).toContain(
    '40 seconds from "minutes" (40 seconds before, 0 seconds after)',
  )
})

test('the file of prices is written too where --out says so', async () => {
  const folder = await folderWith(FILES)
  const files = ['--plan', 'plan.json', '--deck', 'deck.csv', '--calls', 'calls.csv', '--out', 'rated.csv']
  const { out } = await tollgate(folder, ['rate', ...files, '--explain', 'early'])
  expect(out).toMatch(/^Call made at 2026-07-01T10:00:00\+10:00\./)
  expect((await readFile(join(folder, 'rated.csv'), 'utf8')).split('\n')).toHaveLength(6)
})

test('a row that is no call is explained as what it is', async () => {
  const { code, out } = await rateFiles(FILES, '--explain', 'broken')
  expect(out).toMatch(/^The row is suspended, not free: started_at "2026-07-01T10:00:00" has no time zone/)
  expect(code).toBe(0)
})

test('an id that is not in the file ends with 1 and a sentence', async () => {
  const { code, out, error } = await rateFiles(FILES, '--explain', 'nobody')
  expect(error).toBe('tollgate: there is no call nobody in the file, so nothing to explain\n')
  expect([code, out]).toEqual([1, ''])
})
