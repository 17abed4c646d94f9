import type { Actor } from '#domain/access/actor.ts'
import { may } from '#domain/access/may.ts'
import type { PortKind } from './port-kind.ts'
import { isAskedOf, REQUEST_FIELDS, TARGET_FIELDS, type RequestField } from './port-request.ts'
import { PORT_STEPS, type PortState } from './port-state.ts'
import { rejectReason, type RejectReason } from './reject-reasons.ts'

/**
 * What of a request this actor may change now. A draft is open altogether; but which number plan the numbers come on, and so
 * their price, is the office's to say. A rejection opens to the customer exactly what
 * it asks to mend, and what else would keep it from being submitted again; the office may change all. On its way, only what
 * the losing carrier does not see; the customer still says whom to reach on the day.
 *
 * @param faulty the fields that would be refused if it were submitted now.
 * @param kind left out: whichever.
 */
export function changeableFields(
  actor: Actor,
  state: PortState,
  reason: RejectReason | null,
  faulty: readonly RequestField[],
  kind?: PortKind,
): readonly RequestField[] {
  if (!may(actor, 'ports.request')) return []
  const isCustomer = actor.accountId !== undefined
  const all = isCustomer ? REQUEST_FIELDS.filter((field) => field !== 'numberPlanId') : REQUEST_FIELDS
  if (state === 'draft') return all
  if (state === 'rejected') {
    if (!isCustomer || reason === null) return all
    const open: readonly RequestField[] = [...fieldsToMend(reason, kind), ...faulty, ...TARGET_FIELDS, 'remarks']
    return all.filter((field) => open.includes(field))
  }
  const underWay: readonly PortState[] = [...PORT_STEPS.withdraw.from, 'cutting-over']
  if (!underWay.includes(state)) return []
  return isCustomer ? ['dayContact'] : TARGET_FIELDS
}

/** What a rejection asks to mend, of what is asked of ports of a kind. */
export function fieldsToMend(reason: RejectReason, kind?: PortKind): readonly RequestField[] {
  const { fields } = rejectReason(reason)
  return kind === undefined ? fields : fields.filter((field) => isAskedOf(kind, field))
}
