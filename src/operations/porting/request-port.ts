import { requireActive } from '#domain/accounts/account-status.ts'
import { usualLineType } from '#domain/numbers/line-type.ts'
import { changeableFields } from '#domain/porting/changeable.ts'
import {
  EMPTY_REQUEST,
  requestField,
  REQUEST_FIELDS,
  type PortRequest,
  type RequestField,
} from '#domain/porting/port-request.ts'
import { PORT_KIND_TERMS } from '#domain/porting/port-kind.ts'
import { readPortNumbers } from '#domain/porting/read-numbers.ts'
import { stateWords } from '#domain/porting/port-state.ts'
import { isProblem, problem, ProblemError } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { lockKnownAccount } from '#operations/numbers/account-terms.ts'
import { changedMeanwhile, operation, type WriteContext } from '#operations/operation.ts'
import { readNumberPlanTerms, readUsualPlan } from '#storage/queries/number-plan-terms.ts'
import { requestOf, type PortRow } from '#storage/queries/ports.ts'
import { insertPort, updateRequest, type StoredRequest } from '#storage/tables/ports.ts'
import { addToTimeline, takeInHand } from './port-step.ts'
import { faultsOfPort } from './request-faults.ts'

/** What of a request is said; what is left out stays, or is as it is of most. Numbers as people write them, or ranges. */
export type RequestChanges = {
  readonly [Field in Exclude<keyof PortRequest, 'numbers'>]?: PortRequest[Field] | undefined
} & { readonly numbers?: readonly string[] | undefined }

type ReadChanges = { readonly [Field in keyof PortRequest]?: PortRequest[Field] | undefined }

/**
 * Begins a request: a draft with as much as is known. An account whose billing has not begun may prepare one, too.
 * Returns the port's id.
 *
 * @throws ProblemError 'not_found', 'account_not_active' for a suspended or cancelled account, 'invalid_value'; 'forbidden'
 *   for a customer who names a number plan.
 */
export const requestPort = operation({
  name: 'ports.request',
  permission: 'ports.request',
  async run(context, asked: { readonly accountId: number; readonly changes: RequestChanges }) {
    const { accountId } = asked
    const { db, resellerId, now, audit } = context
    const account = await lockKnownAccount(context, accountId)
    if (account.status !== 'new') requireActive(account)
    const read = readChanges(asked.changes)
    refusePlan(context, read)
    const changes = context.actor.accountId === undefined ? read : { ...read, numberPlanId: undefined }
    const request = merge(await withUsualTerms(context, { ...EMPTY_REQUEST, kind: changes.kind ?? 'simple' }), changes)
    await checkDraft(context, request)
    const portId = await insertPort(db, resellerId, accountId, toStored(request), now)
    const event = { what: 'created', state: 'draft', attempt: 0, customerWords: '', staffWords: '' } as const
    await addToTimeline(context, { id: portId, accountId }, event)
    audit({ subject: `port ${portId}`, accountId, after: toAudit(request) })
    return portId
  },
})

/** An edit of a request. */
export interface PortChange {
  readonly portId: number
  readonly changes: RequestChanges
  readonly ifVersion: number | undefined
}

/**
 * Changes a request: a draft altogether, one that is rejected where it is to be mended, one on its way where the losing
 * carrier does not see it.
 *
 * @throws ProblemError 'illegal_transition' with what may be changed, 'changed_meanwhile', 'not_found', 'invalid_value'.
 */
export const changePort = operation({
  name: 'ports.change',
  permission: 'ports.request',
  async run(context, { portId, changes: written, ifVersion }: PortChange) {
    const { db, resellerId, now, audit } = context
    const inHand = await takeInHand(context, portId)
    const { port } = inHand
    const changes = readChanges(written)
    const before = requestOf(port)
    const today = dateAt(now.getTime(), inHand.calendars.desk.timeZone).toString()
    const asked = REQUEST_FIELDS.filter(
      (field) => changes[field] !== undefined && !isSame(changes[field], before[field]),
    )
    await refuseClosed(context, port, asked, today)
    const isOtherKind = changes.kind !== undefined && changes.kind !== before.kind
    const begun = isOtherKind
      ? await withUsualTerms(context, {
          ...before,
          kind: changes.kind,
          ...(changes.kind !== 'complex' && { wantedOn: null }),
        })
      : before
    const after = merge(begun, changes)
    await checkDraft(context, after)
    const owner = { resellerId, accountId: port.accountId, portId }
    if (!(await updateRequest(db, owner, toStored(after), ifVersion ?? port.version, now)))
      throw changedMeanwhile('this port')
    if (asked.length > 0 && port.state !== 'draft') {
      const event = { what: 'changed', state: null, attempt: port.attempt, customerWords: '', staffWords: '' } as const
      await addToTimeline(context, port, event)
    }
    audit({ subject: `port ${portId}`, accountId: port.accountId, before: toAudit(before), after: toAudit(after) })
    return portId
  },
})

/** A customer takes the number plan it is given. */
function refusePlan({ actor }: Pick<WriteContext, 'actor'>, { numberPlanId }: ReadChanges): void {
  if (actor.accountId === undefined || numberPlanId === undefined || numberPlanId === null) return
  const message = 'Your provider says which number plan the numbers come on: leave it out.'
  throw new ProblemError(problem('forbidden', message, { field: 'numberPlanId' }))
}

async function refuseClosed(
  { actor, db }: Pick<WriteContext, 'actor' | 'db'>,
  port: PortRow,
  asked: readonly RequestField[],
  today: string,
): Promise<void> {
  const faulty = (await faultsOfPort(db, port, today)).flatMap(({ field }) => requestField(field) ?? [])
  const open = changeableFields(actor, port.state, port.rejectReason, faulty, port.kind)
  const closed = asked.filter((field) => !open.includes(field))
  if (closed.length === 0) return
  const way = open.length === 0 ? 'Nothing of it can be changed now.' : `What can be changed now: ${open.join(', ')}.`
  throw new ProblemError(
    ...closed.map((field) =>
      problem('illegal_transition', `Port ${port.id} is ${stateWords(port.state)}: ${field} stays as it is. ${way}`, {
        field,
      }),
    ),
  )
}

/** The number plan and line type most ports of the kind end on, so that nobody has to choose. */
async function withUsualTerms({ db, now }: WriteContext, request: PortRequest): Promise<PortRequest> {
  const isInbound = request.kind === 'special'
  const plan = await readUsualPlan(db, now, isInbound)
  const [usual] = PORT_KIND_TERMS[request.kind].numberKinds
  return { ...request, numberPlanId: plan?.id ?? null, lineType: usualLineType(usual ?? 'geographic') }
}

/** @throws ProblemError 'invalid_value' for what is no number that can be ported. */
function readChanges({ numbers, associatedNumbers, lineServices, ...rest }: RequestChanges): ReadChanges {
  return {
    ...rest,
    ...(numbers !== undefined && { numbers: readWritten(numbers, 'numbers') }),
    ...(associatedNumbers !== undefined && {
      associatedNumbers: digitsOf(readWritten(associatedNumbers, 'associatedNumbers')),
    }),
    ...(lineServices !== undefined && {
      lineServices: lineServices.map((each, index) => ({
        ...each,
        numbers: digitsOf(readWritten(each.numbers, `lineServices.${index}.numbers`)),
      })),
    }),
  }
}

function readWritten(written: readonly string[], field: string): PortRequest['numbers'] {
  const numbers = readPortNumbers(written)
  if (!isProblem(numbers)) return numbers
  throw new ProblemError({ ...numbers, field: (numbers.field ?? 'numbers').replace('numbers', field) })
}

function digitsOf(numbers: PortRequest['numbers']): readonly string[] {
  return numbers.map(({ number }) => number)
}

function merge(request: PortRequest, changes: ReadChanges): PortRequest {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...request, ...(Object.fromEntries(said) as Partial<PortRequest>) }
}

/** What cannot stand even in a draft: a plan there is not. */
async function checkDraft({ db, now }: WriteContext, { numberPlanId }: PortRequest): Promise<void> {
  if (numberPlanId === null) return
  const plans = await readNumberPlanTerms(db, [numberPlanId], now)
  if (!plans.has(numberPlanId))
    throw new ProblemError(problem('not_found', 'There is no such number plan.', { field: 'numberPlanId' }))
}

export function toStored(request: PortRequest): StoredRequest {
  const { kind, numbers, losingCarrier, numberPlanId, lineType, destination, ...details } = request
  const digits = numbers.map(({ number }) => number)
  return { kind, numbers: digits, losingCarrier, numberPlanId, lineType, destination, details }
}

/** As others may read it: whether a date of birth was given, not which. */
function toAudit(request: PortRequest): object {
  const { details, ...rest } = toStored(request)
  return { ...rest, details: { ...details, birthDate: request.birthDate === null ? null : 'given' } }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
