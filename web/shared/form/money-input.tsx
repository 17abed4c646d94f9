import { Text, TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'

interface MoneyInputProps extends Omit<TextInputProps, 'leftSection' | 'inputMode'> {
  /** What the amount is for, after it: `a month`, `a minute`. */
  readonly per?: string
}

/** An amount in dollars as it is typed: a text, so that no figure of it is ever rounded. */
export function MoneyInput({ per, ...rest }: MoneyInputProps): ReactNode {
  return (
    <TextInput
      placeholder="0.00"
      autoComplete="off"
      {...rest}
      inputMode="decimal"
      leftSection={
        <Text span size="sm" c="dimmed" aria-hidden>
          $
        </Text>
      }
      leftSectionWidth={26}
      {...(per !== undefined && {
        rightSection: (
          <Text span size="xs" c="dimmed" aria-hidden style={{ whiteSpace: 'nowrap' }}>
            {per}
          </Text>
        ),
        rightSectionWidth: 16 + per.length * 7,
        rightSectionPointerEvents: 'none',
      })}
    />
  )
}
