/** Where a link inside the portal leads, for `navigate`. */
interface Place {
  readonly to: string
  readonly search: Readonly<Record<string, string>>
  readonly hash?: string
}

/** The place a text like `/customers?status=active` names; the first page, where it names none inside the portal. */
export function placeOf(text: string): Place {
  const isInside = /^\/(?![/\\])/.test(text)
  const { pathname, searchParams, hash } = new URL(isInside ? text : '/', 'https://portal.invalid')
  return {
    to: pathname,
    search: Object.fromEntries(searchParams),
    ...(hash !== '' && { hash: hash.slice(1) }),
  }
}
