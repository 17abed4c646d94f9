import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { countries } from './countries.ts'
import type { Inputs } from './inputs.ts'

/** An address as a form has it: always two lines, empty where nothing is said. */
export interface AddressDraft {
  readonly lines: readonly string[]
  readonly suburb: string
  readonly state: string
  readonly postcode: string
  readonly country: string
}

interface PostalAddress {
  readonly lines: readonly string[]
  readonly suburb: string
  readonly state?: string | undefined
  readonly postcode?: string | undefined
  readonly country?: string | undefined
}

const STATES = ['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA']

interface AddressFieldsProps {
  /** The form's name of the address: `billingAddress`. */
  readonly name: string
  readonly inputs: Inputs
  readonly country: string
  /** Only a street will do: a post office box has no line. */
  readonly isStreet?: boolean
}

/** Street or box, suburb, state, postcode, country. */
export function AddressFields({ name, inputs, country, isStreet = false }: AddressFieldsProps): ReactNode {
  const isAustralia = country === 'AU'
  return (
    <Stack gap="sm">
      <TextInput
        label={isStreet ? 'Street' : 'Street or post office box'}
        autoComplete="address-line1"
        {...inputs(`${name}.lines.0`)}
      />
      <TextInput label="More of it, if need be" autoComplete="address-line2" {...inputs(`${name}.lines.1`)} />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          label={isAustralia ? 'Suburb' : 'Town or city'}
          autoComplete="address-level2"
          {...inputs(`${name}.suburb`)}
        />
        {isAustralia ? (
          <Select label="State" data={STATES} searchable {...inputs(`${name}.state`)} />
        ) : (
          <TextInput label="State or region" autoComplete="address-level1" {...inputs(`${name}.state`)} />
        )}
        <TextInput label="Postcode" autoComplete="postal-code" maxLength={12} {...inputs(`${name}.postcode`)} />
      </SimpleGrid>
      <Select label="Country" data={countries()} searchable allowDeselect={false} {...inputs(`${name}.country`)} />
    </Stack>
  )
}

export function draftOfAddress(address: PostalAddress | null | undefined): AddressDraft {
  return {
    lines: [address?.lines[0] ?? '', address?.lines.slice(1).join(', ') ?? ''],
    suburb: address?.suburb ?? '',
    state: address?.state ?? '',
    postcode: address?.postcode ?? '',
    country: address?.country ?? 'AU',
  }
}

/** The address as it travels; null: nothing was written. */
export function addressOfDraft({ lines, suburb, state, postcode, country }: AddressDraft): object | null {
  const written = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (written.length === 0 && [suburb, state, postcode].every((part) => (part ?? '').trim() === '')) return null
  return { lines: written, suburb, state: state ?? '', postcode: postcode.trim(), country }
}
