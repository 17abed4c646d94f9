import { problem, ProblemError } from '#domain/problem.ts'
import { REQUIRED_CDR_FIELDS, type CdrField, type CdrProfile } from '#domain/usage/cdr-profile.ts'
import { createSplitLine, splitLine } from './field-splitter.ts'
import { ascii } from './read-field.ts'

/** Where each field stands in this file: an index from 0, or from the end when negative. */
export type CallColumns = {
  readonly [field in Exclude<CdrField, 'callId'>]: field extends (typeof REQUIRED_CDR_FIELDS)[number]
    ? number
    : number | undefined
} & { readonly callId: readonly number[] }

/**
 * Finds the profile's columns in a file's header (`''` for a profile without one). A column of a required field that
 * is not there is an error that names it; another that is not there is simply not read.
 */
export function findCallColumns(profile: CdrProfile, header: string): CallColumns {
  const names = profile.header ? headerNames(header, profile.delimiter) : []
  const missing: string[] = []
  const place = (field: CdrField): readonly number[] => {
    const reference = profile.columns[field]
    if (reference === undefined) return []
    const parts = typeof reference === 'object' ? reference : [reference]
    return parts.flatMap((part) => {
      if (typeof part === 'number') return [part > 0 ? part - 1 : part]
      const index = names.indexOf(part.trim().toLowerCase())
      if (index < 0 && isNeeded(profile, field)) missing.push(part)
      return index < 0 ? [] : [index]
    })
  }
  const columns = {
    callId: place('callId'),
    aNumber: place('aNumber')[0] ?? -1,
    bNumber: place('bNumber')[0] ?? -1,
    startedAt: place('startedAt')[0] ?? -1,
    durationSeconds: place('durationSeconds')[0] ?? -1,
    direction: place('direction')[0],
    disposition: place('disposition')[0],
    forwardedBy: place('forwardedBy')[0],
    forwardedTo: place('forwardedTo')[0],
    cost: place('cost')[0],
  }
  if (missing.length > 0) {
    throw new ProblemError(
      ...missing.map((name) =>
        problem(
          'invalid_calls_file',
          `the header has no column "${name}", which profile "${profile.name}" reads. Columns found: ${names.join(', ')}`,
          { field: name, line: 1 },
        ),
      ),
    )
  }
  return columns
}

function isNeeded(profile: CdrProfile, field: CdrField): boolean {
  if (field === 'callId' || REQUIRED_CDR_FIELDS.some((required) => required === field)) return true
  if (field === 'direction') return profile.direction.rule === 'column'
  return field === 'disposition' && profile.answered.rule === 'disposition'
}

function headerNames(header: string, delimiter: string): readonly string[] {
  const bytes = new TextEncoder().encode(header.replace(/^\uFEFF/, ''))
  const split = createSplitLine()
  if (!splitLine(bytes, 0, bytes.length, delimiter.charCodeAt(0), split)) return []
  return Array.from({ length: split.count }, (_, index) =>
    ascii(bytes, split.from[index] ?? 0, split.to[index] ?? 0)
      .trim()
      .toLowerCase(),
  )
}
