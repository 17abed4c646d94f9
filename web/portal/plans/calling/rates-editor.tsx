import { Button, Checkbox, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { MoneyInput } from '../../../shared/form/money-input.tsx'
import { BandsEditor } from './bands-editor.tsx'
import { BlocksFields } from './blocks-fields.tsx'
import classes from './editor.module.css'
import { NO_TERMS, PRICED_TYPES, type How, type PricedType, type TermsForm, type PlanFormState } from './plan-form.ts'
import { serviceTypeText } from '../../../shared/plans/plan-words.ts'

const PRICES: readonly { readonly value: How; readonly label: string }[] = [
  { value: 'perMinute', label: 'By the minute' },
  { value: 'perCall', label: 'By the call' },
  { value: 'untimed', label: 'Untimed' },
]

const ALL: typeof PRICES = [
  ...PRICES,
  { value: 'deck', label: 'By the rate deck' },
  { value: 'none', label: 'No price' },
]

/** A price for each kind of call. */
export function RatesEditor({ form }: { readonly form: PlanFormState }): ReactNode {
  return (
    <div role="group" aria-label="Rates">
      {PRICED_TYPES.map((type) => (
        <RateEditor key={type} form={form} type={type} />
      ))}
    </div>
  )
}

const INBOUND: readonly PricedType[] = ['Inbound', 'Inbound 6113', 'Inbound 611800']

function RateEditor({ form, type }: { readonly form: PlanFormState; readonly type: PricedType }): ReactNode {
  const path = `rates.${type}`
  const rate = form.values.rates[type]
  const [isOpen, setOpen] = useState(hasMore(rate) || rate.fromMobile !== null)
  const isPriced = rate.how !== 'none' && rate.how !== 'deck'
  const name = serviceTypeText(type)
  return (
    <div className={classes['rate']}>
      <Text fw={500} className={classes['name']}>
        {name}
      </Text>
      <NativeSelect data={ALL} aria-label={`${name}: how it is charged`} {...form.getInputProps(`${path}.how`)} />
      <Prices form={form} path={path} terms={rate} name={name} />
      {isPriced && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={classes['more']}
          aria-expanded={isOpen}
          aria-label={`${name}: flagfall, blocks and more`}
          rightSection={isOpen ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          More
        </Button>
      )}
      {isPriced && isOpen && (
        <Stack gap="sm" className={classes['rest']}>
          <More form={form} path={path} terms={rate} />
          {INBOUND.includes(type) && <FromMobile form={form} path={path} terms={rate.fromMobile} name={name} />}
        </Stack>
      )}
      {rate.how === 'none' && (
        <Text size="sm" c="dimmed" className={classes['words']}>
          Calls wait in suspense, never free.
        </Text>
      )}
    </div>
  )
}

interface TermsProps {
  readonly form: PlanFormState
  readonly path: string
  readonly terms: TermsForm
}

function Prices({ form, path, terms, name }: TermsProps & { readonly name: string }): ReactNode {
  switch (terms.how) {
    case 'perMinute':
      return (
        <div className={classes['prices']}>
          <MoneyInput aria-label={`${name}: a minute`} per="a minute" {...form.getInputProps(`${path}.perMinute`)} />
        </div>
      )
    case 'perCall':
      return (
        <div className={classes['prices']}>
          <MoneyInput aria-label={`${name}: a call`} per="a call" {...form.getInputProps(`${path}.perCall`)} />
        </div>
      )
    case 'untimed':
      return (
        <div className={classes['prices']}>
          <MoneyInput aria-label={`${name}: a call`} per="a call" {...form.getInputProps(`${path}.untimed.price`)} />
          <TextInput
            aria-label={`${name}: the longest such call`}
            inputMode="decimal"
            placeholder="any length"
            leftSection={<span className={classes['unit']}>up to</span>}
            leftSectionWidth={48}
            rightSection={<span className={classes['unit']}>min</span>}
            rightSectionPointerEvents="none"
            {...form.getInputProps(`${path}.untimed.maxSeconds`)}
          />
          {terms.untimed.maxSeconds.trim() !== '' && (
            <MoneyInput
              aria-label={`${name}: each minute beyond`}
              per="a minute then"
              {...form.getInputProps(`${path}.untimed.overagePerMinute`)}
            />
          )}
        </div>
      )
    case 'deck':
    case 'none':
      return null
    default:
      return terms.how satisfies never
  }
}

function More({ form, path, terms }: TermsProps): ReactNode {
  return (
    <>
      <div className={classes['prices']}>
        <MoneyInput label="Flagfall" per="a call" {...form.getInputProps(`${path}.flagfall`)} />
        {terms.how === 'perMinute' && (
          <MoneyInput label="At least" per="a call" {...form.getInputProps(`${path}.minimumCharge`)} />
        )}
      </div>
      <BlocksFields form={form} path={`${path}.increment`} label="Blocks, where not the plan’s" />
      {terms.how === 'perMinute' && <BandsEditor form={form} path={`${path}.bands`} />}
    </>
  )
}

interface FromMobileProps {
  readonly form: PlanFormState
  readonly path: string
  readonly terms: TermsForm | null
  readonly name: string
}

function FromMobile({ form, path, terms, name }: FromMobileProps): ReactNode {
  const field = `${path}.fromMobile`
  return (
    <>
      <Checkbox
        label="Calls from mobiles cost something else"
        checked={terms !== null}
        onChange={(event) => form.setFieldValue(field, event.currentTarget.checked ? NO_TERMS : null)}
      />
      {terms !== null && (
        <>
          <div className={classes['mobile']}>
            <NativeSelect
              data={PRICES.map(({ value, label }) => ({ value, label }))}
              aria-label={`${name}, from mobiles: how it is charged`}
              {...form.getInputProps(`${field}.how`)}
            />
            <Prices form={form} path={field} terms={terms} name={`${name}, from mobiles`} />
          </div>
          <MoreOfMobile form={form} path={field} terms={terms} />
        </>
      )}
    </>
  )
}

/** Seldom another flagfall: shown where there is one, or asked for. */
function MoreOfMobile(props: TermsProps): ReactNode {
  const [isOpen, setOpen] = useState(hasMore(props.terms))
  if (isOpen) return <More {...props} />
  return (
    <Button variant="subtle" color="gray" size="compact-sm" w="fit-content" onClick={() => setOpen(true)}>
      Flagfall, blocks and hours from mobiles
    </Button>
  )
}

function hasMore({ flagfall, minimumCharge, increment, bands }: TermsForm): boolean {
  return flagfall + minimumCharge + increment.first + increment.next !== '' || bands.length > 0
}
