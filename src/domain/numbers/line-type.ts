import { problem, type Problem } from '#domain/problem.ts'
import type { NumberKind } from './describe-number.ts'

/** What a number is connected as. Every feature of the cloud PBX comes with all but naked lines. */
export const LINE_TYPES = ['cloud-pbx', 'naked', 'sip-trunk', 'inbound', 'fax'] as const
export type LineType = (typeof LINE_TYPES)[number]

/** What a number of a kind is connected as where nobody says. */
export function usualLineType(kind: NumberKind): LineType {
  return isInbound(kind) ? 'inbound' : 'cloud-pbx'
}

/** 13, 1300 and 1800 numbers are reached and never call; only they are 'inbound'. */
export function refuseLineType(number: string, kind: NumberKind, lineType: LineType): Problem | undefined {
  const possible = lineTypesOf(kind)
  if (possible.includes(lineType)) return undefined
  return problem('invalid_value', `${number} is a ${kind} number: its line type can be ${possible.join(', ')}.`, {
    field: 'lineType',
  })
}

/** What a number of a kind can be connected as; no fax machine has a mobile number. */
export function lineTypesOf(kind: NumberKind): readonly LineType[] {
  if (isInbound(kind)) return ['inbound']
  return LINE_TYPES.filter((type) => type !== 'inbound' && (kind !== 'mobile' || type !== 'fax'))
}

function isInbound(kind: NumberKind): boolean {
  return kind === '13' || kind === '1300' || kind === '1800'
}
