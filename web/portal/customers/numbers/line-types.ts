import { LINE_TYPES, usualLineType, type LineType } from '#domain/numbers/line-type.ts'
import type { NumberKind } from '#domain/numbers/describe-number.ts'

/** What numbers of all these kinds can be connected as: 13, 1300 and 1800 numbers are inbound, and only they. */
export function lineTypesFor(kinds: readonly NumberKind[]): readonly LineType[] {
  return LINE_TYPES.filter((type) =>
    kinds.every((kind) => (usualLineType(kind) === 'inbound') === (type === 'inbound')),
  )
}
