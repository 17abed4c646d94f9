import { describe, expect, test } from 'vitest'
import type { PortKind } from './port-kind.ts'
import type { PortState } from './port-state.ts'
import {
  DEFAULT_REJECT_CODES,
  findRejectCode,
  keptWords,
  rejectionWords,
  rejectProcess,
  type RejectCodePlace,
  type RejectProcess,
} from './reject-codes.ts'
import { REJECT_REASONS } from './reject-reasons.ts'

test.each<[PortKind, PortState, RejectProcess]>([
  ['simple', 'with-losing-carrier', 'simple'],
  ['simple', 'lodged', 'simple'],
  ['special', 'with-losing-carrier', 'special'],
  ['mobile', 'accepted', 'mobile'],
  ['complex', 'submitted', 'validation'],
  ['complex', 'lodged', 'validation'],
  ['complex', 'validating', 'validation'],
  ['complex', 'validated', 'complex'],
  ['complex', 'with-losing-carrier', 'complex'],
  ['complex', 'date-set', 'complex'],
])('a %s port that is %s is rejected by the codes of %s', (kind, state, process) => {
  expect(rejectProcess(kind, state)).toBe(process)
})

describe('which row stands for a code', () => {
  const any5 = row('005')
  const own5 = row('5', 7)
  const other5 = row('005', 8)
  const letters = row('Added Numbers')
  const pnv = { ...row('9'), process: 'validation' as const }
  const rows = [any5, own5, other5, letters, pnv, row('0'), row('10')]

  test.each<[what: string, code: string, carrierId: number | null, RejectCodePlace | undefined]>([
    ['as it is written', '005', null, any5],
    ['as a spreadsheet leaves it', '5', null, any5],
    ['of the carrier, before any’s', '5', 7, own5],
    ['as it is written, before what only looks like it', '005', 7, any5],
    ['of another carrier, never', '5', 9, any5],
    ['in whatever capitals', ' ADDED numbers', null, letters],
    ['of another process, never', '9', null, undefined],
    ['with zeros behind', '1', null, undefined],
    ['a lone nought', '000', null, row('0')],
    ['not at all', '099', null, undefined],
  ])('%s', (_, code, carrierId, expected) => {
    expect(findRejectCode(rows, { process: 'simple', carrierId, code })).toEqual(expected)
  })
})

describe('the words of a rejection', () => {
  const [complex, retired] = DEFAULT_REJECT_CODES
  test('are the table’s own where it has some', () => {
    expect(rejectionWords('complex-service', complex)).toEqual({
      label: 'Complex service cannot be cancelled',
      customerText: 'The number carries a further service that cannot be cancelled on its own.',
      fix: 'Have that service removed by your present provider, or request a complex port instead.',
      isRetryable: true,
      isWholeOrder: true,
    })
  })

  test('are the reason’s where it has none, and where staff say another reason', () => {
    const { label, customerText, fix } = REJECT_REASONS['account-mismatch']
    expect(rejectionWords('account-mismatch', retired)).toMatchObject({
      label: 'Account number not tied to the number',
      customerText,
      fix,
    })
    const nothing = { isRetryable: null, isWholeOrder: null }
    expect(rejectionWords('account-mismatch', complex)).toEqual({ label, customerText, fix, ...nothing })
    expect(rejectionWords('account-mismatch')).toEqual({ label, customerText, fix, ...nothing })
  })

  test('of an attempt from before they were kept are the reason’s', () => {
    const before = { rejectLabel: '', rejectText: '', rejectFix: '', rejectRetryable: null, rejectWholeOrder: null }
    expect(keptWords('other', before)).toEqual(rejectionWords('other'))
    const kept = { ...before, rejectLabel: 'A', rejectText: 'B', rejectFix: 'C', rejectRetryable: false }
    expect(keptWords('other', kept)).toEqual({
      label: 'A',
      customerText: 'B',
      fix: 'C',
      isRetryable: false,
      isWholeOrder: null,
    })
  })
})

test('what every reseller starts with has each code once', () => {
  const places = DEFAULT_REJECT_CODES.map(({ process, code }) => `${process} ${code}`)
  expect(new Set(places).size).toBe(places.length)
})

function row(code: string, carrierId: number | null = null): RejectCodePlace {
  return { process: 'simple', carrierId, code }
}
