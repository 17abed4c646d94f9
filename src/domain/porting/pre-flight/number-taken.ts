import type { DescribedNumber } from '#domain/numbers/describe-number.ts'
import { phoneText } from '#domain/phone-text.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { finding, type Finding } from './finding.ts'
import { stateWords, type PortState } from '../port-state.ts'

/** Which numbers of a request cannot come, by what is known on the platform. */
export interface TakenNumbers {
  /** In service, with whomever. */
  readonly inService: readonly string[]
  /** On their way by another port the asker may see. */
  readonly inPorts: readonly { readonly number: string; readonly portId: number; readonly state: PortState }[]
  /** In a draft or rejected port the asker may see. */
  readonly inDrafts: readonly { readonly number: string; readonly portId: number }[]
  /** On their way by a port that is none of the asker's business. */
  readonly elsewhere: readonly string[]
}

/** Why numbers cannot be ported now, one Problem each, 'number_not_available'; whose the others are is never said. */
export function takenFaults(
  numbers: readonly Pick<DescribedNumber, 'number'>[],
  { inService, inPorts, elsewhere }: TakenNumbers,
): readonly Problem[] {
  return numbers.flatMap(({ number }) => {
    if (inService.includes(number)) return [taken(`${number} is in service here already; leave it out.`)]
    const other = inPorts.find((each) => each.number === number)
    if (other !== undefined)
      return [taken(`${number} is in port ${other.portId}, which is ${stateWords(other.state)}.`)]
    if (!elsewhere.includes(number)) return []
    return [taken(`${number} is on its way by another port already; leave it out.`)]
  })
}

function taken(message: string): Problem {
  return problem('number_not_available', message, { field: 'numbers' })
}

/** Numbers that somebody is about to request by another port, too. */
export function alsoInDrafts(
  numbers: readonly Pick<DescribedNumber, 'number'>[],
  { inDrafts }: TakenNumbers,
): readonly Finding[] {
  const found = numbers.filter(({ number }) => inDrafts.some((each) => each.number === number))
  const first = inDrafts.find(({ number }) => number === found[0]?.number)
  if (first === undefined) return []
  const which = found.length === 1 ? phoneText(first.number) : `${found.length} of the numbers`
  return [
    finding('warning', {
      code: 'in-draft',
      reason: 'pending-port',
      numbers: found.map(({ number }) => number),
      message: `${which} ${found.length === 1 ? 'stands' : 'stand'} in port ${first.portId}, too, which was not sent yet.`,
      fix: 'Go on with one of the two and withdraw the other.',
      field: 'numbers',
    }),
  ]
}
