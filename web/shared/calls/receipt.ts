import type { ServiceType } from '#domain/usage/service-type.ts'
import type { Answer } from '../api/wire-types.ts'
import { countText } from '../format/counts.ts'
import { amountOf, priceText } from '../format/money.ts'
import { formatDollars, micros } from '#domain/money.ts'
import { lengthText, partyText, SERVICE_TYPE_WORDS } from './call-words.ts'

/** Why a call cost what it did, as the API says it. */
export type Explanation = Answer<'explainCall'>

/** One step to the price: what it is about, what was found, and why. */
export interface ReceiptStep {
  readonly label: string
  readonly value: string
  readonly words?: string
}

/** One line of the sum; decimal dollars. */
export interface ReceiptAmount {
  readonly label: string
  readonly amount: string
}

export interface Receipt {
  readonly steps: readonly ReceiptStep[]
  /** They add up to the charge ex GST. */
  readonly parts: readonly ReceiptAmount[]
  /** Why nothing is charged, where nothing is. */
  readonly free: string | undefined
  /** Decimal places all its amounts are written with, so that they stand below one another. */
  readonly places: number
  /** For those who may know: what the call cost the reseller. Left out for everybody else. */
  readonly wholesale: { readonly cost: string | null; readonly margin: string; readonly words: string } | undefined
}

type Data = Readonly<Record<string, unknown>>

/** The explanation of a price as a receipt: steps from the number dialled to the seconds billed, then the sum. */
export function receiptOf(explanation: Explanation): Receipt {
  const step = (key: string): Data | undefined => explanation.steps.find((each) => each.key === key)?.data
  const rate = step('rate')
  const time = step('increments')
  const allowances = step('allowances')
  const charge = step('charge') ?? {}
  const covered = figure(allowances, 'coveredSeconds')
  const billed = figure(time, 'billedSeconds')
  const parts = partsOf({ rate, charge, bands: step('bands'), billed, covered, total: explanation.charge })
  const amounts = [...parts.map(({ amount }) => amount), explanation.charge, explanation.gst, explanation.total]
  return {
    steps: [
      sayNumber(explanation),
      ...sayPlan(step('plan'), rate),
      ...sayRate(rate, explanation.call.serviceType),
      ...(time === undefined || (isPerCall(rate) && covered === 0) ? [] : [sayTime(time)]),
      ...sayBands(step('bands')),
      ...(allowances === undefined ? [] : [sayAllowances(allowances, billed)]),
    ],
    parts,
    places: Math.max(2, ...amounts.map(placesOf)),
    free: FREE[word(charge, 'reason')],
    wholesale: wholesaleOf(step('wholesale')),
  }
}

const FREE: Readonly<Record<string, string>> = {
  emergency: 'Calls to emergency services are always free.',
  unanswered: 'The call was not answered, and only answered calls are charged.',
}

function sayNumber({ call, steps }: Explanation): ReceiptStep {
  const data = steps.find(({ key }) => key === 'serviceType')?.data
  const isInbound = call.direction === 'in'
  const forwarded =
    call.forwardedFrom === null
      ? ''
      : ` ${partyText(call.origin)} forwarded the call of ${partyText(call.forwardedFrom)} there, and pays for it.`
  return {
    label: isInbound ? `Came in to ${partyText(call.destination)}` : `Dialled ${partyText(call.destination)}`,
    value: SERVICE_TYPE_WORDS[call.serviceType],
    words: `${whyType(call.serviceType, word(data, 'from'), word(data, 'to'))}${forwarded}`,
  }
}

function whyType(type: ServiceType, from: string, to: string): string {
  switch (type) {
    case 'Local':
      return to === '' ? 'Both numbers belong to one area.' : `Both numbers belong to ${to}.`
    case 'National':
      return from === '' || to === '' ? 'The two numbers belong to different areas.' : `From ${from} to ${to}.`
    case 'Mobile':
      return 'That is an Australian mobile.'
    case 'International':
      return 'That is a number outside Australia.'
    case '6113':
      return 'That is a 13 or 1300 number.'
    case 'TollFree':
      return 'That is an 1800 number.'
    case 'Directory':
      return 'That is a directory or operator service.'
    case 'Emergency':
      return 'That is an emergency service.'
    case 'Onnet':
      return 'That is a number on our own network.'
    case 'Premium':
      return 'That is a premium or satellite number.'
    case 'Inbound':
    case 'Inbound 6113':
    case 'Inbound 611800':
      return 'The call was received, not made.'
    case 'BillingRecord':
    case 'CallingPlan':
    case 'Channel':
    case 'Manual':
    case 'Number':
      return ''
  }
}

function sayPlan(plan: Data | undefined, rate: Data | undefined): ReceiptStep[] {
  if (plan === undefined) return []
  const version = word(plan, 'version')
  const deck = word(rate, 'source') === 'deck' ? `Rates by destination: ${word(plan, 'deckVersion')}.` : undefined
  return [
    {
      label: 'Calling plan',
      value: version === '' ? word(plan, 'plan') : `${word(plan, 'plan')}, ${version}`,
      ...(deck !== undefined && { words: deck }),
    },
  ]
}

function sayRate(rate: Data | undefined, type: ServiceType): ReceiptStep[] {
  if (rate === undefined) return []
  const matched = part(rate, 'matched')
  if (matched === undefined) {
    const from = rate['fromMobile'] === true ? ' from a mobile' : ''
    return [{ label: `Rate for ${SERVICE_TYPE_WORDS[type]} calls${from}`, value: priceOf(rate) }]
  }
  const next = part(rate, 'nextBest')
  const best = `The longest prefix that matches is ${word(matched, 'prefix')}.`
  return [
    {
      label: `Rate for ${word(matched, 'destination')}`,
      value: priceOf(matched),
      words:
        next === undefined
          ? `${best} No other matches.`
          : `${best} Next best: ${word(next, 'prefix')} ${word(next, 'destination')}, ${priceOf(next)}.`,
    },
  ]
}

/** `$0.11 a minute + $0.04 flagfall, at least $0.05`. */
function priceOf(rate: Data): string {
  const flagfall = isSome(rate, 'flagfall') ? ` + ${price(rate, 'flagfall')} flagfall` : ''
  const least = isSome(rate, 'minimumCharge') ? `, at least ${price(rate, 'minimumCharge')}` : ''
  if (isPerCall(rate)) return `${price(rate, 'perCall')} a call${flagfall}`
  if (typeof rate['price'] === 'string') {
    const limit = figure(rate, 'maxSeconds')
    const beyond = limit === 0 ? '' : `, beyond ${lengthText(limit)} ${price(rate, 'overagePerMinute')} a minute`
    return `${price(rate, 'price')} untimed${flagfall}${beyond}`
  }
  return rate['perMinute'] === null ? 'not offered' : `${price(rate, 'perMinute')} a minute${flagfall}${least}`
}

function sayTime(time: Data): ReceiptStep {
  const [first, next] = [figure(time, 'first'), figure(time, 'next')]
  const blocks =
    first === next
      ? `blocks of ${lengthText(first)}`
      : `a first block of ${lengthText(first)}, then of ${lengthText(next)}`
  return {
    label: 'Time counted',
    value: secondsText(figure(time, 'billedSeconds')),
    words: `The call lasted ${lengthText(figure(time, 'durationSeconds'))}, counted in ${blocks}.`,
  }
}

/** `66 sec`; of minutes also how many: `1,680 sec, 28 min`. */
function secondsText(seconds: number): string {
  return seconds < 120 ? `${seconds} sec` : `${countText(seconds)} sec, ${lengthText(seconds)}`
}

function sayBands(bands: Data | undefined): ReceiptStep[] {
  const shares = sharesOf(bands)
  if (shares.every(({ band }) => band === '')) return []
  return [
    {
      label: 'Time of day',
      value: shares.map(({ band, seconds }) => `${seconds} sec ${band === '' ? 'at the full price' : band}`).join(', '),
      words: shares
        .filter(({ band }) => band !== '')
        .map(({ band, factor }) => `${capital(band)}: ${Math.round(Number(factor) * 100)} % of the price.`)
        .join(' '),
    },
  ]
}

function sayAllowances(data: Data, billed: number): ReceiptStep {
  const covered = figure(data, 'coveredSeconds')
  const from = part(data, 'from') ?? {}
  const draws = [
    ['seconds', figure(data, 'seconds') === 0 ? '' : secondsText(figure(data, 'seconds'))],
    [
      'calls',
      figure(data, 'calls') === 0 ? '' : `${figure(data, 'calls')} ${figure(data, 'calls') === 1 ? 'call' : 'calls'}`,
    ],
    ['money', isSome(data, 'money') ? price(data, 'money') : ''],
  ].filter(([, amount]) => amount !== '')
  const names = draws.flatMap(([unit = '']) => (Array.isArray(from[unit]) ? from[unit].map(String) : []))
  const rest =
    covered === 0
      ? ''
      : covered >= billed
        ? 'All of the call is covered. '
        : `${covered} of ${billed} sec are covered. `
  return {
    label: 'Taken from your allowances',
    value: draws.map(([, amount]) => amount).join(', '),
    words: `${names.length === 0 ? '' : `${names.join(' or ')}. `}${rest}Such a call pays no flagfall.`,
  }
}

interface Sum {
  readonly rate: Data | undefined
  readonly charge: Data
  readonly bands: Data | undefined
  readonly billed: number
  readonly covered: number
  readonly total: string
}

function partsOf({ rate, charge, bands, billed, covered, total }: Sum): ReceiptAmount[] {
  if (rate === undefined || typeof charge['usage'] !== 'string') return []
  const [usage, flagfall, paid] = ['usage', 'flagfall', 'paidByAllowance'].map((field) => amountOf(word(charge, field)))
  const lines: ReceiptAmount[] = [{ label: sayUsage(rate, bands, billed, covered), amount: word(charge, 'usage') }]
  if (flagfall !== undefined && flagfall > 0n) lines.push({ label: 'Flagfall', amount: word(charge, 'flagfall') })
  if (paid !== undefined && paid > 0n) {
    lines.push({ label: 'Paid by your allowance', amount: `-${word(charge, 'paidByAllowance')}` })
  }
  const short = amountOf(total) - ((usage ?? 0n) + (flagfall ?? 0n) - (paid ?? 0n))
  if (short > 0n) lines.push({ label: 'Up to the minimum charge', amount: formatDollars(micros(short)) })
  return lines
}

function sayUsage(rate: Data, bands: Data | undefined, billed: number, covered: number): string {
  const terms = part(rate, 'matched') ?? rate
  if (covered >= billed && billed > 0) return 'Covered by your allowance'
  if (isPerCall(terms)) return 'One call'
  if (typeof terms['price'] === 'string') {
    const limit = figure(terms, 'maxSeconds')
    const over = limit === 0 ? 0 : Math.max(0, billed - Math.max(covered, limit))
    return over === 0
      ? 'One call, untimed'
      : `One call, and ${over} sec at ${price(terms, 'overagePerMinute')} a minute`
  }
  const shares = sharesOf(bands)
  if (shares.every(({ band }) => band === ''))
    return `${countText(billed - covered)} sec at ${price(terms, 'perMinute')} a minute`
  const times = shares.map(({ seconds, factor }) => (factor === '1' ? `${seconds} sec` : `${seconds} sec × ${factor}`))
  return `${times.length === 1 ? times.join('') : `(${times.join(' + ')})`} at ${price(terms, 'perMinute')} a minute`
}

function wholesaleOf(data: Data | undefined): Receipt['wholesale'] {
  if (data === undefined) return undefined
  if (typeof data['cost'] !== 'string') return { cost: null, margin: '0', words: 'No wholesale rate covers this call.' }
  const words = data['basis'] === 'stated' ? "The carrier's own figure, ex GST." : 'By the wholesale plan, ex GST.'
  return { cost: data['cost'], margin: word(data, 'margin'), words }
}

/** Decimal places that say something: 3 of `0.286000`. */
function placesOf(amount: string): number {
  return /\.(\d*?)0*$/.exec(amount)?.[1]?.length ?? 0
}

interface Share {
  readonly band: string
  readonly factor: string
  readonly seconds: number
}

function sharesOf(bands: Data | undefined): readonly Share[] {
  const shares: unknown = bands?.['shares']
  if (!Array.isArray(shares)) return []
  return shares.map((share: Data) => ({
    band: word(share, 'band'),
    factor: word(share, 'factor'),
    seconds: figure(share, 'seconds'),
  }))
}

function isPerCall(rate: Data | undefined): boolean {
  return typeof rate?.['perCall'] === 'string'
}

function isSome(data: Data, field: string): boolean {
  return amountOf(word(data, field)) > 0n
}

function price(data: Data, field: string): string {
  return priceText(word(data, field))
}

function word(data: Data | undefined, field: string): string {
  const value = data?.[field]
  return typeof value === 'string' ? value : ''
}

function figure(data: Data | undefined, field: string): number {
  const value = data?.[field]
  return typeof value === 'number' ? value : 0
}

function part(data: Data, field: string): Data | undefined {
  const value = data[field]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : undefined
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
