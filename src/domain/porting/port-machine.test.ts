import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProblem } from '#domain/problem.ts'
import { isBusinessDay, type BusinessCalendar } from '#domain/time/business-days.ts'
import { nextDue, returnWindowEnds } from './port-due.ts'
import { PORT_KIND_TERMS, PORT_KINDS, type PortKind } from './port-kind.ts'
import {
  allowedSteps,
  ENDED_STATES,
  ON_THE_WAY,
  PORT_STATES,
  PORT_STEP_NAMES,
  takePortStep,
  type PortState,
  type PortStep,
} from './port-state.ts'
import { turnOf, type PortCalendars } from './which-calendar.ts'

const RUNS = 3000
const ENDING: readonly PortStep[] = ['withdraw', 'expire', 'reverse']
const ENDED: readonly PortState[] = ENDED_STATES

/** What became of a port when steps were asked of it in this order: every one it took, and where it stood after. */
interface Walk {
  readonly kind: PortKind
  readonly taken: readonly { readonly step: PortStep; readonly from: PortState; readonly to: PortState }[]
  readonly refused: readonly { readonly step: PortStep; readonly at: PortState; readonly message: string }[]
}

function walk(kind: PortKind, asked: readonly PortStep[]): Walk {
  const taken: { step: PortStep; from: PortState; to: PortState }[] = []
  const refused: { step: PortStep; at: PortState; message: string }[] = []
  let state: PortState = 'draft'
  for (const step of asked) {
    const reached = takePortStep(1, { kind, state }, step)
    if (isProblem(reached)) {
      refused.push({ step, at: state, message: reached.message })
    } else {
      taken.push({ step, from: state, to: reached })
      state = reached
    }
  }
  return { kind, taken, refused }
}

/** Steps as they may be asked: at random, and often enough the one that leads on. */
const walks = fc
  .record({
    kind: fc.constantFrom(...PORT_KINDS),
    asked: fc.array(
      fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...PORT_STEP_NAMES) }, { weight: 4, arbitrary: fc.nat(20) }),
      {
        maxLength: 60,
      },
    ),
  })
  .map(({ kind, asked }) => {
    const steps: PortStep[] = []
    for (const each of asked) {
      const last = walk(kind, steps).taken.at(-1)?.to ?? 'draft'
      const possible = allowedSteps({ kind, state: last }).filter((step) => !ENDING.includes(step))
      const next = possible.findLast((step) => step !== 'reject')
      const onward =
        typeof each !== 'number' ? each : each % 5 === 0 ? possible[each % Math.max(1, possible.length)] : next
      if (onward !== undefined) steps.push(onward)
    }
    return walk(kind, steps)
  })

/** The attempts of a walk: each from its submission to the next. */
function attemptsOf({ taken }: Walk): readonly (readonly PortStep[])[] {
  const attempts: PortStep[][] = []
  for (const { step } of taken) {
    if (step === 'submit') attempts.push([])
    attempts.at(-1)?.push(step)
  }
  return attempts
}

/** What is wrong with the steps of one attempt; '' where nothing is. */
function faultOfAttempt(kind: PortKind, steps: readonly PortStep[]): string {
  const times = (step: PortStep): number => steps.filter((one) => one === step).length
  const comesFirst = (step: PortStep, other: PortStep): boolean =>
    !steps.includes(other) || (steps.includes(step) && steps.indexOf(step) < steps.indexOf(other))
  const once: readonly PortStep[] = ['submit', 'ask-validation', 'accept', 'reject', 'complete']
  const often = once.find((step) => times(step) > 1)
  if (often !== undefined) return `${often} twice`
  const charged = PORT_KIND_TERMS[kind].chargedOn === 'submission' ? 'submit' : 'accept'
  if (!comesFirst(charged, 'start-cut-over')) return 'cut over without its charge'
  if (!comesFirst('set-date', 'pre-provision')) return 'on the account without a date'
  if (kind !== 'complex') return times('ask-validation') + times('confirm-validation') > 0 ? 'validated' : ''
  return comesFirst('confirm-validation', 'pass-on') ? '' : 'passed on without its validation'
}

describe('whatever steps are asked of a port, in whichever order', () => {
  test('each attempt passes where it is charged once at the most, and none is cut over without', () => {
    const seen = { cutOver: 0, repaired: 0 }
    fc.assert(
      fc.property(walks, (told) => {
        const attempts = attemptsOf(told)
        expect(attempts.map((steps) => faultOfAttempt(told.kind, steps)).filter((fault) => fault !== '')).toEqual([])
        seen.cutOver += attempts.filter((steps) => steps.includes('start-cut-over')).length
        seen.repaired += Math.max(0, attempts.length - 1)
      }),
      { numRuns: RUNS },
    )
    expect(seen.cutOver).toBeGreaterThan(RUNS / 20)
    expect(seen.repaired).toBeGreaterThan(RUNS / 20)
  })

  test('what is refused changes nothing and says what is possible; what has ended stays so', () => {
    fc.assert(
      fc.property(walks, ({ kind, taken, refused }) => {
        for (const { step, at, message } of refused) {
          expect(allowedSteps({ kind, state: at })).not.toContain(step)
          expect(message).toMatch(/Now it can be |That is its end/)
        }
        for (const [index, { from, step }] of taken.entries()) {
          expect(allowedSteps({ kind, state: from })).toContain(step)
          expect(from).toBe(index === 0 ? 'draft' : taken[index - 1]?.to)
        }
        expect(taken.slice(0, -1).filter(({ to }) => ENDED.includes(to))).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('the machine itself', () => {
  const reachable = (kind: PortKind, from: PortState): ReadonlySet<PortState> => {
    const found = new Set<PortState>([from])
    for (const state of found) {
      for (const step of allowedSteps({ kind, state })) {
        const to = takePortStep(1, { kind, state }, step)
        if (!isProblem(to)) found.add(to)
      }
    }
    return found
  }

  test.each(PORT_KINDS)('of a %s port every state is reached, but those of a validation it has none of', (kind) => {
    const validation = ['validating', 'validated']
    expect([...reachable(kind, 'draft')].toSorted()).toEqual(
      PORT_STATES.filter((state) => kind === 'complex' || !validation.includes(state)).toSorted(),
    )
  })

  test.each(PORT_KINDS)('a %s port that has not ended can still end; one that has cannot go on', (kind) => {
    for (const state of reachable(kind, 'draft')) {
      const isOver = ENDED.includes(state)
      expect(allowedSteps({ kind, state }).length > 0).toBe(!isOver)
      expect([...reachable(kind, state)].some((end) => ENDED.includes(end))).toBe(true)
    }
  })
})

test('by any two calendars every step that waits for people is due on a day they work, after it began', () => {
  const zones = ['Australia/Sydney', 'Australia/Perth', 'Australia/Adelaide', 'Australia/Lord_Howe']
  const dates = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 86_400_000, max: Date.UTC(2027, 6, 1) / 86_400_000 })
    .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10))
  const calendar = fc
    .record({
      timeZone: fc.constantFrom(...zones),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 2 }),
      opensAt: fc.integer({ min: 300, max: 700 }),
      hours: fc.integer({ min: 1, max: 12 }),
      holidays: fc.array(dates, { maxLength: 30 }),
      closed: fc.array(dates, { maxLength: 10 }),
    })
    .map(({ timeZone, weekdays, opensAt, hours, holidays, closed }): BusinessCalendar => ({
      timeZone,
      weekdays: new Set(weekdays),
      opensAt,
      closesAt: Math.min(1440, opensAt + hours * 60),
      holidayDates: new Set(holidays),
      closedDates: new Set(closed),
    }))
  const instants = fc.date({
    min: new Date('2026-01-01T00:00:00Z'),
    max: new Date('2027-06-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(
      fc.record({ desk: calendar, carrier: calendar }),
      fc.constantFrom(...PORT_KINDS),
      fc.constantFrom(...ON_THE_WAY.filter((state) => state !== 'date-set')),
      instants,
      (calendars: PortCalendars, kind, state, since) => {
        const due = nextDue(
          { kind, state, stateSince: since, lodgedAt: since, cutOverAt: null, returnUntil: returnWindowEnds(since) },
          calendars,
        )
        expect(isBusinessDay(calendars[turnOf(state)], due?.on ?? '')).toBe(true)
        expect(due?.at.getTime()).toBeGreaterThan(since.getTime())
      },
    ),
    { numRuns: RUNS },
  )
})
