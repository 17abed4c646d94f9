import { quote } from './sheet-finding.ts'

const PLAIN = /^\d+$/
const DURATION = /^(?:(\d{1,4})\s*m(?:in(?:ute)?s?)?)?\s*(?:(\d{1,6})\s*(?:s(?:ec(?:ond)?s?)?)?)?$/i

/** Whole seconds, written 30, 30s, 60 sec, 1m, 1m0s; the complaint as text when it is none or more than `most`. */
export function readSeconds(text: string, most: number): number | string {
  if (text.length < 5 && PLAIN.test(text)) return limited(Number(text), text, most)
  const [, minutes, seconds] = DURATION.exec(text.trim()) ?? []
  const total = Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  if (minutes === undefined && seconds === undefined) return `must be whole seconds such as 30; it is ${quote(text)}`
  return limited(total, text, most)
}

function limited(seconds: number, text: string, most: number): number | string {
  return seconds > most ? `must be at most ${most} seconds; it is ${quote(text)}` : seconds
}

/** First and next increment from one cell: `30/6`, `60-60`, `1+1`, `30:6`, or `6` for both. */
export function readIncrementPair(text: string, most: number): readonly [number, number] | string {
  const [first = '', next = first, ...more] = text.split(/[/+:-]/)
  if (more.length > 0) return `must be first and next increment such as 30/6; it is ${quote(text)}`
  const firstSeconds = readSeconds(first, most)
  const nextSeconds = readSeconds(next, most)
  if (typeof firstSeconds === 'string' || typeof nextSeconds === 'string') {
    return `must be first and next increment in seconds such as 30/6; it is ${quote(text)}`
  }
  return [firstSeconds, nextSeconds]
}

/** What a carrier says about a row: it is offered, it is not, or it ends. */
export type ChangeMeaning = 'offered' | 'blocked' | 'deleted'

const CHANGE_WORDS: Readonly<Record<ChangeMeaning, string>> = {
  offered:
    '|current|active|open|ok|unchanged|no change|same|new|n|added|add|changed|change|increase|increased|inc|raised|up|i|' +
    'decrease|decreased|dec|lowered|down|current rate|new code|new destination|pending increase|pending decrease',
  blocked: 'blocked|block|closed|barred|not offered|unavailable|suspended|inactive|b',
  deleted: 'deleted|delete|del|removed|remove|discontinued|ended|withdrawn|code removed',
}
const CHANGES = new Map(
  (['offered', 'blocked', 'deleted'] as const).flatMap((meaning) =>
    CHANGE_WORDS[meaning].split('|').map((word) => [word, meaning] as const),
  ),
)

/** The meaning of a carrier's change code; undefined for a word that is none of theirs. */
export function readChange(text: string): ChangeMeaning | undefined {
  const word = text.trim().toLowerCase()
  return CHANGES.get(word) ?? CHANGES.get(word.replace(/[\s_-]+/g, ' '))
}

const NOT_OFFERED_WORDS = /^(-+|n\/?a|blocked|closed|barred|not offered|no rate)?$/i

/** Whether a cell for a price says that there is none: nothing at all, a dash, `n/a`, `blocked`. */
export function saysNotOffered(text: string): boolean {
  return text === '' || NOT_OFFERED_WORDS.test(text.trim())
}
