import type { CdrField } from '#domain/usage/cdr-profile.ts'
import { CALL_FIELDS } from './source-words.ts'

/** A format of one's own as it is typed. */
export interface OwnFormat {
  readonly delimiter: string
  readonly header: boolean
  readonly columns: Readonly<Record<CdrField, string>>
  readonly timeFormat: string
  readonly numberFormat: string
  readonly directionRule: string
  /** Words of the column, with commas. */
  readonly outWords: string
  readonly inWords: string
  readonly answeredRule: string
  readonly answeredWords: string
  readonly costIncludesGst: boolean
}

export const NO_FORMAT: OwnFormat = {
  delimiter: ',',
  header: true,
  columns: {
    aNumber: '',
    bNumber: '',
    startedAt: '',
    durationSeconds: '',
    callId: '',
    direction: '',
    disposition: '',
    forwardedBy: '',
    forwardedTo: '',
    cost: '',
  },
  timeFormat: 'ymd',
  numberFormat: 'national',
  directionRule: 'numbers',
  outWords: 'out',
  inWords: 'in',
  answeredRule: 'duration',
  answeredWords: 'ANSWERED',
  costIncludesGst: false,
}

/** The profile the API takes, from what was typed. */
export function profileOf(name: string, timeZone: string, format: OwnFormat): Record<string, unknown> {
  const { delimiter, header, numberFormat, costIncludesGst } = format
  const columns = CALL_FIELDS.flatMap(({ field }) => {
    const typed = format.columns[field].trim()
    return typed === '' ? [] : [[field, referenceOf(typed, field)] as const]
  })
  return {
    name,
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    header,
    columns: Object.fromEntries(columns),
    time: { format: format.timeFormat, ...(timeZone !== '' && { timeZone }) },
    numberFormat,
    direction:
      format.directionRule === 'column'
        ? { rule: 'column', out: wordsOf(format.outWords), in: wordsOf(format.inWords) }
        : { rule: 'numbers' },
    answered:
      format.answeredRule === 'disposition'
        ? { rule: 'disposition', answered: wordsOf(format.answeredWords) }
        : { rule: 'duration' },
    costIncludesGst,
  }
}

/** A column by its name, or by its place where the file has no names; an id may be made of several. */
function referenceOf(typed: string, field: CdrField): unknown {
  const parts = field === 'callId' ? wordsOf(typed) : [typed]
  const read = parts.map((part) => (/^-?\d+$/.test(part) ? Number(part) : part))
  return read.length === 1 ? read[0] : read
}

function wordsOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** The field of the form a fault of the profile is shown at. */
export function fieldOfFault(path: string): string {
  const inner = path.replace(/^profile\./, '')
  if (inner === 'time.timeZone') return 'timeZone'
  if (inner === 'time.format') return 'timeFormat'
  if (inner === 'direction') return 'outWords'
  return inner === 'answered' ? 'answeredWords' : inner
}

/** The first lines of a sample, cut at the separator; quotes around a value are taken off. */
export function sampleOf(text: string, delimiter: string): readonly (readonly string[])[] {
  const cut = delimiter === 'tab' ? '\t' : delimiter
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, 3)
    .map((line) => line.split(cut).map((cell) => cell.replaceAll(/^"|"$/g, '')))
}
