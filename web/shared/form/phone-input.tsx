import { TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { phoneText } from '../format/phone.ts'
import { phoneOf } from './phone-of.ts'

interface PhoneInputProps extends Omit<TextInputProps, 'type' | 'onChange' | 'value'> {
  readonly value?: string
  /** Of `getInputProps`: takes the text itself. */
  readonly onChange: (text: string) => void
}

/** A phone number as people write it; left, it stands as it is read aloud. */
export function PhoneInput({ value = '', onChange, onBlur, error, ...rest }: PhoneInputProps): ReactNode {
  return (
    <TextInput
      placeholder="03 7010 1234"
      autoComplete="tel"
      {...rest}
      type="tel"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={(event) => {
        const number = phoneOf(value)
        if (number !== null && /^\d{5,15}$/.test(number)) onChange(phoneText(number))
        onBlur?.(event)
      }}
      error={
        error === undefined || error === null
          ? undefined
          : 'This is no phone number. Write it with its area code, like 03 7010 1234.'
      }
    />
  )
}
