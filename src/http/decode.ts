import type { z } from 'zod'
import { problem, ProblemError } from '#domain/problem.ts'

const MOST_FAULTS = 50

/**
 * What came in, as the schema understands it.
 *
 * @throws ProblemError 'invalid_value': every fault at its field, `contacts.0.email`, with what to write instead.
 */
export function decode<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const decoded = schema.safeParse(value, { error: words })
  if (decoded.success) return decoded.data
  const problems = faults(decoded.error.issues)
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => {
      const field = path.map(String).join('.')
      return problem('invalid_value', message, { field: field === '' ? '(request)' : field })
    })
  throw new ProblemError(...problems)
}

type Issue = z.core.$ZodIssue
type Fault = Pick<Issue, 'path' | 'message'>

/** Of something that may take several forms, the faults of the form it comes nearest to. */
function faults(issues: readonly Issue[]): readonly Fault[] {
  return issues.flatMap((issue): readonly Fault[] => {
    if (issue.code === 'unrecognized_keys')
      return [{ path: issue.path, message: `There is no field ${issue.keys.slice(0, 5).join(', ')}.` }]
    if (issue.code !== 'invalid_union') return [issue]
    const forms = issue.errors.map(faults)
    const nearest = forms.toSorted((a, b) => a.length - b.length)[0]
    return nearest?.map(({ path, message }) => ({ path: [...issue.path, ...path], message })) ?? [issue]
  })
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'Write text here.',
  number: 'Write a number.',
  int: 'Write a whole number.',
  boolean: 'Write true or false.',
  array: 'Send a list.',
  object: 'Send an object with its fields.',
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'Write a day like 2026-11-20.',
  datetime: 'Write an instant with its zone, like 2026-11-20T00:05:00Z.',
  email: 'This is not an e-mail address.',
}

/** Words for a fault the schema itself has none for. */
function words(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.'
      return issue.input === null ? `This cannot be null. ${KINDS[issue.expected] ?? ''}`.trim() : KINDS[issue.expected]
    case 'invalid_value': {
      const offers = issue.values.map(String).join(', ')
      const offer = issue.values.length === 1 ? `Write ${offers}.` : `Write one of ${offers}.`
      return issue.input === undefined ? `This is missing. ${offer}` : offer
    }
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum)
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum)
    case 'invalid_format':
      return FORMATS[issue.format]
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return undefined
  }
}

function bound(origin: string, least: 'at least' | 'at most', limit: number | bigint): string | undefined {
  if (origin === 'string') return `Use ${least} ${limit} ${limit === 1 ? 'character' : 'characters'}.`
  if (origin === 'array' || origin === 'set') return `Send ${least} ${limit}.`
  return `Write ${least} ${limit}.`
}
