import { Button, Checkbox, Group, Radio, Stack, Text } from '@mantine/core'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { cardPaymentsEndpoints } from '#contract/card-payments.ts'
import { parseDollars } from '#domain/money.ts'
import type { Answer } from '../api/wire-types.ts'
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx'
import { FormFrame } from '../form/form-frame.tsx'
import { MoneyInput } from '../form/money-input.tsx'
import { withRequired } from '../form/required-words.ts'
import { useApiForm } from '../form/use-api-form.ts'
import { amountOf, moneyText, sumOf } from '../format/money.ts'
import { balanceText } from '../statements/statement-words.ts'
import { expiryText, kindsText, type Method, type Methods } from './method-words.ts'

interface PayFormProps {
  readonly accountId: string
  readonly methods: Methods
  readonly balance: string
  /** What is offered beside the round amounts: what is due. */
  readonly due?: string | undefined
  /** What stands in the field at first. */
  readonly amount?: string | undefined
  /** Where the payment provider sends back to, as the browser has it. */
  readonly returnPath: string
  readonly onBegun: (charge: Answer<'addCredit'>) => void
  /** Who pays, where somebody else presses the button: then it is asked before a stored card is charged. */
  readonly customer?: string
}

const ANOTHER = 'another'

const QUICK = ['20.00', '50.00', '100.00', '200.00'] as const

/** How much, and by which card or bank account: one that is stored, or another on the page of the payment provider. */
export function PayForm({
  accountId,
  methods,
  balance,
  due,
  amount = '',
  returnPath,
  onBegun,
  customer,
}: PayFormProps): ReactNode {
  const { items, kinds } = methods
  const [isAsked, setAsked] = useState(false)
  const usable = items.filter(({ isExpired }) => !isExpired)
  const first = usable.find(({ isDefault }) => isDefault) ?? usable[0]
  const { form, ...frame } = useApiForm('addCredit', {
    initial: { amount, methodId: first?.id ?? ANOTHER, saveMethod: true },
    schema: withBounds(methods),
    toBody: ({ amount: typed, methodId, saveMethod }) =>
      methodId === ANOTHER
        ? { amount: typed.trim(), methodId: null, saveMethod, returnPath }
        : { amount: typed.trim(), methodId, returnPath },
    toAsk: (body) => ({ params: { accountId }, body }),
    onDone: onBegun,
  })
  const { amount: typed, methodId } = form.values
  const isAnother = methodId === ANOTHER
  const isReadable = (parseDollars(typed.trim()) ?? 0n) > 0n
  const chosen = usable.find(({ id }) => id === methodId)
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    if (customer === undefined || chosen === undefined) return frame.submit(event)
    event.preventDefault()
    if (!form.validate().hasErrors) setAsked(true)
  }
  const after = isReadable ? sumOf([balance, typed.trim()]) : balance
  return (
    <FormFrame
      {...frame}
      submit={submit}
      action={actionOf(customer === undefined ? 'Pay' : 'Charge', isReadable ? typed.trim() : undefined, chosen)}
    >
      <Stack gap="xs">
        <MoneyInput
          label="Amount, inc. GST"
          description={boundsText(methods)}
          size="md"
          maw={320}
          data-autofocus
          {...form.getInputProps('amount')}
        />
        <Group gap="xs" role="group" aria-label="Amounts to choose from">
          {quickAmounts(methods, due).map((value) => (
            <Button
              key={value}
              variant="default"
              size="compact-md"
              aria-pressed={typed.trim() === value}
              onClick={() => form.setFieldValue('amount', value)}
            >
              {value === due ? `${moneyText(value)} due` : moneyText(value).replace(/\.00$/, '')}
            </Button>
          ))}
        </Group>
      </Stack>
      {usable.length === 0 ? (
        <Text size="sm">{`The ${kindsText(kinds)} is ${pageWords(customer)}.`}</Text>
      ) : (
        <Radio.Group label="Pay with" {...form.getInputProps('methodId')}>
          <Stack gap="sm" mt="xs">
            {usable.map((method) => (
              <Radio key={method.id} value={method.id} label={method.name} description={methodWords(method)} />
            ))}
            <Radio
              value={ANOTHER}
              label={`Another ${kindsText(kinds)}`}
              description={`It is ${pageWords(customer)}.`}
            />
          </Stack>
        </Radio.Group>
      )}
      {isAnother && (
        <Checkbox
          label="Keep it for the next time"
          description="We keep its last four digits, the payment provider the rest."
          {...form.getInputProps('saveMethod', { type: 'checkbox' })}
        />
      )}
      <Text size="sm" c="dimmed" className="figures">
        {isReadable
          ? `The balance goes from ${balanceText(balance)} to ${balanceText(after)}${chosen?.kind === 'becs' ? ' once the bank has answered, in up to four business days' : ''}. `
          : `The balance is ${balanceText(balance)}. `}
        The receipt comes by e-mail.
      </Text>
      {chosen !== undefined && (
        <ConfirmDialog
          opened={isAsked}
          onClose={() => setAsked(false)}
          title={`Charge ${moneyText(typed.trim())} to ${chosen.name} of ${customer ?? ''}?`}
          action={`Charge ${moneyText(typed.trim())}`}
          isDangerous={false}
          consequences={[
            `The balance goes from ${balanceText(balance)} to ${balanceText(after)}.`,
            'The receipt is mailed to the billing contact.',
            'Charge only what the customer has agreed to.',
          ]}
          onConfirm={() => {
            setAsked(false)
            frame.submit()
          }}
        />
      )}
    </FormFrame>
  )
}

function actionOf(verb: 'Pay' | 'Charge', amount: string | undefined, method: Method | undefined): string {
  const act = amount === undefined ? verb : `${verb} ${moneyText(amount)}`
  if (method === undefined) return `${act} on the payment page`
  return `${act} ${verb === 'Pay' ? 'with' : 'to'} ${method.name}`
}

/** Where what is not stored is typed. */
function pageWords(customer: string | undefined): string {
  return customer === undefined
    ? 'typed on the page of the payment provider; then you come back here'
    : 'typed on the page of the payment provider while the customer reads it out; it never comes to us'
}

function methodWords(method: Method): string {
  const expiry = expiryText(method)
  const words = method.kind === 'becs' ? 'Direct debit: up to four business days' : `Expires ${expiry ?? '–'}`
  return method.isDefault ? `${words}. Used for automatic payments` : words
}

function boundsText({ least, most }: Methods): string {
  return least === null || most === null ? '' : `From ${moneyText(least)} to ${moneyText(most)} at once.`
}

function quickAmounts({ least, most }: Methods, due: string | undefined): readonly string[] {
  const isTaken = (value: string): boolean =>
    (least === null || amountOf(value) >= amountOf(least)) && (most === null || amountOf(value) <= amountOf(most))
  const isDue = due !== undefined && isTaken(due)
  return [...(isDue ? [due] : []), ...QUICK.filter((value) => value !== due && isTaken(value))]
}

function withBounds({ least, most }: Methods) {
  const body = withRequired(cardPaymentsEndpoints.addCredit.body, { amount: 'Write the amount.' })
  if (least === null || most === null) return body
  return body.refine(
    (value) => {
      const amount = amountOf((value as { readonly amount: string }).amount)
      return amount >= amountOf(least) && amount <= amountOf(most)
    },
    { path: ['amount'], message: `Pay between ${moneyText(least)} and ${moneyText(most)} at once.` },
  )
}
