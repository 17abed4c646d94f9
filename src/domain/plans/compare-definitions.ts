import { parseDollars } from '#domain/money.ts'

/** Something that one definition says otherwise than another, or that only one of them says. */
export interface DefinitionChange {
  /** `rates.Mobile.perMinute`, `allowances.500 mobile minutes.quantity`. */
  readonly field: string
  /** Undefined: it is not there. */
  readonly before: unknown
  readonly after: unknown
}

/** What changes from one plan's JSON form to another's, in the order of the fields. Allowances and bands go by their names. */
export function compareDefinitions(before: unknown, after: unknown): readonly DefinitionChange[] {
  const fields: ComparedField[] = []
  list('', before, after, false, fields)
  return fields.filter(({ isSame: same }) => !same)
}

export interface ComparedField extends DefinitionChange {
  readonly isSame: boolean
}

/**
 * Everything that either of two plans' JSON forms says, in the order of the fields and down to the last of them, and
 * whether both say the same.
 */
export function listDefinitions(before: unknown, after: unknown): readonly ComparedField[] {
  const fields: ComparedField[] = []
  list('', before, after, true, fields)
  return fields
}

/** @param isApart what only one of the two has is taken apart as well */
function list(field: string, before: unknown, after: unknown, isApart: boolean, fields: ComparedField[]): void {
  const [old, next] = [parts(before), parts(after)]
  const hasParts = old !== undefined && next !== undefined
  const hasOnly =
    isApart && ((old !== undefined && after === undefined) || (next !== undefined && before === undefined))
  if (hasParts || hasOnly) {
    for (const name of new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])])) {
      list(field === '' ? name : `${field}.${name}`, old?.get(name), next?.get(name), isApart, fields)
    }
  } else fields.push({ field, before, after, isSame: isSame(before, after) })
}

/** An object's fields, or a list's entries by their names; undefined for what is compared as a whole. */
function parts(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const named = new Map<string, unknown>()
  for (const entry of value as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null || !('name' in entry) || typeof entry.name !== 'string') {
      return undefined
    }
    named.set(entry.name, entry)
  }
  return named.size === value.length && named.size > 0 ? named : undefined
}

/** Amounts are the same however many places they are written with. */
function isSame(before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    const amounts = [parseDollars(before), parseDollars(after)]
    if (amounts[0] !== undefined && amounts[0] === amounts[1]) return true
  }
  return JSON.stringify(before) === JSON.stringify(after)
}
