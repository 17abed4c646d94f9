import { createHash } from 'node:crypto'
import { nameOf } from '#domain/access/actor.ts'
import {
  attemptOfFile,
  mayAddFile,
  portFileType,
  refuseBilledOn,
  refuseFileSize,
  refuseRemoval,
  safeFileName,
  type PortFileKind,
} from '#domain/porting/port-file.ts'
import { stateWords } from '#domain/porting/port-state.ts'
import { isProblem, problem, ProblemError, type Problem } from '#domain/problem.ts'
import { dateAt } from '#domain/time/calendar-date.ts'
import { operation, type WriteContext } from '#operations/operation.ts'
import { countPortFiles, readOwnPortFile, type PortFileRow } from '#storage/queries/port-files.ts'
import type { PortRow } from '#storage/queries/ports.ts'
import { deletePortFile, insertPortFile, touchPort, updateForCustomer } from '#storage/tables/port-files.ts'
import { addToTimeline, takeInHand } from './port-step.ts'

export interface NewFile {
  readonly portId: number
  readonly kind: PortFileKind
  /** As it was called where it came from. */
  readonly name: string
  /** `yyyy-mm-dd`: of a bill, its date. */
  readonly billedOn: string | null
  /** Whether the customer sees it; only staff may say no, of what a carrier sent and of other papers. */
  readonly forCustomer: boolean
  readonly content: Buffer
}

/**
 * Keeps a file of a port. Returns its id.
 *
 * @throws ProblemError 'not_found'; 'too_large' for a file or files beyond the limits; 'invalid_value' for one that is no PDF,
 *   JPEG or PNG by its first bytes, or a bill of a day to come; 'already_exists' for one that is here; 'illegal_transition'
 *   for a customer's once the port is over.
 */
export const addPortFile = operation({
  name: 'ports.add-file',
  permission: 'ports.request',
  async run(context, { portId, kind, content, ...file }: NewFile) {
    const { db, resellerId, now, actor } = context
    const { port, calendars } = await takeInHand(context, portId)
    refuse(refuseAdding(context, port, kind))
    const mediaType = portFileType(content, file.name)
    if (isProblem(mediaType)) throw new ProblemError(mediaType)
    const name = safeFileName(file.name, mediaType)
    refuse(refuseFileSize(name, content.length, await countPortFiles(db, portId)))
    refuse(refuseBilledOn(kind, file.billedOn, dateAt(now.getTime(), calendars.desk.timeZone).toString()))
    const sha256 = createHash('sha256').update(content).digest('hex')
    const known = await readOwnPortFile(db, portId, { sha256 })
    if (known !== undefined) refuse(problem('already_exists', `The same file is here already, as ${known.name}.`))
    const byCustomer = isByCustomer(context)
    const kept = {
      attempt: attemptOfFile(port),
      kind,
      name,
      mediaType,
      sha256,
      billedOn: file.billedOn,
      uploadedAt: now,
      uploadedBy: nameOf(actor),
      byCustomer,
      forCustomer: file.forCustomer || actor.accountId !== undefined || !mayBeHidden({ kind, byCustomer }),
      content,
    }
    const fileId = await insertPortFile(db, { resellerId, accountId: port.accountId, portId }, kept)
    await noteFile(context, port, kept, 'added')
    context.emit({ type: 'port.file-added', accountId: port.accountId, payload: { portId, fileId, kind } })
    return { portId, fileId }
  },
})

/**
 * Removes a file that was not handed in with an attempt yet; what was stays as evidence.
 *
 * @throws ProblemError 'not_found', 'illegal_transition', 'forbidden' for a customer and a file of staff.
 */
export const removePortFile = operation({
  name: 'ports.remove-file',
  permission: 'ports.request',
  async run(context, { portId, fileId }: { readonly portId: number; readonly fileId: number }) {
    const { port } = await takeInHand(context, portId)
    const file = await knownFile(context, portId, fileId)
    refuse(refuseRemoval(context.actor, port, file))
    await deletePortFile(context.db, fileId)
    await noteFile(context, port, file, 'removed')
    const payload = { portId, fileId, kind: file.kind }
    context.emit({ type: 'port.file-removed', accountId: port.accountId, payload })
    return portId
  },
})

/**
 * Writes whether the customer sees a file.
 *
 * @throws ProblemError 'not_found', 'invalid_value' for a bill, an authority, and what the customer handed in.
 */
export const showPortFile = operation({
  name: 'ports.show-file',
  permission: 'ports.work',
  async run(
    context,
    {
      portId,
      fileId,
      forCustomer,
    }: { readonly portId: number; readonly fileId: number; readonly forCustomer: boolean },
  ) {
    const { port } = await takeInHand(context, portId)
    const file = await knownFile(context, portId, fileId)
    if (!forCustomer && !mayBeHidden(file)) {
      const remedy = 'only what a carrier sent, or another paper of yours, can be kept among staff.'
      const message = `${file.name} is the customer’s to see: ${remedy}`
      refuse(problem('invalid_value', message, { field: 'forCustomer' }))
    }
    await updateForCustomer(context.db, fileId, forCustomer)
    context.audit({
      subject: `port ${portId}`,
      accountId: port.accountId,
      before: { file: file.name, forCustomer: file.forCustomer },
      after: { file: file.name, forCustomer },
    })
    return portId
  },
})

function mayBeHidden({ kind, byCustomer }: Pick<PortFileRow, 'kind' | 'byCustomer'>): boolean {
  return !byCustomer && (kind === 'carrier' || kind === 'other')
}

/** Staff who act in a customer's name are staff. */
function isByCustomer({ actor }: Pick<WriteContext, 'actor'>): boolean {
  return actor.accountId !== undefined && actor.onBehalf === undefined
}

function refuseAdding({ actor }: WriteContext, port: PortRow, kind: PortFileKind): Problem | undefined {
  if (mayAddFile(actor, port.state, kind)) return undefined
  if (kind === 'carrier') {
    const message = 'What a carrier sent is your provider’s to file: choose another kind.'
    return problem('invalid_value', message, { field: 'kind' })
  }
  const message = `Port ${port.id} is ${stateWords(port.state)}; nothing can be handed in for it any more.`
  return problem('illegal_transition', message)
}

async function knownFile({ db, actor }: WriteContext, portId: number, fileId: number): Promise<PortFileRow> {
  const file = await readOwnPortFile(db, portId, { fileId })
  if (file !== undefined && (file.forCustomer || actor.accountId === undefined)) return file
  throw new ProblemError(problem('not_found', 'There is no such file.'))
}

const KIND_WORDS: Readonly<Record<PortFileKind, string>> = {
  bill: 'Bill',
  authority: 'Signed authority',
  carrier: 'From the carrier',
  other: 'File',
}

async function noteFile(
  context: WriteContext,
  port: PortRow,
  file: Pick<PortFileRow, 'kind' | 'name' | 'sha256' | 'forCustomer' | 'billedOn'>,
  what: 'added' | 'removed',
): Promise<void> {
  const { name, kind, sha256, billedOn } = file
  const said = `${KIND_WORDS[kind]} ${what}: ${name}`
  await addToTimeline(context, port, {
    what: 'file',
    state: null,
    attempt: attemptOfFile(port),
    customerWords: file.forCustomer ? said : '',
    staffWords: file.forCustomer ? '' : said,
  })
  await touchPort(context.db, port.id, context.now)
  const change = { file: name, kind, sha256, ...(billedOn !== null && { billedOn }) }
  context.audit({
    subject: `port ${port.id}`,
    accountId: port.accountId,
    ...(what === 'added' ? { after: change } : { before: change }),
  })
}

function refuse(refusal: Problem | undefined): void {
  if (refusal !== undefined) throw new ProblemError(refusal)
}
