import { phoneText } from '#domain/phone-text.ts'
import { isProblem } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { cutOverHours } from '../cut-over-date.ts'
import type { PortCalendars } from '../which-calendar.ts'
import { planAnswer, type AnsweredOrder, type CarrierAnswer } from '../carrier-answer.ts'
import type { RejectReason } from '../reject-reasons.ts'
import { ENDED_STATES, ON_THE_WAY, stateWords, type PortState } from '../port-state.ts'
import { fault, isFault, reasonOf, type RowFault, type SaidInRow } from './read-row.ts'
import type { CarrierLayout } from './sheet-layout.ts'
import type { ReadMoment } from './read-moment.ts'

/** An order a row can mean. */
export interface SheetOrder extends AnsweredOrder {
  readonly numbers: readonly string[]
  /** The carrier it is lodged with; null: none that is written down. */
  readonly upstreamId: number | null
  readonly upstreamName: string | null
}

export interface SheetLine {
  /** Of the file, from 1. */
  readonly line: number
  readonly said: SaidInRow | RowFault
}

/** How an order stands. */
export interface OrderPlace {
  readonly state: PortState
  readonly cutOverAt: Date | null
  readonly reference: string
}

/**
 * What a row would do. `split`: it is about some of the numbers of an order, which go on by themselves; `elsewhere`: the
 * order is with another carrier.
 */
export type RowVerdict = 'ready' | 'split' | 'unchanged' | 'refused' | 'elsewhere'

export interface ComparedRow {
  readonly line: number
  readonly verdict: RowVerdict
  /** The row it is applied with. */
  readonly leadLine: number
  readonly portId: number | null
  readonly numbers: readonly string[]
  readonly answer: CarrierAnswer | null
  readonly before: OrderPlace | null
  readonly after: OrderPlace | null
  readonly fault: RowFault | null
}

interface Comparison {
  readonly carrierId: number
  readonly now: Date
  readonly calendarsOf: (order: SheetOrder) => PortCalendars
  readonly layout: CarrierLayout
  /** What the table of codes says of one an order is rejected with. */
  readonly knownReason: (order: SheetOrder, code: string) => RejectReason | undefined
}

/** A row whose order is known, and what it says of which of its numbers. */
interface FoundRow {
  readonly line: number
  readonly order: SheetOrder
  readonly numbers: readonly string[]
  readonly answer: CarrierAnswer
}

/** What each row of a sheet would do to the orders as they are. Rows that say the same of one order are one. */
export function compareSheet(
  lines: readonly SheetLine[],
  orders: readonly SheetOrder[],
  comparison: Comparison,
): readonly ComparedRow[] {
  const find = finderOf(orders)
  const compared: ComparedRow[] = []
  const byOrder = new Map<number, FoundRow[]>()
  for (const { line, said } of lines) {
    const order = isFault(said) ? said : find(said)
    if (isFault(said) || isFault(order)) {
      compared.push(bare(line, 'refused', isFault(said) ? said : (order as RowFault)))
      continue
    }
    const numbers = said.numbers.length === 0 ? order.numbers : said.numbers
    const row = { line, order, numbers }
    if (order.upstreamId !== null && order.upstreamId !== comparison.carrierId) {
      const words = `Port ${order.id} is with ${order.upstreamName ?? 'another carrier'}.`
      compared.push({
        ...placed(row),
        verdict: 'elsewhere',
        fault: fault(words, 'Upload it as a sheet of that carrier.'),
      })
    } else if (said.meaning === 'nothing') {
      compared.push({ ...placed(row), verdict: 'unchanged' })
    } else {
      const answer = answerOf({ ...said, meaning: said.meaning }, row, comparison)
      if (isFault(answer)) compared.push({ ...placed(row), fault: answer })
      else byOrder.set(order.id, [...(byOrder.get(order.id) ?? []), { ...row, answer }])
    }
  }
  for (const rows of byOrder.values()) compared.push(...compareOrder(rows, comparison))
  return compared.toSorted((one, other) => one.line - other.line)
}

/** Finds the order a row means: by our own number before the carrier's, and by that before the number that moves. */
function finderOf(orders: readonly SheetOrder[]): (said: SaidInRow) => SheetOrder | RowFault {
  const byId = new Map(orders.map((order) => [order.id, order]))
  const byReference = new Map<string, SheetOrder[]>()
  const byNumber = new Map<string, SheetOrder>()
  for (const order of orders.toSorted((one, other) => rank(one) - rank(other) || one.id - other.id)) {
    const reference = order.carrierReference.toLowerCase()
    if (reference !== '') byReference.set(reference, [...(byReference.get(reference) ?? []), order])
    for (const number of order.numbers) byNumber.set(number, order)
  }
  return ({ orderId, reference, numbers }) => {
    const strays = (order: SheetOrder): SheetOrder | RowFault => {
      const stray = numbers.find((number) => !order.numbers.includes(number))
      if (stray === undefined) return order
      return fault(`${phoneText(stray)} is not in port ${order.id}.`, 'Look which of the two is right.')
    }
    if (orderId !== null) {
      const order = byId.get(orderId)
      return order === undefined
        ? fault(`There is no port ${orderId}.`, 'Look at the number on the request form.')
        : strays(order)
    }
    const known = reference === null ? [] : (byReference.get(reference.toLowerCase()) ?? [])
    const fitting = numbers.length === 0 ? known : known.filter((order) => !isFault(strays(order)))
    const [only, another] = fitting
    if (only !== undefined && another === undefined) return only
    if (another !== undefined) {
      const ids = fitting.map(({ id }) => id).join(', ')
      return fault(`Ports ${ids} have the reference ${reference}.`, 'Fill in our order, or the number.')
    }
    const [first] = numbers
    if (first === undefined)
      return fault(`No port has the reference ${reference}.`, 'Fill in our order, or the number.')
    const order = byNumber.get(first)
    return order === undefined
      ? fault(`${phoneText(first)} is in no port here.`, 'Look whether it was requested.')
      : strays(order)
  }
}

/** Of several orders with a number the last that is open counts, else the last. */
function rank({ state }: SheetOrder): number {
  const ended: readonly PortState[] = ENDED_STATES
  return ended.includes(state) ? 0 : 1
}

function answerOf(
  said: SaidInRow & { readonly meaning: CarrierAnswer['step'] },
  { order, numbers }: Pick<FoundRow, 'order' | 'numbers'>,
  { layout, knownReason, calendarsOf }: Comparison,
): CarrierAnswer | RowFault {
  const { validation } = said
  const reason = said.meaning === 'reject' ? reasonOf(said, layout, knownReason(order, said.code)) : null
  if (isFault(reason)) return reason
  return {
    step: said.meaning,
    reference: said.reference,
    cutOverAt: said.moment === null ? null : momentAt(said.moment, order, calendarsOf(order)),
    reason,
    code: said.code.slice(0, 20),
    words: said.words,
    validations: validation === null ? [] : numbers.map((number) => ({ number, code: validation, words: '' })),
  }
}

/** A day without a time is the time that is set for that day, else the first hour in which both desks work. */
function momentAt({ date, minute }: ReadMoment, { cutOverAt }: SheetOrder, calendars: PortCalendars): Date {
  const { desk } = calendars
  if (minute === null && cutOverAt !== null && dateAt(cutOverAt.getTime(), desk.timeZone).toString() === date)
    return cutOverAt
  const time = minute ?? cutOverHours(date, calendars)?.opensAt ?? desk.opensAt
  const plainTime = new Temporal.PlainTime(Math.floor(time / 60), time % 60)
  const at = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: desk.timeZone, plainTime })
  return new Date(at.epochMilliseconds)
}

/** Rows of one order, by what they say. */
function compareOrder(rows: readonly FoundRow[], comparison: Comparison): readonly ComparedRow[] {
  const compared: ComparedRow[] = []
  const groups = new Map<string, FoundRow[]>()
  const saidOf = new Map<string, FoundRow>()
  for (const row of rows) {
    const key = answerKey(row.answer)
    const earlier = row.numbers.map((number) => saidOf.get(number)).find((one) => one !== undefined)
    if (earlier === undefined) {
      for (const number of row.numbers) saidOf.set(number, row)
      groups.set(key, [...(groups.get(key) ?? []), row])
    } else {
      const isSame = answerKey(earlier.answer) === key
      const words = isSame ? `Line ${earlier.line} says the same.` : `Line ${earlier.line} says something else of it.`
      const remedy = isSame ? 'Nothing: it is applied once.' : 'Leave one of the two in the sheet.'
      compared.push({ ...placed(row), verdict: 'refused', fault: fault(words, remedy) })
    }
  }
  const parts = [...groups.values()]
  const numberOf = (group: readonly FoundRow[]): number => group.reduce((sum, { numbers }) => sum + numbers.length, 0)
  const most = Math.max(0, ...parts.map(numberOf))
  const staying = parts.find((group) => numberOf(group) === most)
  const isWhole = parts.reduce((sum, group) => sum + numberOf(group), 0) === (rows[0]?.order.numbers.length ?? 0)
  for (const group of parts) {
    const isAll = parts.length === 1 && isWhole
    compared.push(...compareGroup(group, isAll ? 'all' : isWhole && group === staying ? 'rest' : 'some', comparison))
  }
  return compared
}

/** What distinguishes answers: words and references may differ from row to row. */
function answerKey({ step, cutOverAt, reason, code }: CarrierAnswer): string {
  return [step, cutOverAt?.getTime() ?? '', reason ?? '', code].join('|')
}

/**
 * @param share all: the rows are about every number of the order; some: about numbers that part from it; rest: about those
 *   that stay when the others have.
 */
function compareGroup(
  group: readonly FoundRow[],
  share: 'all' | 'some' | 'rest',
  comparison: Comparison,
): readonly ComparedRow[] {
  const [lead] = group
  if (lead === undefined) return []
  const { order } = lead
  const answer = {
    ...lead.answer,
    reference: group.map((row) => row.answer.reference).find((reference) => reference !== null) ?? null,
    words: [...new Set(group.map((row) => row.answer.words).filter((words) => words !== ''))].join('\n').slice(0, 1000),
    validations: group.flatMap((row) => row.answer.validations),
  }
  const plan = planAnswer(order, answer, { now: comparison.now, calendars: comparison.calendarsOf(order) })
  const all = (rest: Pick<ComparedRow, 'verdict' | 'after' | 'fault'>): readonly ComparedRow[] =>
    group.map((row) => ({ ...placed(row), answer, leadLine: lead.line, ...rest }))
  if (isProblem(plan)) {
    const remedy =
      plan.code === 'illegal_transition'
        ? 'Bring the order up to date, and check again.'
        : 'Agree on another with the carrier.'
    return all({ verdict: 'refused', after: null, fault: fault(plan.message, remedy) })
  }
  const isSame = plan.steps.length === 0 && plan.reference === order.carrierReference
  if (isSame || (plan.steps.length === 0 && share !== 'all'))
    return all({ verdict: 'unchanged', after: null, fault: null })
  const after = { state: plan.state, cutOverAt: plan.cutOverAt, reference: plan.reference }
  if (share === 'all') return all({ verdict: 'ready', after, fault: null })
  const splittable: readonly PortState[] = ON_THE_WAY
  if (!splittable.includes(order.state)) {
    const words = `It is about some numbers of port ${order.id}, which is ${stateWords(order.state)}.`
    return all({ verdict: 'refused', after: null, fault: fault(words, 'Orders are split before their cut-over only.') })
  }
  return all({ verdict: 'split', after, fault: null })
}

function placed({ line, order, numbers }: Pick<FoundRow, 'line' | 'order' | 'numbers'>): ComparedRow {
  const { state, cutOverAt, carrierReference: reference } = order
  return { ...bare(line, 'refused', null), portId: order.id, numbers, before: { state, cutOverAt, reference } }
}

function bare(line: number, verdict: RowVerdict, found: RowFault | null): ComparedRow {
  return {
    line,
    verdict,
    leadLine: line,
    portId: null,
    numbers: [],
    answer: null,
    before: null,
    after: null,
    fault: found,
  }
}
