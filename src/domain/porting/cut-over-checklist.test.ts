import { expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import type { LineType } from '#domain/numbers/line-type.ts'
import { checkOf, checksOf, CHECK_PHASES, refuseTick, type CheckName } from './cut-over-checklist.ts'
import type { PortKind } from './port-kind.ts'
import { PORT_STATES } from './port-state.ts'

const EVERY: readonly CheckName[] = [
  'old-service-kept',
  'contact-reached',
  'calls-watched',
  'old-service-may-end',
  'nothing-open',
]
const CALLED: readonly CheckName[] = ['test-call-in', 'test-call-out', 'caller-number-right', 'emergency-address']

test.each<[PortKind, LineType | null, readonly CheckName[]]>([
  ['simple', 'cloud-pbx', ['phones-registered', 'forwarding-set', 'diversion-removed', ...CALLED]],
  ['simple', 'naked', ['phones-registered', 'diversion-removed', ...CALLED]],
  ['simple', 'sip-trunk', ['trunk-ready', 'forwarding-set', 'diversion-removed', ...CALLED]],
  ['simple', 'fax', ['fax-ready', 'diversion-removed', 'test-call-in', 'test-call-out', 'emergency-address']],
  ['complex', 'sip-trunk', ['trunk-ready', 'forwarding-set', 'numbers-placed', 'diversion-removed', ...CALLED]],
  ['special', 'inbound', ['answer-point-set', 'answer-point-reached']],
  ['mobile', 'cloud-pbx', ['phones-registered', 'forwarding-set', 'diversion-removed', ...CALLED]],
  ['simple', null, ['diversion-removed']],
])('a %s port that becomes a %s line has its own checks beside those of all', (kind, lineType, own) => {
  const checks = checksOf({ kind, lineType })
  expect(checks.toSorted()).toEqual([...own, ...EVERY].toSorted())
  const phases = checks.map((name) => CHECK_PHASES.indexOf(checkOf(name).phase))
  expect(phases, 'before, during, after').toEqual(phases.toSorted((one, other) => one - other))
})

test('nobody is told to dial 000, and whoever reads it is told not to', () => {
  expect(checkOf('emergency-address').help).toContain('Never dial 000')
})

test.each<[CheckName, isCustomer: boolean, from: (typeof PORT_STATES)[number] | undefined]>([
  ['phones-registered', true, 'accepted'],
  ['contact-reached', false, 'accepted'],
  ['calls-watched', false, 'accepted'],
  ['test-call-in', true, 'cutting-over'],
  ['contact-reached', true, undefined],
  ['trunk-ready', false, undefined],
])('%s, ticked by a customer: %s, can be ticked from %s on', (name, isCustomer, from) => {
  const way = ['accepted', 'date-set', 'pre-provisioned', 'cutting-over', 'completed', 'closed'] as const
  const expected = from === undefined ? [] : way.slice(way.findIndex((state) => state === from))
  const possible = PORT_STATES.filter((state) => {
    const refused = refuseTick({ kind: 'simple', lineType: 'cloud-pbx', state }, name, isCustomer)
    return !isProblem(refused)
  })
  expect(possible.toSorted()).toEqual(expected.toSorted())
})
