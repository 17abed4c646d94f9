import { SimpleGrid } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { divideHalfUp, formatDollars, gstOf, micros, parseDollars } from '#domain/money.ts'
import { MoneyInput } from './money-input.tsx'

interface GstAmountInputProps {
  /** Ex GST, as it is typed and travels. */
  readonly value?: string
  readonly onChange: (exGst: string) => void
  readonly onBlur?: (() => void) | undefined
  readonly error?: ReactNode
  /** Whether GST is charged at all. */
  readonly isTaxed?: boolean
}

/** An amount that may be typed ex GST or with it; the other is shown as it comes out. */
export function GstAmountInput({
  value = '',
  onChange,
  onBlur,
  error,
  isTaxed = true,
}: GstAmountInputProps): ReactNode {
  // What was typed with GST stays as it was typed, as long as the amount is the one it came out as.
  const [typed, setTyped] = useState({ exGst: '', incGst: '' })
  const incGst = typed.exGst === value && value !== '' ? typed.incGst : withGst(value)
  const blur = onBlur === undefined ? {} : { onBlur }
  if (!isTaxed) {
    return (
      <MoneyInput
        label="Amount"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        {...blur}
      />
    )
  }
  return (
    <SimpleGrid cols={2} spacing="sm">
      <MoneyInput
        label="Amount ex GST"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error}
        {...blur}
      />
      <MoneyInput
        label="Inc. GST"
        value={incGst}
        onChange={(event) => {
          const exGst = withoutGst(event.currentTarget.value)
          setTyped({ exGst, incGst: event.currentTarget.value })
          onChange(exGst)
        }}
        {...blur}
      />
    </SimpleGrid>
  )
}

/** `110.00` of `100`. */
export function withGst(exGst: string): string {
  const amount = parseDollars(exGst.trim())
  return amount === undefined ? '' : formatDollars(micros(amount + gstOf(amount)), 2)
}

/** `90.909091` of `100`: to the last place, so that with GST it comes to what was typed. */
function withoutGst(incGst: string): string {
  const amount = parseDollars(incGst.trim())
  if (amount === undefined) return incGst.trim() === '' ? '' : incGst
  return formatDollars(micros(divideHalfUp(amount * 10n, 11n)), 6).replace(/0{1,4}$/, '')
}
