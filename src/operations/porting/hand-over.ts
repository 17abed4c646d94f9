import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { numbersText } from '#domain/porting/read-numbers.ts'
import { problem, ProblemError } from '#domain/problem.ts'
import type { PortCalendars } from '#domain/porting/which-calendar.ts'
import { dateText } from '#domain/time/date-text.ts'
import { queueMail } from '#operations/notifications/queue-mail.ts'
import type { WriteContext } from '#operations/operation.ts'
import type { CarrierOrder, Handover } from '#providers/carrier/carrier-provider.ts'
import { carrierProvider } from '#providers/carrier/way-to-carrier.ts'
import { readCarrier, readDefaultCarrier, type CarrierRow } from '#storage/queries/carriers.ts'
import type { PortRow } from '#storage/queries/ports.ts'

/**
 * The carrier a port is lodged with.
 *
 * @param upstreamId left out: the default one; undefined where there is none.
 * @throws ProblemError 'not_found', 'invalid_value' for one that takes no orders.
 */
export async function upstreamFor(
  { db }: Pick<WriteContext, 'db'>,
  upstreamId: number | undefined,
): Promise<CarrierRow | undefined> {
  if (upstreamId === undefined) return readDefaultCarrier(db)
  const field = { field: 'upstreamId' }
  const carrier = await readCarrier(db, upstreamId)
  if (carrier === undefined) throw new ProblemError(problem('not_found', 'There is no such carrier.', field))
  if (carrier.isUpstream) return carrier
  const message =
    `${carrier.name} is no upstream carrier: numbers only leave it. Choose another, or change it in the list of ` +
    'carriers.'
  throw new ProblemError(problem('invalid_value', message, field))
}

/** Hands an order over to its carrier: what is to be mailed goes out when the step that lodges it is written. */
export async function handOver(
  context: WriteContext,
  port: PortRow,
  carrier: CarrierRow,
  calendars: PortCalendars,
): Promise<Handover> {
  const handover = await carrierProvider(carrier, calendars).handOver(orderOf(port), context.now)
  if (handover.mailFormTo !== undefined) await mailForm(context, port, carrier, handover.mailFormTo)
  return handover
}

/** A port as its carrier knows it. */
export function orderOf(port: PortRow): CarrierOrder {
  const { id: portId, attempt, kind, state, stateSince, lodgedAt, decidedAt, cutOverAt } = port
  const numbers = port.numbers.map(({ number }) => number)
  return { portId, attempt, kind, state, stateSince, lodgedAt, decidedAt, cutOverAt, numbers }
}

async function mailForm(context: WriteContext, port: PortRow, carrier: CarrierRow, to: string): Promise<void> {
  const order = `${port.id}-${port.attempt}`
  const { words, dateBy } = PORT_KIND_TERMS[port.kind]
  const { wantedOn } = port.details
  await queueMail(context, {
    kind: 'port-lodgement',
    to,
    accountId: port.accountId,
    values: {
      'carrier.name': carrier.name,
      'port.order': order,
      'port.kind': words,
      'port.numbers': numbersText(port.numbers.map(({ number }) => number)),
      'port.losingCarrier': port.losingCarrier ?? '',
      'port.wanted':
        wantedOn === null ? (dateBy === 'customer' ? 'To be agreed' : 'The earliest there is') : dateText(wantedOn),
    },
    attachment: { paper: 'port-request', id: order },
    source: `port ${order} lodged with carrier ${carrier.id}`,
  })
}
