import { formatNumber, readNumber } from '#domain/phone-number.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { regionOf } from '#domain/usage/classify-call.ts'
import type { AustralianState } from '#domain/usage/geographic-areas.ts'

/** The kinds of numbers that can be sold. */
export const NUMBER_KINDS = ['geographic', 'mobile', '13', '1300', '1800'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** A number and what its digits tell. */
export interface DescribedNumber {
  /** E.164 digits without +. */
  readonly number: string
  readonly kind: NumberKind
  /** Of a geographic number in a block that is known. */
  readonly state: AustralianState | undefined
  /** '' where there is none. */
  readonly region: string
}

/** Six digits, eight behind 1345, ten: as the numbering plan has them. */
const KINDS: readonly (readonly [RegExp, NumberKind])[] = [
  [/^61[2378]\d{8}$/, 'geographic'],
  [/^614\d{8}$/, 'mobile'],
  [/^611300\d{6}$/, '1300'],
  [/^611800\d{6}$/, '1800'],
  [/^6113(?:45\d{4}|(?!00|45)[1-9]\d{3})$/, '13'],
]

/** What the digits of an E.164 number tell; undefined: no number of a kind that can be sold. */
export function describeNumber(number: string): DescribedNumber | undefined {
  const kind = KINDS.find(([form]) => form.test(number))?.[1]
  if (kind === undefined) return undefined
  const area = kind === 'geographic' ? regionOf(Number(number)) : undefined
  return { number, kind, state: area?.state, region: area?.label ?? '' }
}

/** Reads a number however a person wrote it: `(03) 7010 1234`, `+61 3 7010 1234`, `1300 975 701`. */
export function readInventoryNumber(written: string): DescribedNumber | Problem {
  const code = readNumber(written, 'e164')
  const described = code > 0 ? describeNumber(formatNumber(code)) : undefined
  if (described !== undefined) return described
  return problem(
    'invalid_value',
    `"${written.slice(0, 40)}" is no Australian geographic, mobile, 13, 1300 or 1800 number; write it like ` +
      '0370101234, 61370101234 or 1300975701.',
  )
}

/** The number as it is dialled in Australia: `0370101234`, `1300975701`. */
export function dialledForm(number: string): string {
  const significant = number.startsWith('61') ? number.slice(2) : number
  return number.startsWith('611') || !number.startsWith('61') ? significant : `0${significant}`
}
