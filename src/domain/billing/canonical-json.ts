/**
 * A value as the one JSON text it has: names sorted by their UTF-16 units, no spaces, as RFC 8785 says for what holds no
 * fractions beyond those a number keeps. What is undefined is left out. The same document has the same text and the same
 * hash, whoever writes it.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) {
    let list = '['
    for (let index = 0; index < value.length; index++) list += (index === 0 ? '' : ',') + canonicalJson(value[index])
    return `${list}]`
  }
  let text = ''
  for (const name of Object.keys(value).toSorted()) {
    const item = (value as Readonly<Record<string, unknown>>)[name]
    if (item !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(item)}`
  }
  return `{${text}}`
}
