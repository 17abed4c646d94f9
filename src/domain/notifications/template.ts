import { suggest } from '#domain/plans/field-reader.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { COMMON_VARIABLES, MAIL_VARIABLES, type MailKind } from './mail-kinds.ts'

/** The words of a kind of mail, with variables in double braces: `Dear {{customer.name}}`. */
export interface Template {
  /** One line. */
  readonly subject: string
  /** Paragraphs, with an empty line between them. A paragraph that is `{{link}}` alone becomes a button in the page. */
  readonly body: string
}

/** What variables stand for, by their names. */
export type Values = Readonly<Record<string, string>>

const ALONE = /^\{\{\s*link\s*\}\}$/
const VARIABLE = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The names that may stand in a template of the kind. */
export function variablesOf(kind: MailKind): readonly string[] {
  return [...Object.keys(COMMON_VARIABLES), ...Object.keys(MAIL_VARIABLES[kind])]
}

/** What a preview shows for them. */
export function sampleValues(kind: MailKind): Values {
  return { ...COMMON_VARIABLES, ...MAIL_VARIABLES[kind] }
}

/** What is wrong with a template, at its field: names nobody knows, braces that do not close, a lost one-time link. */
export function checkTemplate(kind: MailKind, template: Template): readonly Problem[] {
  const known = variablesOf(kind)
  const problems: Problem[] = []
  for (const field of ['subject', 'body'] as const) {
    const text = template[field]
    for (const name of new Set([...text.matchAll(VARIABLE)].map(([, inner = '']) => inner))) {
      if (known.includes(name)) continue
      const message = `There is no variable {{${name.slice(0, 60)}}} here: ${suggest(name.slice(0, 60), known)}`
      problems.push(problem('invalid_value', message, { field }))
    }
    if (/\{\{|\}\}/.test(text.replaceAll(VARIABLE, ''))) {
      problems.push(
        problem('invalid_value', 'A variable is written {{like.this}}: two braces on each side.', { field }),
      )
    }
  }
  if (known.includes('link') && !namesIn(template.body).has('link')) {
    const message = 'This mail is nothing without its link: keep {{link}} in the text.'
    problems.push(problem('invalid_value', message, { field: 'body' }))
  }
  // Inside another address, {{link}} would hand somebody else's one-time link to that address.
  const elsewhere = `${template.subject}\n\n${template.body}`
    .split(/\n\s*\n/)
    .filter((words) => !ALONE.test(words.trim()))
  if (elsewhere.some((words) => namesIn(words).has('link'))) {
    problems.push(problem('invalid_value', 'Write {{link}} once, as a paragraph of its own.', { field: 'body' }))
  }
  return problems
}

function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))
}

/** Puts the values in; a name without a value leaves nothing. */
export function fillTemplate(text: string, values: Values): string {
  return text.replaceAll(VARIABLE, (_, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : ''))
}
