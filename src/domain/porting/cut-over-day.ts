import { problem, type Problem } from '#domain/problem.ts'
import type { LineType } from '#domain/numbers/line-type.ts'
import { stateWords, type PortState } from './port-state.ts'

/** The states from the losing carrier's yes to the end of a port that came through, in their order. */
const WAY: readonly PortState[] = ['accepted', 'date-set', 'pre-provisioned', 'cutting-over', 'completed', 'closed']

/** Whether a port has come as far as a state, and not ended otherwise. */
export function isReached(state: PortState, now: PortState): boolean {
  return WAY.includes(now) && WAY.indexOf(now) >= WAY.indexOf(state)
}

/** A call somebody made to see whether a number works. */
export interface TestCall {
  /** E.164 digits. */
  readonly number: string
  /** `in`: to the number; `out`: from it. */
  readonly direction: 'in' | 'out'
  readonly isGood: boolean
  /** Of one that failed: what was heard. */
  readonly heard: string
}

/** Of which port a call was tried. */
export interface TriedPort {
  readonly state: PortState
  readonly lineType: LineType | null
  readonly numbers: readonly string[]
}

/** Why a test call cannot be of this port; undefined where it can. */
export function refuseTestCall(port: TriedPort, call: TestCall): Problem | undefined {
  if (!port.numbers.includes(call.number))
    return problem('invalid_value', 'That number is not in this port; choose one that is.', { field: 'number' })
  if (!isReached('cutting-over', port.state)) {
    const message = 'until its cut-over begins, calls still go by the old way and show nothing.'
    return problem('illegal_transition', `The port is ${stateWords(port.state)}: ${message}`)
  }
  if (call.direction === 'out' && port.lineType === 'inbound')
    return problem('invalid_value', 'A 13, 1300 or 1800 number makes no calls: try one to it.', { field: 'direction' })
  if (!call.isGood && call.heard === '')
    return problem('invalid_value', 'Say what was heard: a tone, an announcement, nothing.', { field: 'heard' })
  return undefined
}

/** Whether a port may be completed without asking: a call came in by it, on any of its numbers. */
export function isTried(calls: readonly Pick<TestCall, 'direction' | 'isGood'>[]): boolean {
  return calls.some(({ direction, isGood }) => direction === 'in' && isGood)
}

/** What a port is asked for before it is completed untried; at the field that says so. */
export function untried(): Problem {
  const message =
    'No call to these numbers has come in yet, as far as anybody wrote down. Try one and write it down, or complete it ' +
    'without (withoutTest).'
  return problem('confirmation_needed', message, { field: 'withoutTest' })
}

/** What to do where a test call failed; undefined: the last one each way was good, or nothing was tried. */
export function adviceAfter(
  calls: readonly TestCall[],
  port: { readonly state: PortState; readonly returnUntil: Date | null },
  now: Date,
): string | undefined {
  const last = (['in', 'out'] as const).map((way) => calls.findLast(({ direction }) => direction === way))
  const [into, outOf] = last
  if (into?.isGood !== false && outOf?.isGood !== false) return undefined
  const way =
    into?.isGood === false
      ? 'Calls that do not come in: wait a quarter of an hour, as networks learn of the move one after the other, and try from another network.'
      : 'Calls that do not go out are not for want of the move: look at the line, its registration and what it may dial.'
  if (port.state === 'cutting-over') return `${way} Until it is completed, the numbers can still go back.`
  if (port.state === 'completed' && port.returnUntil !== null && port.returnUntil > now)
    return `${way} If it cannot be put right, the numbers can go back in an emergency until the time named here.`
  return `${way} The time in which the numbers could go back is over: it has to be put right here.`
}

/** Why nothing urgent can be said of a port; undefined where it can: while its numbers may go back. */
export function refuseAlarm(port: { readonly state: PortState }): Problem | undefined {
  if (port.state === 'cutting-over' || port.state === 'completed') return undefined
  const message = `The port is ${stateWords(port.state)}; leave a note on it, or call.`
  return problem('illegal_transition', message)
}
