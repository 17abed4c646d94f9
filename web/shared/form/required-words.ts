import { z } from 'zod'

/**
 * A contract's rules of a body, with words of the form's own for what is left empty: `{ accountId: 'Choose a customer.' }`
 * instead of what the contract says to those who write JSON.
 */
export function withRequired(schema: z.ZodType, words: Readonly<Record<string, string>>): z.ZodType {
  return z.unknown().superRefine((body, context) => {
    const result = schema.safeParse(body)
    for (const { path, message } of result.error?.issues ?? []) {
      const field = path.join('.')
      context.addIssue({ code: 'custom', path, message: (isEmpty(body, path) ? words[field] : undefined) ?? message })
    }
  })
}

function isEmpty(body: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined),
    body,
  )
  return value === undefined || value === ''
}
