import type { Filter } from '../../../shared/list/columns.ts'
import { KIND_WORDS, MAIL_WORDS, SETTLEMENT_WORDS } from '../../../shared/statements/statement-words.ts'

const STATUS: Filter = {
  kind: 'choice',
  field: 'status',
  label: 'Status',
  several: true,
  options: Object.entries(SETTLEMENT_WORDS).map(([value, { text }]) => ({ value, label: text })),
}

const KIND: Filter = {
  kind: 'choice',
  field: 'kind',
  label: 'Kind',
  several: true,
  options: Object.entries(KIND_WORDS).map(([value, label]) => ({ value, label })),
}

const NUMBER: Filter = { kind: 'search', field: 'number', label: 'Number begins with' }

const ISSUED: Filter = { kind: 'days', field: 'from', toField: 'to', label: 'Issued' }

const MAIL: Filter = {
  kind: 'choice',
  field: 'mailStatus',
  label: 'E-mail',
  several: true,
  options: [
    ...Object.entries(MAIL_WORDS).map(([value, { text }]) => ({ value, label: text })),
    { value: 'none', label: 'Not mailed' },
  ],
}

export const STATEMENT_FILTERS: readonly Filter[] = [NUMBER, STATUS, KIND, ISSUED, MAIL]

export const NOTE_FILTERS: readonly Filter[] = [NUMBER, ISSUED, MAIL]
