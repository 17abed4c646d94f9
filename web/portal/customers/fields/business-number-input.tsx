import { TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { BusinessNumberKind } from '#domain/accounts/business-number.ts'
import { grouped } from './business-number.ts'

interface BusinessNumberInputProps extends Omit<TextInputProps, 'onChange' | 'value'> {
  readonly kind: BusinessNumberKind
  readonly value?: string
  /** Of `getInputProps`: takes the text itself. */
  readonly onChange: (text: string) => void
}

/** An ABN, ACN or ARBN; left, it stands in groups as it is printed. */
export function BusinessNumberInput({
  kind,
  value = '',
  onChange,
  onBlur,
  ...rest
}: BusinessNumberInputProps): ReactNode {
  return (
    <TextInput
      label={kind}
      inputMode="numeric"
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        onChange(grouped(kind, value))
        onBlur?.(event)
      }}
    />
  )
}
