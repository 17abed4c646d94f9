import type { ReactNode } from 'react'
import { portsEndpoints } from '#contract/ports.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { moneyText } from '../../../shared/format/money.ts'
import type { PortFeeItem } from './fees-table.tsx'

/** A fee a field. */
export function FeesForm({ items }: { readonly items: readonly PortFeeItem[] }): ReactNode {
  const names = items.map(({ fee }) => fee)
  const { form, ...frame } = useApiForm<'changePortFees', Record<string, string>>('changePortFees', {
    initial: Object.fromEntries(items.map(({ fee, amount }) => [fee, amount])),
    schema: portsEndpoints.changePortFees.body,
    toBody: (values) => ({ items: names.map((fee) => ({ fee, amount: (values[fee] ?? '').trim() })) }),
    toAsk: (body) => ({ body }),
    fieldOf: (path) => names[Number(/^items\.(\d+)/.exec(path)?.[1] ?? '-1')] ?? path,
    done: 'Fees saved',
  })
  return (
    <FormFrame action="Save fees" {...frame}>
      {items.map(({ fee, words, amount, default: usual }) => (
        <MoneyInput
          key={form.key(fee)}
          label={words}
          {...(amount !== usual && { description: `${moneyText(usual)} until it was changed.` })}
          styles={{ wrapper: { maxWidth: 200 } }}
          {...form.getInputProps(fee)}
        />
      ))}
    </FormFrame>
  )
}
