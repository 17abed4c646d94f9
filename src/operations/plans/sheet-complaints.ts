/** The reading options of the API; the command line's have the same names but for the first. */
const SHEET_OPTIONS = ['columns', 'decimal', 'dates', 'round', 'currency'] as const

/** What a sheet's complaint says of `--column FIELD=HEADING` and the like, in the options of the API. */
export function inOptions(message: string): string {
  return message
    .replaceAll(/--column (\w+)=/g, 'columns=$1=')
    .replaceAll('--round half-up', 'round=true')
    .replaceAll(/--(dates|decimal|currency) (dmy|mdy|point|comma|[A-Z]{3})\b/g, '$1=$2')
    .replaceAll(/--([a-z]+)/g, '$1')
}

/** The option that a complaint says would put it right. */
export function optionNamed(message: string): (typeof SHEET_OPTIONS)[number] | undefined {
  const [, named] = /--(column|decimal|dates|round|currency)\b/.exec(message) ?? []
  return SHEET_OPTIONS.find((option) => option === (named === 'column' ? 'columns' : named))
}

/** How complaints speak of options, and how they are said to somebody who has the options before them. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/say which with --column .*$/s, 'say which.'],
  [/(name it with|say) --column \w+=HEADING/, 'choose it'],
  [/: --column \w+=HEADING/, ': choose its column'],
  [/, say --column prefix= --column area_code=.*$/s, ', choose that column for the area code, and none for the prefix'],
  [/pass over the column with --column \w+=/, 'leave the column out'],
  [/leave them out with --column \w+= if/, 'leave the column out if'],
  [/allow --round half-up/, 'allow rounding'],
  [/where --(decimal|dates) says/, 'where you chose'],
  [/or say which with --decimal/, 'or choose the other decimal mark'],
  [/say which with --dates dmy or --dates mdy/, 'say which'],
  [/say --currency [A-Z]{3}, or/, 'choose that currency, or'],
]

/** A sheet's complaint without the options, for whoever is told {@link optionNamed} beside it. */
export function inWords(message: string): string {
  return WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), message)
}
