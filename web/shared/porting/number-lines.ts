import { readNumber } from '#domain/phone-number.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import { phoneText } from '../format/phone.ts'

/** What is typed into a field for many numbers: one a line, or with commas between them, or a range. */
interface NumberLines {
  /** As they travel: each a number as it was written, or a range. */
  readonly lines: readonly string[]
  /** How many numbers they are; a range counts as all of its own. */
  readonly count: number
  /** What kind of a port moves them; undefined as long as nothing can be told. */
  readonly kind: PortKind | undefined
}

/** Two numbers with something between them; the hyphens within a number are none of it. */
const RANGE = /^(\S.{4,}?\S)\s*(?:-|–|to)\s*(\S.{4,}\S)$/
const SPECIAL = /^61(?:1[38]00\d{6}|13\d{4}|1345\d{4})$/
const MOBILE = /^614\d{8}$/
const LOCAL = /^61[2378]\d{8}$/

/** Reads such a field, and tells from the numbers how they are moved. */
export function readNumberLines(text: string): NumberLines {
  const lines = text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const digits = lines.map(digitsOf)
  const count = digits.reduce((sum, each) => sum + each.count, 0)
  return { lines, count, kind: kindOf(digits, count) }
}

interface Digits {
  /** E.164; '' where it cannot be read. */
  readonly first: string
  readonly count: number
}

function digitsOf(line: string): Digits {
  const [, from, to] = RANGE.exec(line) ?? []
  if (from === undefined || to === undefined) return { first: e164(line), count: 1 }
  const [first, last] = [e164(from), e164(to)]
  const count = first === '' || last === '' ? 2 : Number(last) - Number(first) + 1
  return { first, count: count > 1 ? count : 2 }
}

function e164(written: string): string {
  const code = readNumber(written, written.startsWith('61') ? 'e164' : 'national')
  return code > 0 ? String(code) : ''
}

function kindOf(digits: readonly Digits[], count: number): PortKind | undefined {
  if (digits.some(({ first }) => SPECIAL.test(first))) return 'special'
  if (digits.some(({ first }) => MOBILE.test(first))) return 'mobile'
  if (count > 1) return 'complex'
  return digits.some(({ first }) => LOCAL.test(first)) ? 'simple' : undefined
}

/** So many in a row are written as a range. */
const RUN = 3

/** Numbers as they stand in such a field: one a line, those in a row as a range. */
export function numberLinesText(numbers: readonly string[]): string {
  const runs: string[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run !== undefined && before !== undefined && Number(number) === Number(before) + 1) run.push(number)
    else runs.push([number])
  }
  return runs.flatMap(runText).join('\n')
}

function runText(run: readonly string[]): readonly string[] {
  const [first, last] = [run[0], run.at(-1)]
  if (run.length < RUN || first === undefined || last === undefined) return run.map(phoneText)
  return [`${phoneText(first)} - ${phoneText(last)}`]
}
