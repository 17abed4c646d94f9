import { Radio, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { plural } from '../../../shared/format/counts.ts'
import type { Order } from './order-steps.ts'

export interface Allocation {
  readonly how: 'range' | 'list'
  readonly from: string
  readonly to: string
  readonly list: string
}

/** A block is a range; one number is a list. */
export function emptyAllocation({ quantity }: Pick<Order, 'quantity'>): Allocation {
  return { how: quantity > 1 ? 'range' : 'list', from: '', to: '', list: '' }
}

/** As the API takes it. */
export function toAllocation({ how, from, to, list }: Allocation) {
  if (how === 'range') return { from: from.trim(), to: to.trim() }
  const numbers = list
    .split(/[\n,;]/)
    .map((number) => number.trim())
    .filter((number) => number !== '')
  return { numbers }
}

interface AllocateFieldsProps {
  readonly order: Order
  readonly allocation: Allocation
  readonly onChange: (allocation: Allocation) => void
}

/** Which numbers an order gets: the first and the last of a range, or a list. */
export function AllocateFields({ order, allocation, onChange }: AllocateFieldsProps): ReactNode {
  const change = (part: Partial<Allocation>): void => onChange({ ...allocation, ...part })
  return (
    <>
      <Radio.Group
        label={`${plural(order.quantity, 'number')}, as`}
        value={allocation.how}
        onChange={(how) => change({ how: how === 'list' ? 'list' : 'range' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="range" label="a range" />
          <Radio value="list" label="a list" />
        </Stack>
      </Radio.Group>
      {allocation.how === 'range' ? (
        <>
          <TextInput
            label="First number"
            placeholder="03 7010 1200"
            required
            value={allocation.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            label="Last number"
            placeholder="03 7010 1299"
            required
            value={allocation.to}
            onChange={(event) => change({ to: event.currentTarget.value })}
          />
        </>
      ) : (
        <Textarea
          label="Numbers"
          description="One a line, or parted by commas"
          required
          autosize
          minRows={3}
          maxRows={12}
          value={allocation.list}
          onChange={(event) => change({ list: event.currentTarget.value })}
        />
      )}
    </>
  )
}
