import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { micros } from '#domain/money.ts'
import { businessDaysBetween, isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { decideDunning, overdueOf, type DunningCase, type DunningSituation } from './dunning.ts'
import { holdOn, type DunningHold, type HoldKind } from './dunning-hold.ts'
import { checkLadder, DEFAULT_LADDER, DUNNING_STEPS, isAct, NOTICES, type DunningStep } from './dunning-ladder.ts'

const CALENDAR: BusinessCalendar = {
  timeZone: 'Australia/Sydney',
  weekdays: new Set([1, 2, 3, 4, 5]),
  opensAt: 540,
  closesAt: 1020,
  holidayDates: new Set(['2026-12-25', '2026-12-28', '2027-01-01']),
  closedDates: new Set(),
}
const LADDER = { ...DEFAULT_LADDER, isOn: true }
const INVOICE = { number: 'INV-000001', dueOn: '2026-11-30', outstandingMicros: micros(110_000_000n) }
const BASE: DunningSituation = {
  today: '2026-12-01',
  ladder: LADDER,
  account: { status: 'active', paymentMode: 'postpaid', isConsumer: true },
  invoices: [INVOICE],
  holds: [],
  theCase: undefined,
  calendar: CALENDAR,
}

function hold(kind: HoldKind, more: Partial<DunningHold> = {}): DunningHold {
  return {
    id: 1,
    kind,
    from: '2026-12-01',
    until: '2026-12-20',
    amountMicros: null,
    instalments: [],
    paidMicros: micros(0n),
    endedOn: null,
    ...more,
  }
}

function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

interface Day {
  readonly day: string
  readonly step: DunningStep
  readonly isRepeat: boolean
}

/** Goes on from day to day as the job would, on the days it runs; what it did, with the case as it is in the end. */
function walk(situation: DunningSituation, days: number, runsOn: (day: number) => boolean = () => true) {
  const done: Day[] = []
  let theCase: DunningCase | undefined
  let closed: string | undefined
  for (let nth = 0; nth < days; nth++) {
    const today = addDays(situation.today, nth)
    if (!runsOn(nth)) continue
    const now = { ...situation, today, theCase }
    const decision = decideDunning(now)
    if (decision.do === 'close') {
      closed = decision.why
      theCase = undefined
    }
    if (decision.do === 'wait' && decision.lifts && theCase !== undefined)
      theCase = { ...theCase, step: 'second-reminder', stepOn: today, isRestricted: false, isSuspended: false }
    if (decision.do !== 'step') continue
    const { step, isRepeat } = decision
    done.push({ day: today, step, isRepeat })
    theCase = {
      step,
      stepOn: today,
      coversTo: isAct(step) ? (theCase?.coversTo ?? today) : (overdueOf(now).newestDueOn ?? today),
      isRestricted: step === 'restriction' || theCase?.isRestricted === true,
      isSuspended: step === 'suspension' || theCase?.isSuspended === true,
    }
  }
  return { done, theCase, closed }
}

test('the ladder as it is until somebody changes it: dates of every step, nothing before its notice has run out', () => {
  expect(walk(BASE, 120).done.map(({ day, step }) => `${day} ${step}`)).toEqual([
    '2026-12-01 reminder',
    '2026-12-07 second-reminder',
    '2026-12-14 restriction-notice',
    '2026-12-22 restriction',
    '2026-12-29 suspension-notice',
    '2027-01-07 suspension',
    '2027-01-21 disconnection-notice',
    '2027-02-08 disconnection',
  ])
})

describe('decides', () => {
  test.each<readonly [string, Partial<DunningSituation>, object]>([
    ['nothing on the due day', { today: '2026-11-30' }, { do: 'nothing' }],
    ['nothing of a prepaid account', { account: { ...BASE.account, paymentMode: 'prepaid' } }, { do: 'nothing' }],
    ['nothing while it is off', { ladder: DEFAULT_LADDER }, { do: 'nothing' }],
    ['nothing of little', { invoices: [{ ...INVOICE, outstandingMicros: micros(9_990_000n) }] }, { do: 'nothing' }],
    ['a reminder the day after', {}, { do: 'step', step: 'reminder' }],
    ['nothing under a promise', { holds: [hold('promise')] }, { do: 'nothing' }],
    ['nothing where all is disputed', { holds: [hold('dispute')] }, { do: 'nothing' }],
    [
      'a reminder of what is left where a part is',
      { holds: [hold('dispute', { amountMicros: micros(50_000_000n) })] },
      { do: 'step', step: 'reminder' },
    ],
    [
      'a reminder again once an arrangement is broken',
      {
        today: '2026-12-12',
        holds: [hold('hardship', { instalments: [{ on: '2026-12-05', amountMicros: micros(10_000_000n) }] })],
      },
      { do: 'step', step: 'reminder' },
    ],
  ])('%s', (_, more, decision) => {
    expect(decideDunning({ ...BASE, ...more })).toMatchObject(decision)
  })
})

const RESTRICTED: DunningCase = {
  step: 'restriction',
  stepOn: '2026-12-22',
  coversTo: '2026-11-30',
  isRestricted: true,
  isSuspended: false,
}

test.each<readonly [string, Partial<DunningSituation>, object]>([
  ['a payment ends it', { invoices: [] }, { do: 'close', why: 'paid' }],
  [
    'so does one that leaves only an invoice no notice named',
    { invoices: [{ ...INVOICE, dueOn: '2026-12-21' }] },
    { do: 'close', why: 'paid' },
  ],
  [
    'so does one that leaves little',
    { invoices: [{ ...INVOICE, outstandingMicros: micros(1n) }] },
    { do: 'close', why: 'small' },
  ],
  [
    'hardship gives the service back',
    { holds: [hold('hardship', { until: '2027-01-20' })] },
    { do: 'wait', lifts: true },
  ],
  ['a promise only waits', { holds: [hold('promise', { until: '2027-01-20' })] }, { do: 'wait', lifts: false }],
])('restricted: %s', (_, more, decision) => {
  expect(decideDunning({ ...BASE, today: '2026-12-23', theCase: RESTRICTED, ...more })).toMatchObject(decision)
})

test('a notice is given again after a hold, and its days count anew', () => {
  const { done } = walk({ ...BASE, holds: [hold('promise', { from: '2026-12-16', until: '2026-12-18' })] }, 30)
  expect(done.slice(2).map(({ day, step, isRepeat }) => [day, step, isRepeat])).toEqual([
    ['2026-12-14', 'restriction-notice', false],
    ['2026-12-19', 'restriction-notice', true],
    ['2026-12-30', 'restriction', false],
  ])
})

const anyHold = fc
  .record({
    kind: fc.constantFrom<HoldKind>('promise', 'pause', 'hardship', 'disaster', 'dispute'),
    from: fc.integer({ min: 0, max: 100 }),
    days: fc.integer({ min: 0, max: 30 }),
    endsAfter: fc.option(fc.integer({ min: 0, max: 30 })),
    part: fc.option(fc.bigInt({ min: 1n, max: 200_000_000n })),
  })
  .map(({ kind, from, days, endsAfter, part }) =>
    hold(kind, {
      from: addDays(BASE.today, from),
      until: addDays(BASE.today, from + days),
      endedOn: endsAfter !== null && endsAfter < days ? addDays(BASE.today, from + endsAfter) : null,
      amountMicros: kind === 'dispute' && part !== null ? micros(part) : null,
    }),
  )

/** A hold that was ended is in force until that day: the walk knows it as open before. */
function asOf(holds: readonly DunningHold[], today: string): readonly DunningHold[] {
  return holds.map((one) => (one.endedOn !== null && one.endedOn > today ? { ...one, endedOn: null } : one))
}

test('whatever holds there are, whichever days nobody runs it, whatever a reseller sets: order, notice and holds are kept', () => {
  fc.assert(
    fc.property(
      fc.array(anyHold, { maxLength: 3 }),
      fc.func(fc.boolean()),
      fc.boolean(),
      fc.record(
        Object.fromEntries(DUNNING_STEPS.map((step) => [step, fc.integer({ min: 1, max: 12 })])) as Record<
          DunningStep,
          fc.Arbitrary<number>
        >,
      ),
      (holds, runs, isConsumer, days) => {
        const steps = Object.fromEntries(
          DUNNING_STEPS.map((step) => [step, { isOn: true, days: days[step] }]),
        ) as typeof LADDER.steps
        fc.pre(checkLadder({ ...LADDER, steps }).length === 0)
        const least = (step: DunningStep): number => (isConsumer ? Math.max(5, days[step]) : days[step])
        const faults: string[] = []
        let theCase: DunningCase | undefined
        let [last, noticeOn]: [DunningStep | undefined, string] = [undefined, '']
        for (const nth of Array.from({ length: 150 }, (_, day) => day).filter(runs)) {
          const today = addDays(BASE.today, nth)
          const known = asOf(holds, today)
          const account = { ...BASE.account, isConsumer }
          const situation = { ...BASE, today, theCase, holds: known, ladder: { ...LADDER, steps }, account }
          const decision = decideDunning(situation)
          if (decision.do === 'wait' && decision.lifts) {
            theCase = { ...RESTRICTED, step: 'second-reminder', stepOn: today, isRestricted: false }
            last = 'second-reminder'
          }
          if (decision.do !== 'step') continue
          const { step, isRepeat } = decision
          const place = DUNNING_STEPS.indexOf(step) - (last === undefined ? -1 : DUNNING_STEPS.indexOf(last))
          const inForce = known.filter((one) => one.kind !== 'dispute' && holdOn(one, today) === 'holds')
          const since = known.filter(
            ({ kind, from, endedOn }) => kind !== 'dispute' && from > noticeOn && from <= today && from !== endedOn,
          )
          const rules: readonly (readonly [string, boolean])[] = [
            ['under a hold', inForce.length === 0],
            ['for too little', overdueOf(situation).chasedMicros >= LADDER.minimumMicros],
            ['out of order', place === (isRepeat ? 0 : 1)],
            ['twice a day', theCase?.stepOn !== today],
            ['without its notice', !isAct(step) || last === NOTICES[step]],
            ['too soon', !isAct(step) || businessDaysBetween(CALENDAR, noticeOn, today) > least(step)],
            ['on a day off', !isAct(step) || isBusinessDay(CALENDAR, today)],
            ['after a hold, without another notice', !isAct(step) || since.length === 0],
          ]
          faults.push(...rules.flatMap(([fault, isKept]) => (isKept ? [] : [`${today} ${step} ${fault}`])))
          if (!isAct(step)) noticeOn = today
          const [isRestricted, isSuspended] = [step === 'restriction', step === 'suspension']
          theCase = { step, stepOn: today, coversTo: INVOICE.dueOn, isRestricted, isSuspended }
          last = step
        }
        expect(faults).toEqual([])
      },
    ),
    { numRuns: 100 },
  )
})
