import type { CdrField } from '#domain/usage/cdr-profile.ts'

interface ProfileWords {
  readonly value: string
  readonly label: string
  /** Which files are read so. */
  readonly words: string
}

/** A format of one's own, told column by column. */
export const OWN_FORMAT = 'own'

/** The formats that are built in, and one's own. */
export const PROFILES: readonly ProfileWords[] = [
  {
    value: 'tollgate',
    label: 'Plain CSV',
    words:
      'call_id, a_number, b_number, started_at, duration_seconds, direction; numbers as 61…, times with their zone.',
  },
  { value: 'asterisk', label: 'Asterisk', words: 'Master.csv, without a header; numbers as dialled.' },
  {
    value: 'asterisk-new',
    label: 'Asterisk, newer columns',
    words: 'Master.csv with peeraccount, linkedid and sequence at the end.',
  },
  { value: 'freeswitch', label: 'FreeSWITCH', words: 'mod_cdr_csv with the template “example”.' },
  {
    value: 'freeswitch-asterisk',
    label: 'FreeSWITCH, as Asterisk',
    words: 'mod_cdr_csv with the template “asterisk”.',
  },
  { value: 'kamailio', label: 'Kamailio', words: 'acc_cdrs exported with a header; times in UTC.' },
  {
    value: 'au-upstream',
    label: 'Australian upstream',
    words: '“Call From”, “Call To”, “Call Date”, “Billable Duration”, with the carrier’s cost ex GST.',
  },
  { value: OWN_FORMAT, label: 'My own format', words: 'Say which column holds what.' },
]

/** The name people know a format by. */
export function profileText(profile: Readonly<Record<string, unknown>>): string {
  return PROFILES.find(({ value }) => value === profile['name'])?.label ?? 'Own format'
}

interface FieldWords {
  readonly field: CdrField
  readonly label: string
  readonly isRequired: boolean
  readonly words?: string
}

/** What of a call a column may hold. */
export const CALL_FIELDS: readonly FieldWords[] = [
  { field: 'aNumber', label: 'Calling number', isRequired: true },
  { field: 'bNumber', label: 'Called number', isRequired: true },
  { field: 'startedAt', label: 'Start', isRequired: true },
  { field: 'durationSeconds', label: 'Answered seconds', isRequired: true },
  {
    field: 'callId',
    label: 'The switch’s own id',
    isRequired: false,
    words: 'What makes a call sent twice the same call. Several columns: with commas.',
  },
  { field: 'direction', label: 'Direction', isRequired: false },
  { field: 'disposition', label: 'Result', isRequired: false },
  {
    field: 'forwardedBy',
    label: 'Forwarded by',
    isRequired: false,
    words: 'The number of ours that forwarded the call.',
  },
  { field: 'forwardedTo', label: 'Forwarded to', isRequired: false },
  { field: 'cost', label: 'The carrier’s cost', isRequired: false },
]
