import { z } from 'zod'

/** Several words of a closed list in one parameter, parted by commas: `Mobile,International`. */
export function oneOrMore<Word extends string>(words: readonly [Word, ...Word[]]) {
  const word = z.enum(words)
  return z
    .codec(z.string().min(1).max(600), z.array(word).min(1).max(words.length), {
      decode: (text) => text.split(',').map((part) => part.trim()) as Word[],
      encode: (list) => list.join(','),
    })
    .meta({ description: `One or several, parted by commas: ${words.join(', ')}` })
}
