import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { call, newKey } from '../../../shared/api/client.ts'
import type { Answer, Query } from '../../../shared/api/wire-types.ts'

export type SheetReading = Answer<'readRateSheet'>
export type SheetField = SheetReading['fields'][number]['field']

/** What a person says of a sheet that it does not say itself. */
export interface SheetOptions {
  /** Index of the heading a field is read from; null: left out. Fields that are not here are guessed. */
  readonly columns: Readonly<Partial<Record<SheetField, number | null>>>
  readonly decimal: 'point' | 'comma' | ''
  readonly dates: 'dmy' | 'mdy' | ''
  readonly round: boolean
  readonly currency: string
  /** From when on it is to price calls; undefined: now. */
  readonly effectiveFrom?: string | undefined
}

export const NO_OPTIONS: SheetOptions = { columns: {}, decimal: '', dates: '', round: false, currency: '' }

/** The options as the API takes them. */
export function queryOf({
  columns,
  decimal,
  dates,
  round,
  currency,
  effectiveFrom,
}: SheetOptions): Query<'readRateSheet'> {
  const chosen = Object.entries(columns)
    .map(([field, column]) => `${field}=${column === null ? '' : `#${column + 1}`}`)
    .join(';')
  return {
    ...(chosen !== '' && { columns: chosen }),
    ...(decimal !== '' && { decimal }),
    ...(dates !== '' && { dates }),
    ...(round && { round: 'true' }),
    ...(currency !== '' && { currency }),
    ...(effectiveFrom !== undefined && effectiveFrom !== '' && { effectiveFrom }),
  }
}

/** How a sheet is understood; read again whenever another file or option is chosen. */
export function useSheetReading(file: File | undefined, options: SheetOptions): UseQueryResult<SheetReading> {
  const query = queryOf(options)
  return useQuery({
    queryKey: ['readRateSheet', file?.name, file?.size, file?.lastModified, query],
    queryFn: ({ signal }) =>
      call('readRateSheet', { query, ...(file !== undefined && { file }) }, { signal, key: newKey() }),
    enabled: file !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
  })
}
