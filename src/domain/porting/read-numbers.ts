import { phoneText } from '#domain/phone-text.ts'
import { readInventoryNumber, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { readRange } from '#domain/numbers/number-range.ts'
import { isProblem, problem, type Problem } from '#domain/problem.ts'
import { whyNotPortable } from './portability.ts'

/** `0370101200-0370101299`; six characters on each side at least, so that the hyphens within a number are none of it. */
const RANGE = /^(\S.{4,}?\S)\s*(?:-|–|to)\s*(\S.{4,}\S)$/
const MOST = 100

/** Reads the numbers of a request however people write them, ranges too; each once, in order. A Problem names its line. */
export function readPortNumbers(written: readonly string[]): readonly DescribedNumber[] | Problem {
  const found = new Map<string, DescribedNumber>()
  for (const [index, text] of written.entries()) {
    const read = readOne(text.trim())
    if (isProblem(read)) return { ...read, field: `numbers.${index}` }
    for (const described of read) found.set(described.number, described)
  }
  if (found.size > MOST) {
    const message = `One port holds ${MOST} numbers at the most, and these are ${found.size}: request several.`
    return problem('invalid_value', message, { field: 'numbers' })
  }
  return [...found.values()].toSorted((one, other) => (one.number < other.number ? -1 : 1))
}

function readOne(text: string): readonly DescribedNumber[] | Problem {
  const [, from, to] = RANGE.exec(text) ?? []
  if (from !== undefined && to !== undefined) return readRange(from, to)
  const described = readInventoryNumber(text)
  if (!isProblem(described)) return [described]
  const why = whyNotPortable(text)
  return why === undefined ? described : problem('invalid_value', why)
}

/** The numbers of a port in a sentence: `03 7010 1234`, or `20 numbers from 03 7010 1200`. */
export function numbersText(numbers: readonly string[]): string {
  const first = phoneText(numbers[0] ?? '')
  return numbers.length === 1 ? first : `${numbers.length} numbers from ${first}`
}
