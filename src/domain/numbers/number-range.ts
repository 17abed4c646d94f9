import { problem, type Problem } from '#domain/problem.ts'
import { readInventoryNumber, type DescribedNumber } from './describe-number.ts'

/** So many numbers are added by one request; more come in a file. */
const MOST_IN_RANGE = 1000

/** The numbers from one to another, both included. */
export function readRange(fromWritten: string, toWritten: string): readonly DescribedNumber[] | Problem {
  const from = readInventoryNumber(fromWritten)
  if ('code' in from) return { ...from, field: 'from' }
  const to = readInventoryNumber(toWritten)
  if ('code' in to) return { ...to, field: 'to' }
  const size = Number(to.number) - Number(from.number) + 1
  if (from.number.length !== to.number.length || from.kind !== to.kind || size < 1) {
    return problem('invalid_value', `The range must end at or after ${from.number}, with a number of the same kind.`, {
      field: 'to',
    })
  }
  if (size > MOST_IN_RANGE) {
    const rest = `add at most ${MOST_IN_RANGE} at a time, or import a CSV file.`
    return problem('invalid_value', `The range has ${size} numbers; ${rest}`, { field: 'to' })
  }
  const numbers: DescribedNumber[] = []
  for (let offset = 0; offset < size; offset++) {
    const described = readInventoryNumber(String(Number(from.number) + offset))
    if ('code' in described) return { ...described, field: 'to' }
    numbers.push(described)
  }
  return numbers
}
