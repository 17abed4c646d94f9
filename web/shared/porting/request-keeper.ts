import { portsEndpoints } from '#contract/ports.ts'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import type { Port } from './port-words.ts'
import { draftOfRequest, wireOf, type RequestChange, type RequestDraft, type RequestField } from './request-draft.ts'

/** Sends what has changed, and gives the port as it is then; undefined: there is none yet. */
export type SendRequest = (change: RequestChange, port: Port | undefined) => Promise<Port>

/**
 * How a draft stands: `settled` with everything saved that can be, `waiting` for more to be typed, `saving`; `failed` where
 * it could not be saved, `overtaken` where somebody else has changed it meanwhile.
 */
export type KeepingStatus = 'settled' | 'waiting' | 'saving' | 'failed' | 'overtaken'

/** What a form draws. */
export interface Keeping {
  readonly draft: RequestDraft
  /** As it was saved last. */
  readonly port: Port | undefined
  readonly status: KeepingStatus
  readonly failure: string | undefined
  /** Inputs that were left, whose faults are shown. */
  readonly left: ReadonlySet<string>
  readonly refusals: ReadonlyMap<RequestField, Refusal>
}

interface Refusal {
  /** What was refused, as it travelled: as long as it stands so, it is not sent again. */
  readonly json: string
  readonly path: string
  readonly message: string
}

/** Long enough that a word is one request. */
const TYPING_MS = 700

/** What is missing as long as nothing is kept. */
const UNSAID: Port['missing'] = [{ field: 'numbers', message: 'Say which number is to be moved.' }]

/** Where a fault of a whole field is shown. */
const FIRST_INPUT: Readonly<Partial<Record<string, string>>> = {
  serviceAddress: 'serviceAddress.lines.0',
  'serviceAddress.lines': 'serviceAddress.lines.0',
  authorisedPerson: 'authorisedPerson.name',
  dayContact: 'dayContact.name',
}

/**
 * Keeps the request of a port while it is typed: what may be saved is saved by itself, field by field, and what is wrong is
 * said at its input once that was left. Nothing is made before anything is typed.
 */
export class RequestKeeper {
  readonly #fields: readonly RequestField[]
  readonly #saved: Map<RequestField, string>
  readonly #listeners = new Set<() => void>()
  #keeping: Keeping
  #send: SendRequest = () => Promise.reject(new Error('nobody sends'))
  #timer: ReturnType<typeof setTimeout> | undefined
  #run: Promise<void> | undefined

  constructor(fields: readonly RequestField[], port: Port | undefined) {
    const draft = draftOfRequest(port)
    this.#fields = fields
    this.#saved = new Map(fields.map((field) => [field, jsonOf(draft, field)]))
    this.#keeping = { draft, port, status: 'settled', failure: undefined, left: new Set(), refusals: new Map() }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): Keeping => this.#keeping

  sendBy(send: SendRequest): void {
    this.#send = send
  }

  /** Something was typed or chosen. */
  change(patch: Partial<RequestDraft>): void {
    const draft = { ...this.#keeping.draft, ...patch }
    this.#show({ draft, status: this.#keeping.status === 'saving' ? 'saving' : 'waiting' })
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), TYPING_MS)
  }

  /** An input was left: what is wrong with it is shown from now on. */
  leave(path: string): void {
    if (!this.#keeping.left.has(path)) this.#show({ left: new Set(this.#keeping.left).add(path) })
    void this.save()
  }

  /** Saves what is not saved yet, as far as it can be. */
  save(): Promise<void> {
    clearTimeout(this.#timer)
    this.#run = (this.#run ?? Promise.resolve()).then(() => this.#saveAll())
    return this.#run
  }

  /** Saves all and shows every fault: the port, where it may be submitted as it stands. */
  async finish(): Promise<Port | undefined> {
    await this.save()
    const { status, port, refusals } = this.#keeping
    if (status === 'failed' || status === 'overtaken') return undefined
    const faults = this.#faults()
    const missing = (port?.missing ?? UNSAID).flatMap(({ field }) => (field === null ? [] : [inputOf(field)]))
    const wrong = [...faults.keys(), ...[...refusals.values()].map(({ path }) => path), ...missing]
    this.#show({ left: new Set([...this.#keeping.left, ...wrong]) })
    return wrong.length === 0 ? port : undefined
  }

  /** Whether something typed would be lost. */
  readonly isUnsaved = (): boolean => {
    const { draft } = this.#keeping
    return this.#fields.some((field) => jsonOf(draft, field) !== this.#saved.get(field))
  }

  /** What to say at an input; undefined: nothing. */
  errorAt(path: string): string | undefined {
    const { draft, port, left, refusals } = this.#keeping
    const field = fieldOf(path)
    const refusal = refusals.get(field)
    if (refusal !== undefined && refusal.path === path && refusal.json === jsonOf(draft, field)) return refusal.message
    if (!left.has(path)) return undefined
    const fault = this.#faults().get(path)
    if (fault !== undefined) return fault
    if (jsonOf(draft, field) !== this.#saved.get(field)) return undefined
    return (port?.missing ?? UNSAID).find((each) => each.field === field && inputOf(field) === path)?.message
  }

  async #saveAll(): Promise<void> {
    for (;;) {
      const { draft, port } = this.#keeping
      const unsent = this.#toSend()
      if (unsent.length === 0) {
        if (this.#keeping.status !== 'overtaken') this.#show({ status: 'settled', failure: undefined })
        return
      }
      this.#show({ status: 'saving', failure: undefined })
      try {
        this.#adopt(
          await this.#send(Object.fromEntries(unsent.map((field) => [field, wireOf(draft, field)])), port),
          unsent.map((field) => [field, jsonOf(draft, field)]),
        )
      } catch (error) {
        if (!this.#refuse(error, draft, unsent)) return
      }
    }
  }

  #toSend(): readonly RequestField[] {
    const { draft, refusals } = this.#keeping
    const faulty = new Set([...this.#faults().keys()].map(fieldOf))
    return this.#fields.filter((field) => {
      const json = jsonOf(draft, field)
      return json !== this.#saved.get(field) && !faulty.has(field) && refusals.get(field)?.json !== json
    })
  }

  /** What the server said becomes what is saved; what it chose by itself, with another kind, is shown. */
  #adopt(port: Port, sent: readonly (readonly [RequestField, string])[]): void {
    const isSent = new Map(sent)
    const { draft: ours } = this.#keeping
    const theirs = draftOfRequest(port)
    const chosen = CHOSEN.filter((field) => !isSent.has(field) && jsonOf(ours, field) === this.#saved.get(field))
    const draft = { ...ours, ...Object.fromEntries(chosen.map((field) => [field, theirs[field]])) }
    for (const field of chosen) this.#saved.set(field, jsonOf(draft, field))
    for (const [field, json] of sent) this.#saved.set(field, json)
    const refusals = new Map([...this.#keeping.refusals].filter(([field]) => !isSent.has(field)))
    this.#show({ draft, port, refusals })
  }

  /** Whether the rest can be sent without what was refused. */
  #refuse(error: unknown, draft: RequestDraft, unsent: readonly RequestField[]): boolean {
    const faults = error instanceof ApiProblem ? error.faults : []
    const refusals = new Map(this.#keeping.refusals)
    for (const { field: path = '', message } of faults) {
      const field = fieldOf(path)
      if (unsent.includes(field)) refusals.set(field, { json: jsonOf(draft, field), path: inputOf(path), message })
    }
    if (refusals.size > this.#keeping.refusals.size) {
      this.#show({ refusals })
      return true
    }
    const isOvertaken = error instanceof ApiProblem && error.code === 'changed_meanwhile'
    this.#show({ status: isOvertaken ? 'overtaken' : 'failed', failure: detailOf(error) })
    return false
  }

  /** What the contract refuses of what is typed, by input. */
  #faults(): ReadonlyMap<string, string> {
    const { draft } = this.#keeping
    const body = Object.fromEntries(this.#fields.map((field) => [field, wireOf(draft, field)]))
    const { error } = portsEndpoints.changePort.body.safeParse(body)
    const faults = (error?.issues ?? []).map(({ path, message }) => [inputOf(path.join('.')), message] as const)
    return new Map(faults.toReversed())
  }

  #show(part: Partial<Keeping>): void {
    this.#keeping = { ...this.#keeping, ...part }
    for (const listener of this.#listeners) listener()
  }
}

/** Whatever is wrong within these is said at the whole. */
const LISTS: readonly RequestField[] = ['numbers', 'associatedNumbers', 'lineServices', 'consents']

/** What the server chooses with the kind of a port, unless somebody does. */
const CHOSEN = ['numberPlanId', 'lineType', 'wantedOn'] as const satisfies readonly RequestField[]

function jsonOf(draft: RequestDraft, field: RequestField): string {
  return JSON.stringify(wireOf(draft, field))
}

function fieldOf(path: string): RequestField {
  return (path.split('.')[0] ?? '') as RequestField
}

function inputOf(path: string): string {
  const field = fieldOf(path)
  return LISTS.includes(field) ? field : (FIRST_INPUT[path] ?? path)
}
