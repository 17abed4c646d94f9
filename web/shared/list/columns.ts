import type { ReactNode } from 'react'
import type { QueryPatch } from '../router/use-address.ts'

/** One column of a table. */
export interface Column<Row> {
  readonly key: string
  readonly heading: string
  readonly render: (row: Row) => ReactNode
  /** Figures and money stand right. */
  readonly align?: 'right'
  /** What the API sorts by when the heading is pressed. */
  readonly sort?: string
  /** Left out on screens narrower than that: sm 768, md 992 pixels; or where the table has less room: lg 920, xl 1120. */
  readonly from?: 'sm' | 'md' | 'lg' | 'xl'
}

/** A filter of a list; every one writes the field of the address that the API takes by the same name. */
export type Filter = FilterKind & {
  /** Fields of the address that cannot stand beside this one; they go when it is set. */
  readonly instead?: readonly string[]
  /** Seldom wanted: shown once somebody asks for more filters, and while it is set. */
  readonly isRare?: true
}

type FilterKind =
  | {
      readonly kind: 'search'
      readonly field: string
      readonly label: string
      /** Whether what is typed so far is enough to search for; if left out, everything is. */
      readonly isEnough?: (text: string) => boolean
    }
  | {
      readonly kind: 'choice'
      readonly field: string
      readonly label: string
      readonly options: readonly Option[]
      /** Several at once, as a list with commas. */
      readonly several?: boolean
    }
  | {
      readonly kind: 'text'
      readonly field: string
      readonly label: string
      readonly placeholder?: string
      /** How what is set is said on the chip, where that is not as it is typed. */
      readonly say?: (text: string) => string
    }
  | { readonly kind: 'number'; readonly field: string; readonly label: string; readonly unit: string }
  | {
      readonly kind: 'range'
      readonly field: string
      readonly toField: string
      readonly label: string
      readonly unit: string
    }
  | { readonly kind: 'day'; readonly field: string; readonly label: string }
  | { readonly kind: 'days'; readonly field: string; readonly toField: string; readonly label: string }
  | { readonly kind: 'yes'; readonly field: string; readonly label: string }
  | {
      readonly kind: 'pick'
      readonly field: string
      readonly label: string
      /** Where one of many is looked up. */
      readonly Picker: (props: { readonly value: string; readonly onPick: (value: string) => void }) => ReactNode
      /** What is picked, in words. */
      readonly Words: (props: { readonly value: string }) => ReactNode
    }

export interface Option {
  readonly value: string
  readonly label: string
}

/** Every field of the address a filter writes. */
export function fieldsOf(filter: Filter): readonly string[] {
  return filter.kind === 'days' || filter.kind === 'range' ? [filter.field, filter.toField] : [filter.field]
}

/** A change of a filter with what it drives out of the address. */
export function patchOf({ instead = [] }: Filter, patch: QueryPatch): QueryPatch {
  const isSet = Object.values(patch).some((value) => value !== undefined)
  return isSet ? { ...Object.fromEntries(instead.map((field) => [field, undefined])), ...patch } : patch
}
