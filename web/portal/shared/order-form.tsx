import { NativeSelect, NumberInput, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { numberOrdersEndpoints } from '#contract/number-orders.ts'
import { LINE_TYPES } from '#domain/numbers/line-type.ts'
import { ORDER_KINDS, orderQuantity, type OrderKind } from '#domain/numbers/number-order.ts'
import { isProblem } from '#domain/problem.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { FormFrame } from '../../shared/form/form-frame.tsx'
import { withRequired } from '../../shared/form/required-words.ts'
import { useApiForm } from '../../shared/form/use-api-form.ts'
import { LINE_TYPE_WORDS } from '../../shared/numbers/number-words.ts'
import { AccountSelect } from './account-select.tsx'
import { NumberPlanSelect, useNumberPlans } from './number-plan-select.tsx'
import { ORDER_KIND_WORDS } from './order-words.tsx'

interface OrderForm extends Record<string, unknown> {
  readonly accountId: string
  readonly kind: OrderKind
  readonly state: string
  readonly region: string
  readonly pattern: string
  readonly quantity: string
  readonly numberPlanId: string
  readonly lineType: string
  readonly answerPoint: string
  readonly smartNumber: string
  readonly rightsOfUse: string
  readonly note: string
}

const INITIAL: OrderForm = {
  accountId: '',
  kind: 'prefix-range',
  state: '',
  region: '',
  pattern: '',
  quantity: '10',
  numberPlanId: '',
  lineType: 'cloud-pbx',
  answerPoint: '',
  smartNumber: '',
  rightsOfUse: '',
  note: '',
}

const SCHEMA = withRequired(
  numberOrdersEndpoints.placeNumberOrder.body.superRefine((order, context) => {
    const refused = orderQuantity({ ...order, pattern: order.pattern ?? '' })
    if (!isProblem(refused)) return
    context.addIssue({ code: 'custom', path: [refused.field ?? 'kind'], message: refused.message })
  }),
  { accountId: 'Choose a customer.', numberPlanId: 'Choose a number plan.' },
)

interface NumberOrderFormProps {
  /** Whom it is for; left out: it is asked. */
  readonly accountId?: string
  readonly onDone: (order: Answer<'placeNumberOrder'>) => void
  readonly onCancel: () => void
}

/** What the carrier is asked for: a range of a prefix, a block of 100, a 1300 or an 1800 number. */
export function NumberOrderForm({ accountId, onDone, onCancel }: NumberOrderFormProps): ReactNode {
  const { form, ...frame } = useApiForm<'placeNumberOrder', OrderForm>('placeNumberOrder', {
    initial: { ...INITIAL, accountId: accountId ?? '' },
    schema: SCHEMA,
    toBody: bodyOf,
    toAsk: (body) => ({ body }),
    done: ({ id }) => `Order ${id} is placed`,
    onDone,
  })
  const { kind, state } = form.values
  const isBlock = kind === 'block'
  const inbound = isInbound(kind)
  const plans = useNumberPlans(isBlock ? 'block' : 'number', [inbound ? kind : 'geographic'])
  const places = (useRead('listRegions', {}).data?.items ?? []).filter((place) => place.kind === 'geographic')
  const states = [...new Set(places.flatMap((place) => (place.state === null ? [] : [place.state])))]
  const regions = [...new Set(places.filter((place) => place.state === state).map(({ region }) => region))]
  return (
    <FormFrame action="Place order" {...frame} onCancel={onCancel}>
      {accountId === undefined && (
        <AccountSelect
          required
          value={form.values.accountId}
          onChange={(id) => form.setFieldValue('accountId', id)}
          error={form.errors['accountId']}
        />
      )}
      <Radio.Group
        label="What is wanted"
        value={kind}
        onChange={(next) =>
          form.setValues({
            kind: next,
            numberPlanId: '',
            lineType: isInbound(next) ? 'inbound' : 'cloud-pbx',
          })
        }
      >
        <Stack gap={6} mt={6}>
          {ORDER_KINDS.map((each) => (
            <Radio
              key={each}
              value={each}
              label={ORDER_KIND_WORDS[each].label}
              description={ORDER_KIND_WORDS[each].help}
            />
          ))}
        </Stack>
      </Radio.Group>
      {!inbound && (
        <>
          <NativeSelect
            label="State"
            required
            {...form.getInputProps('state')}
            key={form.key('state')}
            onChange={(event) => form.setValues({ state: event.currentTarget.value, region: '' })}
            data={[{ value: '', label: 'Choose a state' }, ...states]}
          />
          <NativeSelect
            label="Region"
            required
            disabled={state === ''}
            {...form.getInputProps('region')}
            key={form.key('region')}
            data={[{ value: '', label: state === '' ? 'Choose a state first' : 'Choose a region' }, ...regions]}
          />
        </>
      )}
      {kind === 'prefix-range' && (
        <NumberInput
          label="How many"
          description="10 or more"
          required
          min={1}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('quantity')}
          onChange={(value) => form.setFieldValue('quantity', String(value))}
        />
      )}
      <TextInput
        label="What they should look like"
        placeholder={inbound ? '1300 97*' : '0370*'}
        description="Digits, * for any digits and ? for one. Leave it empty for any."
        maxLength={40}
        {...form.getInputProps('pattern')}
        key={form.key('pattern')}
      />
      {inbound && (
        <>
          <TextInput
            label="Answer point"
            description="Where calls go: a number or a SIP address"
            required
            maxLength={60}
            {...form.getInputProps('answerPoint')}
            key={form.key('answerPoint')}
          />
          <TextInput
            label="Smartnumber"
            description="The name of a number bought at auction, like 1300 FLOWER"
            maxLength={20}
            {...form.getInputProps('smartNumber')}
            key={form.key('smartNumber')}
          />
          <TextInput
            label="Rights of use"
            description="Who holds them, and under what reference"
            maxLength={300}
            {...form.getInputProps('rightsOfUse')}
            key={form.key('rightsOfUse')}
          />
        </>
      )}
      {!inbound && (
        <NativeSelect
          label="Line type"
          data={LINE_TYPES.filter((type) => type !== 'inbound').map((type) => ({
            value: type,
            label: LINE_TYPE_WORDS[type],
          }))}
          {...form.getInputProps('lineType')}
          key={form.key('lineType')}
        />
      )}
      <NumberPlanSelect
        plans={plans}
        required
        description={
          isBlock && plans.length === 0 ? 'No number plan prices blocks yet: make one under Plans.' : undefined
        }
        {...form.getInputProps('numberPlanId')}
        key={form.key('numberPlanId')}
      />
      <Textarea
        label="Note"
        description="For whoever carries the order out"
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('note')}
        key={form.key('note')}
      />
    </FormFrame>
  )
}

function isInbound(kind: string): kind is '1300' | '1800' {
  return kind === '1300' || kind === '1800'
}

function bodyOf(form: OrderForm) {
  const { kind } = form
  const said = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim())
  const place = isInbound(kind) ? {} : { state: said(form.state), region: said(form.region) }
  const inbound = isInbound(kind)
    ? { answerPoint: said(form.answerPoint), smartNumber: said(form.smartNumber), rightsOfUse: form.rightsOfUse }
    : {}
  return {
    accountId: form.accountId,
    kind,
    ...place,
    ...inbound,
    pattern: said(form.pattern),
    ...(kind === 'prefix-range' && { quantity: form.quantity === '' ? undefined : Number(form.quantity) }),
    numberPlanId: form.numberPlanId,
    lineType: form.lineType,
    note: form.note,
  }
}
