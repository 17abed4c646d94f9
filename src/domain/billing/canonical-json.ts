/**
 * A value as the one JSON text it has: names sorted by their UTF-16 units, no spaces, as RFC 8785 says for what holds no
 * fractions beyond those a number keeps. What is undefined is left out. The same document has the same text and the same
 * hash, whoever writes it.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** The value with its names in order: itself, where they are, which is quickest. Names that are numbers do not occur. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    let list: unknown[] | undefined
    for (let index = 0; index < value.length; index++) {
      const item = inOrder(value[index])
      if (item !== value[index]) (list ??= [...(value as unknown[])])[index] = item
    }
    return list ?? value
  }
  const fields = value as Readonly<Record<string, unknown>>
  let isInOrder = true
  let before = ''
  for (const name in fields) {
    if (name < before || inOrder(fields[name]) !== fields[name]) {
      isInOrder = false
      break
    }
    before = name
  }
  if (isInOrder) return value
  return Object.fromEntries(
    Object.keys(fields)
      .toSorted()
      .map((name) => [name, inOrder(fields[name])]),
  )
}
