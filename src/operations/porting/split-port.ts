import { ON_THE_WAY, stateWords, type PortState } from '#domain/porting/port-state.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import { splitOff } from '#storage/tables/ports.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

interface Split {
  readonly portId: number
  /** E.164 digits: those that go on as a port of their own. */
  readonly numbers: readonly string[]
  /** Why; the customer reads it. */
  readonly reason: string
}

/**
 * Lets some numbers of a complex port go on as a port of their own, because they meet another fate: it stands where this
 * one does, in the same attempt, which is not charged again. Returns the new port's id.
 *
 * @throws ProblemError 'illegal_transition' for a port that is not on its way, or with only these numbers; 'invalid_value'
 *   for a number that is not in it.
 */
export const splitPort = operation({
  name: 'ports.split',
  permission: 'ports.work',
  async run(context, { portId, numbers, reason }: Split) {
    const { port } = await takeInHand(context, portId)
    checkSplit(port, numbers)
    const newId = await splitOff(context.db, port, numbers, context.now)
    const [leaving, staying] = [
      numbers,
      port.numbers.map(({ number }) => number).filter((one) => !numbers.includes(one)),
    ]
    await noteSplit(context, port, `${numbersText(leaving)} went on as port ${newId}.`, reason)
    const twin = { id: newId, accountId: port.accountId, attempt: port.attempt }
    await noteSplit(context, twin, `Split from port ${portId}, which goes on with ${numbersText(staying)}.`, reason)
    context.audit({
      subject: `port ${portId}`,
      accountId: port.accountId,
      before: {},
      after: { splitOff: newId, numbers },
    })
    context.emit({
      type: 'port.split',
      accountId: port.accountId,
      payload: { portId, newPortId: newId, numbers, attempt: port.attempt, words: reason },
    })
    return newId
  },
})

function checkSplit(port: PortRow, numbers: readonly string[]): void {
  const field = { field: 'numbers' }
  const onTheWay: readonly PortState[] = ON_THE_WAY
  if (!onTheWay.includes(port.state)) {
    const message = `Port ${port.id} is ${stateWords(port.state)}; one is split while it is on its way, before its cut-over.`
    throw new ProblemError(problem('illegal_transition', message))
  }
  const known = new Set(port.numbers.map(({ number }) => number))
  const stray = numbers.find((number) => !known.has(number))
  if (stray !== undefined) throw new ProblemError(problem('invalid_value', `${stray} is not in this port.`, field))
  if (new Set(numbers).size < known.size) return
  throw new ProblemError(problem('invalid_value', 'At least one number stays: leave that out.', field))
}

function noteSplit(
  context: WriteContext,
  port: Pick<PortRow, 'id' | 'accountId' | 'attempt'>,
  what: string,
  reason: string,
): Promise<void> {
  const customerWords = reason === '' ? what : `${what}\n${reason}`
  return addToTimeline(context, port, {
    what: 'split',
    state: null,
    attempt: port.attempt,
    customerWords,
    staffWords: '',
  })
}
