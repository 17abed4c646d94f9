import { NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { australianState, numbersEndpoints } from '#contract/numbers.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { plural } from '../../../shared/format/counts.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'

interface AddForm extends Record<string, unknown> {
  readonly what: 'one' | 'range' | 'block'
  readonly number: string
  readonly from: string
  readonly to: string
  readonly status: 'available' | 'porting'
  readonly state: string
  readonly region: string
  readonly note: string
}

const INITIAL: AddForm = {
  what: 'range',
  number: '',
  from: '',
  to: '',
  status: 'available',
  state: '',
  region: '',
  note: '',
}

const SCHEMA = numbersEndpoints.addNumbers.body.superRefine((body, context) => {
  const fault = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message })
  if (body.from !== undefined && body.to === undefined) fault('to', 'Write the last number of the range.')
  if (body.to !== undefined && body.from === undefined) fault('from', 'Write the first number of the range.')
  if (body.number === undefined && body.from === undefined && body.to === undefined) {
    fault('number', 'Write the number.')
    fault('from', 'Write the first number.')
  }
})

/** Numbers the reseller has got: one, a range, or a block of a hundred. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const { form, ...frame } = useApiForm<'addNumbers', AddForm>('addNumbers', {
    initial: INITIAL,
    schema: SCHEMA,
    toBody: bodyOf,
    toAsk: (body) => ({ body }),
    done: ({ added }) =>
      added.length === 1 ? `${phoneText(added[0] ?? '')} is added` : `${plural(added.length, 'number')} are added`,
    onDone: () => void navigate({ to: '/numbers' }),
  })
  const { what } = form.values
  return (
    <PageFrame title="Add numbers" crumbs={[{ label: 'Numbers', to: '/numbers' }]} width="form">
      <FormFrame action="Add numbers" {...frame} onCancel={() => void navigate({ to: '/numbers' })}>
        <Radio.Group label="What is added" {...form.getInputProps('what')} key={form.key('what')}>
          <Stack gap={6} mt={6}>
            <Radio value="one" label="One number" />
            <Radio value="range" label="A range" description="Up to 1,000 numbers in a row" />
            <Radio value="block" label="A block of 100" description="From a number that ends in 00" />
          </Stack>
        </Radio.Group>
        {what === 'one' && (
          <TextInput
            label="Number"
            placeholder="03 7010 1234"
            required
            {...form.getInputProps('number')}
            key={form.key('number')}
          />
        )}
        {what !== 'one' && (
          <TextInput
            label="First number"
            placeholder={what === 'block' ? '03 7010 1200' : '03 7010 1230'}
            required
            {...form.getInputProps('from')}
            key={form.key('from')}
          />
        )}
        {what === 'range' && (
          <TextInput
            label="Last number"
            placeholder="03 7010 1259"
            required
            {...form.getInputProps('to')}
            key={form.key('to')}
          />
        )}
        <Radio.Group label="They are" {...form.getInputProps('status')} key={form.key('status')}>
          <Stack gap={6} mt={6}>
            <Radio value="available" label="Here" description="Available to customers at once" />
            <Radio value="porting" label="On their way" description="Being ported to you: put them in service later" />
          </Stack>
        </Radio.Group>
        <NativeSelect
          label="State"
          description="Geographic numbers say themselves where they are"
          data={[{ value: '', label: 'As the digits say' }, ...australianState.options]}
          {...form.getInputProps('state')}
          key={form.key('state')}
        />
        <TextInput
          label="Region"
          placeholder="As the digits say"
          maxLength={80}
          {...form.getInputProps('region')}
          key={form.key('region')}
        />
        <Textarea
          label="Note"
          description="For your staff: the carrier, an order"
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps('note')}
          key={form.key('note')}
        />
      </FormFrame>
    </PageFrame>
  )
}

function bodyOf({ what, number, from, to, status, state, region, note }: AddForm) {
  const said = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  const first = said(from)
  const range = {
    from: first,
    to: what === 'range' ? said(to) : first === undefined ? undefined : endOfBlock(first),
  }
  return {
    ...(what === 'one' ? { number: said(number) } : range),
    status,
    state: said(state),
    region: said(region),
    note,
  }
}

/** Stands for the end of a block whose beginning is none. */
const NO_BLOCK = 'no block'

/** The last number of the hundred that a number ending in 00 begins. */
function endOfBlock(first: string): string {
  const end = first.replace(/0(\D*)0(\D*)$/, '9$19$2')
  return end === first ? NO_BLOCK : end
}
