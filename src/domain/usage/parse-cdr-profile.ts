import { isProblem, problem, type Problem } from '#domain/problem.ts'
import {
  CDR_FIELDS,
  REQUIRED_CDR_FIELDS,
  TIME_FORMATS,
  type AnsweredRule,
  type CdrField,
  type CdrProfile,
  type ColumnReference,
  type DirectionRule,
  type TimeReading,
} from '#domain/usage/cdr-profile.ts'

type Fields = Readonly<Record<string, unknown>>

const KNOWN_FIELDS = [
  'name',
  'delimiter',
  'header',
  'columns',
  'time',
  'numberFormat',
  'direction',
  'answered',
  'costIncludesGst',
]

/** Reads a mapping profile from its JSON form. Every fault is listed, each with its field. */
export function parseCdrProfile(json: unknown): CdrProfile | readonly Problem[] {
  const problems: Problem[] = []
  const fail = (field: string, message: string): undefined => {
    problems.push(problem('invalid_profile', message, { field }))
    return undefined
  }
  if (!isFields(json)) return [problem('invalid_profile', 'A profile is a JSON object.')]
  for (const name of Object.keys(json)) {
    if (!KNOWN_FIELDS.includes(name)) fail(name, `not a field of a profile; those are ${KNOWN_FIELDS.join(', ')}`)
  }

  const name = json['name']
  if (typeof name !== 'string' || name === '') fail('name', 'give the profile a name')
  const delimiter = json['delimiter'] ?? ','
  if (typeof delimiter !== 'string' || delimiter.length !== 1 || delimiter === '"' || delimiter.charCodeAt(0) > 127) {
    fail('delimiter', 'one character, such as "," ";" "|" or a tab')
  }
  const header = json['header'] ?? true
  if (typeof header !== 'boolean') fail('header', 'true when the first line names the columns, else false')
  const numberFormat = json['numberFormat']
  if (numberFormat !== 'e164' && numberFormat !== 'national') {
    fail(
      'numberFormat',
      '"e164" when numbers are written 61…, "national" when they are written as dialled in Australia',
    )
  }
  const costIncludesGst = json['costIncludesGst'] ?? false
  if (typeof costIncludesGst !== 'boolean') fail('costIncludesGst', 'true or false')
  const columns = parseColumns(json['columns'], header === true, fail)
  const time = parseTime(json['time'], fail)
  const direction = parseDirection(json['direction'], columns, fail)
  const answered = parseAnswered(json['answered'], columns, fail)

  if (problems.length > 0) return problems
  return { name, delimiter, header, columns, time, numberFormat, direction, answered, costIncludesGst } as CdrProfile
}

type Fail = (field: string, message: string) => undefined

function parseColumns(value: unknown, header: boolean, fail: Fail): CdrProfile['columns'] {
  const columns: Partial<Record<CdrField, ColumnReference>> = {}
  if (!isFields(value)) {
    fail('columns', `say which column holds each of ${REQUIRED_CDR_FIELDS.join(', ')}`)
    return columns
  }
  for (const [field, reference] of Object.entries(value)) {
    const known = CDR_FIELDS.find((name) => name === field)
    if (known === undefined) fail(`columns.${field}`, `not a field of a call; those are ${CDR_FIELDS.join(', ')}`)
    else if (!isColumnReference(reference, header, known === 'callId')) {
      fail(
        `columns.${field}`,
        header
          ? 'the name of a column, or its position from 1'
          : 'the position of a column, from 1 (or from the end, -1)',
      )
    } else columns[known] = reference
  }
  for (const field of REQUIRED_CDR_FIELDS) {
    if (columns[field] === undefined) fail(`columns.${field}`, 'missing: a row is no call without it')
  }
  return columns
}

function isColumnReference(value: unknown, header: boolean, listAllowed: boolean): value is ColumnReference {
  if (Array.isArray(value))
    return listAllowed && value.length > 0 && value.every((part) => isColumnReference(part, header, false))
  if (typeof value === 'number') return Number.isInteger(value) && value !== 0 && Math.abs(value) <= 200
  return header && typeof value === 'string' && value !== ''
}

function parseTime(value: unknown, fail: Fail): TimeReading | undefined {
  if (!isFields(value)) return fail('time', `an object with "format": one of ${TIME_FORMATS.join(', ')}`)
  const format = TIME_FORMATS.find((name) => name === value['format'])
  if (format === undefined) return fail('time.format', `one of ${TIME_FORMATS.join(', ')}`)
  const timeZone = value['timeZone']
  if (timeZone === undefined) {
    if (format === 'ymd' || format === 'dmy') {
      return fail('time.timeZone', 'times of this format have no zone of their own: name one, such as Australia/Sydney')
    }
    return { format }
  }
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone))
    return fail('time.timeZone', 'an IANA zone, such as Australia/Perth')
  return { format, timeZone }
}

function parseDirection(value: unknown, columns: CdrProfile['columns'], fail: Fail): DirectionRule | undefined {
  if (value === undefined) return { rule: 'numbers' }
  if (isFields(value) && value['rule'] === 'numbers') return { rule: 'numbers' }
  if (isFields(value) && value['rule'] === 'column') {
    if (columns.direction === undefined) return fail('columns.direction', 'missing: the direction rule reads it')
    const { out, in: inbound } = value
    if (isWords(out) && isWords(inbound)) return { rule: 'column', out, in: inbound }
    return fail('direction', '"out" and "in" list the words of the column for each')
  }
  return fail('direction', '{"rule": "numbers"} or {"rule": "column", "out": […], "in": […]}')
}

function parseAnswered(value: unknown, columns: CdrProfile['columns'], fail: Fail): AnsweredRule | undefined {
  if (value === undefined) return { rule: 'duration' }
  if (isFields(value) && value['rule'] === 'duration') return { rule: 'duration' }
  if (isFields(value) && value['rule'] === 'disposition' && isWords(value['answered'])) {
    if (columns.disposition === undefined) return fail('columns.disposition', 'missing: the answered rule reads it')
    return { rule: 'disposition', answered: value['answered'] }
  }
  return fail('answered', '{"rule": "duration"} or {"rule": "disposition", "answered": ["ANSWERED"]}')
}

/** The profile, or its problems as one list. */
export function isProfile(result: CdrProfile | readonly Problem[]): result is CdrProfile {
  return !Array.isArray(result) && !isProblem(result)
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string')
}

function isTimeZone(name: string): boolean {
  try {
    new Temporal.ZonedDateTime(0n, name)
    return true
  } catch {
    return false
  }
}
