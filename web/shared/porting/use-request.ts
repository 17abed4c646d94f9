import { useEffect, useState, useSyncExternalStore } from 'react'
import { useChange } from '../api/hooks.ts'
import type { Inputs } from '../form/inputs.ts'
import type { Port } from './port-words.ts'
import type { RequestDraft, RequestField } from './request-draft.ts'
import { RequestKeeper, type Keeping } from './request-keeper.ts'

interface RequestOptions {
  /** Whose numbers they are. */
  readonly accountId: string
  /** The draft or rejected port that is gone on with; undefined: a new one. */
  readonly port: Port | undefined
  /** What of it is in the form. */
  readonly fields: readonly RequestField[]
  /** The draft is there from now on. */
  readonly onCreated?: (port: Port) => void
}

export interface RequestForm extends Keeping {
  readonly inputs: Inputs
  readonly change: (patch: Partial<RequestDraft>) => void
  readonly save: () => Promise<void>
  /** Saves all and shows every fault: the port, where it may be submitted as it stands. */
  readonly finish: () => Promise<Port | undefined>
  readonly isUnsaved: () => boolean
}

/** The request of a port as a form that saves itself while it is typed. */
export function useRequest({ accountId, port, fields, onCreated }: RequestOptions): RequestForm {
  const { mutateAsync: create } = useChange('requestPort', { silent: true })
  const { mutateAsync: change } = useChange('changePort', { silent: true })
  const [keeper] = useState(() => new RequestKeeper(fields, port))
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.read)
  useEffect(() => {
    keeper.sendBy(async (body, known) => {
      if (known !== undefined) return change({ params: { portId: known.id }, body, ifVersion: known.version })
      const made = await create({ params: { accountId }, body })
      onCreated?.(made)
      return made
    })
  }, [keeper, create, change, accountId, onCreated])
  return {
    ...keeping,
    inputs: (path, options) => inputOf(keeper, path, options?.type === 'checkbox'),
    change: (patch) => keeper.change(patch),
    save: () => keeper.save(),
    finish: () => keeper.finish(),
    isUnsaved: keeper.isUnsaved,
  }
}

function inputOf(keeper: RequestKeeper, path: string, isCheckbox: boolean) {
  const value = valueAt(keeper.read().draft, path)
  return {
    ...(isCheckbox ? { checked: value === true } : { value: value ?? '' }),
    error: keeper.errorAt(path),
    onChange: (change: unknown) => keeper.change(withValue(keeper.read().draft, path, typedOf(change))),
    onBlur: () => keeper.leave(path),
    'data-path': path,
  }
}

function valueAt(draft: RequestDraft, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], draft)
}

/** The part of the draft that has another value at a path. */
function withValue(draft: RequestDraft, path: string, value: unknown): Partial<RequestDraft> {
  const [field = '', ...keys] = path.split('.')
  return { [field]: changed(draft[field as RequestField], keys, value) }
}

function changed(part: unknown, [key, ...keys]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(part)) return part.map((item, index) => (index === Number(key) ? changed(item, keys, value) : item))
  const fields = part as Readonly<Record<string, unknown>>
  return { ...fields, [key]: changed(fields[key], keys, value) }
}

/** Inputs tell of a change by an event, or by the value itself. */
function typedOf(change: unknown): unknown {
  if (typeof change !== 'object' || change === null || !('currentTarget' in change)) return change ?? ''
  const input = change.currentTarget
  if (input instanceof HTMLInputElement && input.type === 'checkbox') return input.checked
  return (input as HTMLInputElement).value
}
