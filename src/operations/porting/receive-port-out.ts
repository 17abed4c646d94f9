import type pg from 'pg'
import { phoneText } from '#domain/phone-text.ts'
import { readInventoryNumber, type DescribedNumber } from '#domain/numbers/describe-number.ts'
import { refuseNumbers, type PortKind } from '#domain/porting/port-kind.ts'
import { portOutDue } from '#domain/porting/port-out-due.ts'
import { readPortNumbers } from '#domain/porting/read-numbers.ts'
import { isProblem, problem, ProblemError, type Problem } from '#domain/problem.ts'
import { lockKnownAccount } from '#operations/numbers/account-terms.ts'
import { operation } from '#operations/operation.ts'
import { readLines } from '#storage/queries/lines.ts'
import { readNumbers } from '#storage/queries/numbers.ts'
import { readPortsOfNumbers } from '#storage/queries/ports.ts'
import { readPortOutsOfNumbers } from '#storage/queries/port-outs.ts'
import { insertPortOut } from '#storage/tables/port-outs.ts'
import { loadOutDesk } from './port-out-desk.ts'
import { addToOutTimeline } from './port-out-step.ts'

/** A number somebody wrote, and whose it is here. */
export interface FoundNumber {
  readonly number: string
  readonly accountId: number | null
  readonly accountNumber: string | null
  readonly accountName: string | null
  /** Why it cannot leave; undefined: it can. */
  readonly problem: Problem | undefined
}

export interface FoundNumbers {
  readonly numbers: readonly FoundNumber[]
  /** How they would leave; undefined: no number can. */
  readonly kind: PortKind | undefined
}

/** The same of what somebody is still typing: what is no number yet is said, and keeps nobody from seeing the rest. */
export async function findTyped(
  db: pg.ClientBase,
  typed: readonly string[],
  now: Date,
): Promise<FoundNumbers & { readonly unreadable: readonly { readonly written: string; readonly problem: Problem }[] }> {
  const read = typed.map((written) => ({ written, problem: readPortNumbers([written]) }))
  const unreadable = read.flatMap(({ written, problem: fault }) =>
    isProblem(fault) ? [{ written, problem: fault }] : [],
  )
  const readable = read.filter(({ problem: fault }) => !isProblem(fault)).map(({ written }) => written)
  const all = readPortNumbers(readable)
  if (isProblem(all)) return { numbers: [], kind: undefined, unreadable: [{ written: '', problem: all }] }
  return { ...(await findLeaving(db, readable, now)), unreadable }
}

/**
 * Whose the numbers of a request are, and which cannot leave and why. Ranges and many ways of writing are read.
 *
 * @throws ProblemError 'invalid_value' for what is no number.
 */
async function findLeaving(db: pg.ClientBase, written: readonly string[], now: Date): Promise<FoundNumbers> {
  const described = readPortNumbers(written)
  if (isProblem(described)) throw new ProblemError(described)
  const asked = described.map(({ number }) => number)
  const rows = new Map((await readNumbers(db, asked, now)).map((row) => [row.number, row]))
  const comingIn = await readPortsOfNumbers(db, asked)
  const leaving = await readPortOutsOfNumbers(db, asked)
  const numbers = asked.map((number): FoundNumber => {
    const row = rows.get(number)
    const isHere = row?.status === 'assigned'
    const why = isHere
      ? pending(number, comingIn.get(number), leaving.get(number))
      : notHere(number, comingIn.get(number))
    return {
      number,
      accountId: isHere ? row.accountId : null,
      accountNumber: isHere ? row.accountNumber : null,
      accountName: isHere ? row.accountName : null,
      problem: why === undefined ? undefined : problem('number_not_available', why, { field: 'numbers' }),
    }
  })
  const accountId = numbers.find((each) => each.problem === undefined)?.accountId ?? undefined
  if (accountId === undefined) return { numbers, kind: undefined }
  const lines = await readLines(db, accountId, asked, now)
  return {
    numbers,
    kind: usualKind(
      described,
      lines.some(({ blockId }) => blockId !== null),
    ),
  }
}

function pending(number: string, portId: number | undefined, portOutId: number | undefined): string | undefined {
  if (portOutId !== undefined)
    return `${phoneText(number)} is in port-out ${portOutId} already: go on with that, or answer “already pending”.`
  return portId === undefined ? undefined : `${phoneText(number)} is in port ${portId} to us, which is not over yet.`
}

function notHere(number: string, portId: number | undefined): string {
  return portId === undefined
    ? `${phoneText(number)} is not in service with any of your customers: answer the carrier “number not here”.`
    : `${phoneText(number)} is only on its way to us, by port ${portId}: it is not in service here yet.`
}

/** How such numbers leave: one by itself, or several of one service together. */
function usualKind(numbers: readonly DescribedNumber[], isOfBlock: boolean): PortKind {
  const [first] = numbers
  if (first?.kind === 'mobile') return 'mobile'
  if (first !== undefined && first.kind !== 'geographic') return 'special'
  return numbers.length > 1 || isOfBlock ? 'complex' : 'simple'
}

/** A request as another carrier, or the customer, made it. */
export interface ReceivedPortOut {
  /** As people write them, or ranges. */
  readonly numbers: readonly string[]
  /** Left out: as such numbers usually leave. */
  readonly kind?: PortKind | undefined
  readonly gainingCarrier: string
  readonly carrierReference: string
  /** Left out: now. */
  readonly receivedAt?: Date | undefined
  readonly receivedBy: 'carrier-notice' | 'customer'
  readonly statedAccountNumber: string
  readonly statedName: string
  /** `yyyy-mm-dd` */
  readonly authorisedOn: string | null
  readonly wantedAt: Date | null
  readonly staffWords: string
}

/**
 * Writes down that another carrier wants numbers of one account. Its main contact is told at once. Suspended accounts and
 * such as owe money are no exception. Returns its id.
 *
 * @throws ProblemError 'invalid_value' for numbers of several accounts or kinds, 'number_not_available' for each that is not
 *   in service here or is in another open port.
 */
export const receivePortOut = operation({
  name: 'port-outs.receive',
  permission: 'ports.work',
  async run(context, asked: ReceivedPortOut) {
    const { db, resellerId, now, audit, emit } = context
    const found = await findLeaving(db, asked.numbers, now)
    const refused = found.numbers.flatMap((each) => each.problem ?? [])
    if (refused.length > 0) throw new ProblemError(...refused)
    const accountId = oneAccount(found.numbers)
    const { kind: usual } = found
    const kind = asked.kind ?? usual
    if (kind === undefined) throw refusal('Write the numbers that are to leave.')
    const numbers = found.numbers.map(({ number }) => number)
    const fault = refuseNumbers(kind, numbers.flatMap(describe))
    if (fault !== undefined) throw new ProblemError(fault)
    const receivedAt = asked.receivedAt ?? now
    if (receivedAt > now)
      throw new ProblemError(problem('invalid_value', 'It cannot have come in the future.', { field: 'receivedAt' }))
    const account = await lockKnownAccount(context, accountId)
    const progress = { kind, state: 'received', receivedAt, stateSince: now, cutOverAt: null } as const
    const due = portOutDue(progress, await loadOutDesk(db, kind, now))
    const { staffWords, ...said } = asked
    const stored = { ...said, kind, numbers, receivedAt, due }
    const portOutId = await insertPortOut(db, resellerId, account.id, stored, now)
    if (portOutId === undefined)
      throw new ProblemError(
        problem('number_not_available', 'A number is in another open port-out: leave it out.', { field: 'numbers' }),
      )
    const event = { what: 'received', state: 'received', customerWords: '', staffWords } as const
    await addToOutTimeline(context, { id: portOutId, accountId }, event)
    const { gainingCarrier } = asked
    audit({ subject: `port-out ${portOutId}`, accountId, after: { ...said, kind, numbers, receivedAt } })
    emit({ type: 'port-out.received', accountId, payload: { portOutId, kind, numbers, gainingCarrier } })
    return portOutId
  },
})

function oneAccount(numbers: readonly FoundNumber[]): number {
  const owners = new Map(numbers.map(({ accountId, accountNumber }) => [accountId, accountNumber]))
  const [first] = owners.keys()
  if (first === undefined || first === null) throw refusal('Write the numbers that are to leave.')
  if (owners.size > 1) {
    const named = [...owners.values()].join(', ')
    throw refusal(`The numbers belong to several accounts (${named}): write down a request for each.`)
  }
  return first
}

function describe(number: string): readonly DescribedNumber[] {
  const described = readInventoryNumber(number)
  return isProblem(described) ? [] : [described]
}

function refusal(message: string): ProblemError {
  return new ProblemError(problem('invalid_value', message, { field: 'numbers' }))
}
