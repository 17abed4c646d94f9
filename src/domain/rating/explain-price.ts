import { formatDollars, gstOf, micros } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import { formatNumber, isElevenDigitCode } from '#domain/phone-number.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { originIsMobile } from '#domain/usage/classify-call.ts'
import { CALL_SERVICE_TYPES, SERVICE_TYPE_CODES } from '#domain/usage/service-type.ts'
import type { CallServiceType } from '#domain/usage/service-type.ts'
import { suspenseCauseOf, SUSPENSE_CAUSES } from '#domain/usage/suspense-cause.ts'
import { deckTerms, matchingRows, secondsBilled, shareByBand, tableTerms, usageDue } from './explain-terms.ts'
import type { TermsInForce } from './explain-terms.ts'
import {
  said,
  sayAllowances,
  sayBands,
  sayCharge,
  sayDeckRate,
  sayIncrements,
  sayNumbers,
  sayPlan,
  sayServiceType,
  sayTableRate,
} from './explain-words.ts'
import type { ExplanationStep, PriceExplanation, PriceToExplain } from './explanation.ts'
import { PRICE_STATUS } from './price-call.ts'
import type { PriceResult } from './price-call.ts'

/**
 * Recomputes a price step by step in plain English, apart from the engine that made it, and throws an Error when the two
 * do not agree: a stored price that cannot be explained is wrong.
 */
export function explainPrice(call: PriceToExplain): PriceExplanation {
  const type = CALL_SERVICE_TYPES.find((name) => SERVICE_TYPE_CODES[name] === call.serviceType)
  const opening = [sayNumbers(call), sayServiceType(call, type)]
  const { status } = call.result
  if (status === PRICE_STATUS.free) return explainFree(call, type, opening)
  const start = [...opening, sayPlan(call)]
  if (status === PRICE_STATUS.suspended) return explainSuspended(call, type, start)
  if (type === undefined) throw disagreement('a service type', 'none')
  return explainRated(call, type, start)
}

/** Explains why a row that is no call has no price. `complaint` says what is wrong with it. */
export function explainUnreadable(complaint: string): PriceExplanation {
  const reason = 'unreadable_row'
  const { meaning, fix } = SUSPENSE_CAUSES[reason]
  const text = `The row is suspended, not free: ${complaint}. ${fix}`
  return { steps: [{ key: 'charge', text, data: { reason, complaint, meaning, fix } }], totals: undefined }
}

function explainFree(
  call: PriceToExplain,
  type: CallServiceType | undefined,
  opening: readonly ExplanationStep[],
): PriceExplanation {
  const isEmergency = type === 'Emergency'
  if (!isEmergency && call.durationSeconds !== 0) throw disagreement('an answered call to be charged', 'free')
  const reason = isEmergency ? 'emergency' : 'unanswered'
  const text = isEmergency
    ? 'Calls to emergency services are always free.'
    : 'The call was not answered (0 seconds), and only answered calls are charged.'
  return close([...opening, { key: 'charge', text, data: { reason, charge: dollars(micros(0n)) } }], micros(0n))
}

function explainSuspended(
  call: PriceToExplain,
  type: CallServiceType | undefined,
  start: readonly ExplanationStep[],
): PriceExplanation {
  const cause = suspenseCauseOf(call.result.cause)
  if (cause === undefined) throw disagreement('a cause', String(call.result.cause))
  const rate = type !== undefined && cause === 'not_offered' ? [sayDeckRate(call, deckMatches(call))] : []
  const { meaning, fix } = SUSPENSE_CAUSES[cause]
  const text = `The call is suspended, not free: its price is not known. ${meaning} ${fix}`
  return {
    steps: [...start, ...rate, { key: 'charge', text, data: { reason: cause, meaning, fix } }],
    totals: undefined,
  }
}

function explainRated(
  call: PriceToExplain,
  type: CallServiceType,
  start: readonly ExplanationStep[],
): PriceExplanation {
  const { plan, result, startedAtMs } = call
  const byDeck = plan.deckCovers.includes(type)
  const matches = byDeck ? deckMatches(call) : []
  const inForce = byDeck ? termsOfDeck(plan, matches) : tableTerms(plan, type, isFromMobile(call))
  if (inForce === undefined) throw disagreement('no rate', 'a price')
  const billed = secondsBilled(inForce, call.durationSeconds)
  const covered = result.coveredSeconds
  const shares = shareByBand(plan, inForce, startedAtMs, covered, billed)
  const usage = usageDue(inForce, shares, covered, billed)
  const charge = chargeOf(inForce, usage, result)

  expectEqual('billed seconds', billed, result.billedSeconds)
  expectEqual('charge in micro-dollars', charge, BigInt(result.chargeMicros))
  expectDrawsToAgree(call)
  const steps = [
    ...start,
    byDeck ? sayDeckRate(call, matches) : sayTableRate(type, inForce, isFromMobile(call)),
    sayIncrements(inForce, call.durationSeconds, billed),
    ...sayBands(plan, inForce, shares, covered, billed),
    ...sayAllowances(call, billed),
    sayCharge(inForce, shares, { usage, charge, covered, billed, paid: BigInt(result.allowanceMicros), result }),
  ]
  return close(steps, charge)
}

/** A call that draws on an allowance pays neither flagfall nor minimum charge. */
function chargeOf({ terms }: TermsInForce, usage: Micros, result: PriceResult): Micros {
  const due = usage - BigInt(result.allowanceMicros)
  if (result.coveredSeconds > 0 || result.allowanceMicros > 0) return micros(due > 0n ? due : 0n)
  const full = terms.flagfall + usage
  const minimum = terms.pricing.kind === 'perMinute' ? terms.pricing.minimumCharge : 0n
  return micros(full > minimum ? full : minimum)
}

function deckMatches(call: PriceToExplain): ReturnType<typeof matchingRows> {
  const { code } = call.direction === 'in' ? call.a : call.b
  const digits = code < 0 && !isElevenDigitCode(code) ? `61${formatNumber(code)}` : formatNumber(code)
  return matchingRows(call.deck?.rows ?? [], digits, call.startedAtMs)
}

function termsOfDeck(plan: CallingPlan, [best]: ReturnType<typeof matchingRows>): TermsInForce | undefined {
  return best === undefined ? undefined : deckTerms(plan, best)
}

function isFromMobile({ direction, a }: PriceToExplain): boolean {
  return direction === 'in' && originIsMobile(a.code)
}

function expectDrawsToAgree({ plan, result, allowances }: PriceToExplain): void {
  if (allowances === undefined) return
  const drawn = { seconds: 0, calls: 0, money: 0 }
  plan.allowances.forEach(({ unit }, index) => {
    drawn[unit] += (allowances.before[index] ?? 0) - (allowances.after[index] ?? 0)
  })
  expectEqual('seconds drawn', drawn.seconds, result.allowanceSeconds)
  expectEqual('calls drawn', drawn.calls, result.allowanceCalls)
  expectEqual('money drawn', drawn.money, result.allowanceMicros)
}

function expectEqual(what: string, explained: number | bigint, priced: number | bigint): void {
  if (explained !== priced) throw disagreement(`${what} ${explained}`, String(priced))
}

function disagreement(explained: string, priced: string): Error {
  return new Error(`the explanation comes to ${explained}, the price was made with ${priced}`)
}

function close(steps: readonly ExplanationStep[], charge: Micros): PriceExplanation {
  const gst = gstOf(charge)
  const total = micros(charge + gst)
  const totals = { charge: dollars(charge), gst: dollars(gst), total: dollars(total) }
  return {
    steps: [
      ...steps,
      {
        key: 'gst',
        text: `GST is 10 % of ${said(charge)}, half up to the micro-dollar: ${said(gst)}.`,
        data: { rate: '0.10', gst: totals.gst },
      },
      { key: 'total', text: `The call costs ${said(total)} with GST, ${said(charge)} without.`, data: totals },
    ],
    totals,
  }
}

function dollars(amount: Micros): string {
  return formatDollars(amount)
}
