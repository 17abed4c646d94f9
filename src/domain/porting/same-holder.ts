/** How what another carrier states compares with what we have. `close`: a person should look. */
export type Likeness = 'same' | 'close' | 'different' | 'not-stated'

/** Account numbers alike but for case, spaces and punctuation are the same; `close` where only leading zeros differ. */
export function compareAccountNumbers(stated: string, ours: string): Likeness {
  const [theirs, own] = [digitsAndLetters(stated), digitsAndLetters(ours)]
  if (theirs === '') return 'not-stated'
  if (theirs === own) return 'same'
  return theirs.replace(/^0+/, '') === own.replace(/^0+/, '') ? 'close' : 'different'
}

/**
 * The name of an account holder against every name the account goes by. Case, spaces, punctuation, accents, `The` and the
 * legal form (Pty Ltd) do not count. `close`: the same words in another order, one name within the other, or a slip of the pen.
 */
export function compareNames(stated: string, ours: readonly (string | null)[]): Likeness {
  const theirs = bareName(stated)
  if (theirs.length === 0) return stated.trim() === '' ? 'not-stated' : 'different'
  const all = ours.flatMap((name) => (name === null || bareName(name).length === 0 ? [] : [bareName(name)]))
  if (all.some((own) => own.join('') === theirs.join(''))) return 'same'
  return all.some((own) => isClose(theirs, own)) ? 'close' : 'different'
}

/** As companies and trusts write what they are; whole words of a name that is bare already. */
const LEGAL_FORMS = new Set([
  'pty',
  'ltd',
  'limited',
  'proprietary',
  'inc',
  'incorporated',
  'co',
  'company',
  'nl',
  'the',
])

function bareName(name: string): readonly string[] {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/\bp\s*\/\s*l\b/g, ' pty ltd ')
    .replaceAll(/['’.]/g, '')
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const bare = words.filter((word) => !LEGAL_FORMS.has(word))
  // A name of such words alone is compared as it is.
  return bare.length === 0 ? words : bare
}

function isClose(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = one.length <= other.length ? [one, other] : [other, one]
  if (few.every((word) => many.includes(word)) && few.join('').length >= 3) return true
  const [a, b] = [one.join(''), other.join('')]
  const slips = Math.min(a.length, b.length) >= 8 ? 2 : Math.min(a.length, b.length) >= 4 ? 1 : 0
  return slips > 0 && Math.abs(a.length - b.length) <= slips && distance(a, b) <= slips
}

/** Letters put in, left out or taken for others. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1]
    for (let column = 1; column <= other.length; column++) {
      const kept = (row[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

function digitsAndLetters(text: string): string {
  return text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
