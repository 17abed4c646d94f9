import { parseDollars } from '#domain/money.ts'
import type { Micros } from '#domain/money.ts'
import { problem } from '#domain/problem.ts'
import type { Problem } from '#domain/problem.ts'

/** A JSON object being read: its fields, where it stands (`rates.Mobile`), and the list that its faults go to. */
export interface Fields {
  readonly path: string
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: Problem[]
}

/** Opens `value` as an object that may have the `known` fields and no other. */
export function openFields(
  value: unknown,
  path: string,
  known: readonly string[],
  problems: Problem[],
): Fields | undefined {
  if (!isRecord(value)) {
    return failAt(problems, path, `must be an object with ${listed(known)}${found(value)}`)
  }
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) failAt(problems, join(path, name), `is not a field here; ${suggest(name, known)}`)
  }
  return { path, values: value, problems }
}

/** Notes a fault of a field. Returns undefined, so that a reader can end with it. */
export function fail(fields: Fields, name: string, message: string): undefined {
  return failAt(fields.problems, join(fields.path, name), message)
}

/** The value of a field; `null` counts as left out. */
export function valueOf(fields: Fields, name: string): unknown {
  return fields.values[name] ?? undefined
}

export function has(fields: Fields, name: string): boolean {
  return valueOf(fields, name) !== undefined
}

export function readText(fields: Fields, name: string): string | undefined {
  const value = valueOf(fields, name)
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value
  return fail(fields, name, `must be a text of 1 to 200 characters${found(value)}`)
}

/** One of a closed list of words; `fallback` when the field is left out, required when there is none. */
export function readWord<Word extends string>(
  fields: Fields,
  name: string,
  words: readonly Word[],
  fallback?: Word,
): Word | undefined {
  const value = valueOf(fields, name)
  if (value === undefined && fallback !== undefined) return fallback
  const word = words.find((candidate) => candidate === value)
  return word ?? fail(fields, name, `must be ${quotedList(words)}${found(value)}`)
}

/** A whole number between two limits, both inclusive. */
export function readWhole(fields: Fields, name: string, least: number, most: number): number | undefined {
  const value = valueOf(fields, name)
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  return fail(fields, name, `must be a whole number from ${least} to ${most}${found(value)}`)
}

/** Decimal dollars written as a string, 0 or more, at most `mostMicros`. */
export function readAmount(fields: Fields, name: string, mostMicros: number): Micros | undefined {
  const value = valueOf(fields, name)
  const amount = typeof value === 'string' ? parseDollars(value) : undefined
  if (amount === undefined) {
    return fail(fields, name, `must be dollars as a decimal string with up to 6 places, such as "0.05"${found(value)}`)
  }
  if (amount < 0n) return fail(fields, name, `must not be negative${found(value)}`)
  if (amount > BigInt(mostMicros))
    return fail(fields, name, `must be at most ${mostMicros / 1_000_000} dollars${found(value)}`)
  return amount
}

/** {@link readAmount} of a field that may be left out. */
export function readAmountOr<Fallback>(
  fields: Fields,
  name: string,
  mostMicros: number,
  fallback: Fallback,
): Micros | Fallback | undefined {
  return has(fields, name) ? readAmount(fields, name, mostMicros) : fallback
}

/** Each element of a list by `read`; a list left out is empty. Elements at fault are missing from the result. */
export function readList<Element>(
  fields: Fields,
  name: string,
  most: number,
  read: (element: unknown, path: string) => Element | undefined,
): readonly Element[] {
  const value = valueOf(fields, name)
  if (value === undefined) return []
  const path = join(fields.path, name)
  if (!Array.isArray(value)) {
    failAt(fields.problems, path, `must be a list${found(value)}`)
    return []
  }
  if (value.length > most) failAt(fields.problems, path, `must have at most ${most} entries; it has ${value.length}`)
  return value.slice(0, most).flatMap((element: unknown, index) => read(element, `${path}[${index}]`) ?? [])
}

/** Notes a fault at a path. */
export function failAt(problems: Problem[], path: string, message: string): undefined {
  problems.push(path === '' ? problem('invalid_plan', message) : problem('invalid_plan', message, { field: path }))
  return undefined
}

/** What a message says of the value it refuses. */
export function found(value: unknown): string {
  if (value === undefined) return '; it is missing'
  const text = JSON.stringify(value)
  return `; it is ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`
}

/** The nearest of the names that would do, or all of them. */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance)[0]
  if (nearest !== undefined && nearest.distance <= Math.max(2, name.length / 3)) {
    return `did you mean "${nearest.candidate}"?`
  }
  return `it can be ${quotedList(known)}`
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listed(names: readonly string[]): string {
  return names.join(', ')
}

function quotedList(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`)
  const last = quoted.pop() ?? ''
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}

/** Insertions, deletions and replacements between two words. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
