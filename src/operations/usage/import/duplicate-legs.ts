import type pg from 'pg'
import { formatNumber } from '#domain/phone-number.ts'
import { DIRECTION } from '#domain/usage/call-codes.ts'
import { findCallsByKey, type FoundCall, type LegToFind } from '#storage/queries/duplicate-calls.ts'
import { DOUBLE, double, FLAG, INTEGER, integer, type LegRecords } from './call-block.ts'
import { keyHigh, keyLeg, keyLow, legText } from './leg-key.ts'
import type { OrderedLegs } from './leg-order.ts'

/** Marks the legs that are in already, and gives another key to one whose key another call has. Returns how many are in. */
export async function leaveOutDuplicates(
  client: pg.ClientBase,
  ordered: OrderedLegs,
  sourceId: number,
  all: boolean,
): Promise<number> {
  const { block } = ordered
  let duplicates = 0
  let marks = ordered.legs.keys().toArray()
  if (!all)
    marks = marks.filter((at) => (integer(block, ordered.legs[at] ?? 0, INTEGER.flags) & FLAG.numberMoved) !== 0)
  while (marks.length > 0) {
    const found = await findCallsByKey(client, legsToFind(ordered, marks), { formerHolders: true })
    const taken = new Set<number>()
    for (const call of found) {
      const leg = ordered.legs[call.mark] ?? 0
      if (ordered.skip[leg] === 1) continue
      if (call.sourceId === sourceId && isSameCall(block, leg, call)) {
        ordered.skip[leg] = 1
        duplicates++
      } else taken.add(call.mark)
    }
    marks = [...taken].filter((at) => ordered.skip[ordered.legs[at] ?? 0] === 0)
    for (const at of marks) {
      const leg = ordered.legs[at] ?? 0
      ordered.salt[leg] = (ordered.salt[leg] ?? 0) + 1
      keyLeg(block, leg, sourceId, ordered.salt[leg] ?? 0)
    }
  }
  return duplicates
}

function* legsToFind(ordered: OrderedLegs, marks: readonly number[]): Generator<LegToFind> {
  const { block } = ordered
  for (const mark of marks) {
    const leg = ordered.legs[mark] ?? 0
    const accountId = integer(block, leg, INTEGER.accountId)
    if (accountId === 0 || ordered.skip[leg] === 1) continue
    const inbound = (integer(block, leg, INTEGER.flags) & FLAG.directionMask) === DIRECTION.in
    yield {
      mark,
      accountId,
      startedAtMs: double(block, leg, DOUBLE.startedAtMs),
      keyHigh: keyHigh(block, leg),
      keyLow: keyLow(block, leg),
      ownNumber: formatNumber(double(block, leg, inbound ? DOUBLE.bNumber : DOUBLE.aNumber)),
    }
  }
}

/** A key that matches proves nothing yet: the ids must, or where the source gives none, the call's facts. */
function isSameCall(block: LegRecords, leg: number, found: FoundCall): boolean {
  const idLength = integer(block, leg, INTEGER.idLength)
  if (idLength > 0) return found.sourceCallId === legText(block, integer(block, leg, INTEGER.idFrom), idLength)
  return (
    found.sourceCallId === '' &&
    found.aNumber === formatNumber(double(block, leg, DOUBLE.aNumber)) &&
    found.bNumber === formatNumber(double(block, leg, DOUBLE.bNumber)) &&
    found.durationSeconds === integer(block, leg, INTEGER.durationSeconds)
  )
}
