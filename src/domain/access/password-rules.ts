import { problem, type Problem } from '#domain/problem.ts'
import { COMMON_PASSWORDS } from './common-passwords.ts'

const SHORTEST = 12
/** Longer ones say no more, and every byte has to be hashed. */
const LONGEST = 200

/** The one form a password is hashed in, so that é typed in two ways is the same (NIST SP 800-63B, 3.1.1.2). */
export function normalPassword(password: string): string {
  return password.normalize('NFKC')
}

/**
 * What is wrong with a new password, or undefined. By NIST SP 800-63B: length instead of required kinds of characters, and
 * nothing that is tried first by whoever guesses: common words, repetitions, sequences, the person's own names.
 *
 * @param personal what others know of the person: e-mail address, name, what the service is called.
 */
export function passwordProblem(password: string, personal: readonly string[]): Problem | undefined {
  const normal = normalPassword(password)
  const length = Array.from(normal).length
  const refuse = (message: string): Problem => problem('invalid_value', message, { field: 'password' })
  if (length < SHORTEST) return refuse(`Use at least ${SHORTEST} characters; a few words in a row are good.`)
  if (length > LONGEST) return refuse(`Use at most ${LONGEST} characters.`)
  const plain = lettersAndDigits(normal)
  if (new Set(plain).size < 5 || isSequence(plain)) {
    return refuse('This is too easy to guess: take more different characters.')
  }
  if (isCommon(normal)) return refuse('This is one of the first passwords anybody would try; take another.')
  const known = personal.flatMap((text) => [text, ...text.split('@', 1)]).map(lettersAndDigits)
  const isPersonal = known.some((text) => text.length >= 4 && plain.length - text.length < 6 && plain.includes(text))
  if (isPersonal) return refuse('Leave your name and e-mail address out of your password.')
  return undefined
}

function lettersAndDigits(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

const STAND_INS: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
}

/** A common one, also with digits and signs around it, stand-ins for letters in it, or written several times. */
function isCommon(password: string): boolean {
  const core = password.toLowerCase().replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const spelt = core.replaceAll(/[@$01345]/g, (sign) => STAND_INS[sign] ?? sign)
  return [core, spelt].some((text) => COMMON_PASSWORDS.has(pieceOf(lettersAndDigits(text))))
}

/** The shortest piece the text repeats: `abc` for `abcabcabc`. */
function pieceOf(text: string): string {
  return /^(.+?)\1+$/.exec(text)?.[1] ?? text
}

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  '01234567890123456789',
  '98765432109876543210',
  'qwertyuiopasdfghjklzxcvbnm',
  'mnbvcxzlkjhgfdsapoiuytrewq',
]

/** Along the alphabet, the digits or the keyboard, either way, also again and again. */
function isSequence(plain: string): boolean {
  const piece = pieceOf(plain)
  return ROWS.some((row) => row.includes(piece))
}
