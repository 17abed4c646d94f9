import type { CarrierAnswer } from '#domain/porting/carrier-answer.ts'
import type { PortKind } from '#domain/porting/port-kind.ts'
import type { PortState } from '#domain/porting/port-state.ts'

/** An order as a carrier knows it. */
export interface CarrierOrder {
  readonly portId: number
  readonly attempt: number
  readonly kind: PortKind
  readonly state: PortState
  /** When it came to that state. */
  readonly stateSince: Date
  readonly lodgedAt: Date | null
  readonly decidedAt: Date | null
  readonly cutOverAt: Date | null
  /** E.164 digits. */
  readonly numbers: readonly string[]
}

/** What came of handing an order over. */
export interface Handover {
  /** The carrier's own number of the order, where it gives one at once. */
  readonly reference: string | undefined
  /** Where the request form is to be mailed to; the mail is queued with the step that lodges it. */
  readonly mailFormTo: string | undefined
  /** For the timeline; staff only. */
  readonly words: string
}

/** Something a carrier says of an order by itself. */
export interface CarrierResponse {
  /** The same response has the same key, however often it is asked for. */
  readonly key: string
  readonly answer: CarrierAnswer
}

/** A carrier orders are lodged with. Time is an argument of all it does. */
export interface CarrierProvider {
  /** Whether an order that is submitted is to be handed over by itself, by now. */
  takesNow(order: CarrierOrder, now: Date): boolean
  handOver(order: CarrierOrder, now: Date): Promise<Handover>
  /** The next it has to say of an order; undefined: nothing yet. */
  nextResponse(order: CarrierOrder, now: Date): Promise<CarrierResponse | undefined>
}
