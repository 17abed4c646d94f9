import { Alert, Button, Group, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { usualLineType, type LineType } from '#domain/numbers/line-type.ts'
import type { NumberKind } from '#domain/numbers/describe-number.ts'
import { detailOf } from '../../../shared/api/api-problem.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import { EmptyState } from '../../../shared/feedback/empty-state.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { amountOf } from '../../../shared/format/money.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { LINE_TYPE_WORDS } from '../../../shared/numbers/number-words.ts'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { FreeNumberChooser, type FreeNumber } from '../../shared/free-number-chooser.tsx'
import { NumberPlanSelect, useNumberPlans, usualPlan } from '../../shared/number-plan-select.tsx'
import { useAccount } from '../account-context.tsx'
import { FirstCharge } from '../../shared/first-charge.tsx'
import { lineTypesFor } from './line-types.ts'

/** Free numbers for a customer: which, as what, and what they cost. */
export function Page(): ReactNode {
  const { account } = useAccount()
  const here = `/customers/${account.id}/numbers`
  return (
    <PageFrame title="Add numbers" crumbs={[{ label: 'Numbers', to: here }]}>
      {account.status === 'active' ? (
        <AddNumbers accountId={account.id} here={here} />
      ) : (
        <EmptyState title="Numbers can be added to an active account only" words={account.statusMeaning} />
      )}
    </PageFrame>
  )
}

interface AddNumbersProps {
  readonly accountId: string
  readonly here: string
}

function AddNumbers({ accountId, here }: AddNumbersProps): ReactNode {
  const [picked, setPicked] = useState<readonly FreeNumber[]>([])
  return (
    <Stack gap="lg" maw={860}>
      <FreeNumberChooser
        picked={picked}
        onPick={setPicked}
        otherwise={
          <Button component={AppLink} to={`${here}/order`} variant="default">
            Order numbers
          </Button>
        }
      />
      {picked.length > 0 && <AsWhat key={kindsOf(picked).join()} picked={picked} accountId={accountId} here={here} />}
    </Stack>
  )
}

function kindsOf(picked: readonly FreeNumber[]): readonly NumberKind[] {
  return [...new Set(picked.flatMap(({ kind }) => (kind === 'other' ? [] : [kind])))].toSorted()
}

/** What the chosen numbers are to be connected as, and what that comes to. */
function AsWhat({ picked, accountId, here }: AddNumbersProps & { readonly picked: readonly FreeNumber[] }): ReactNode {
  const navigate = useNavigate()
  const kinds = kindsOf(picked)
  const types = lineTypesFor(kinds)
  const plans = useNumberPlans('number', kinds)
  const [chosenPlan, choosePlan] = useState<string>()
  const [lineType, setLineType] = useState<LineType | ''>(
    kinds.length === 1 ? usualLineType(kinds[0] ?? 'geographic') : '',
  )
  const [callLimit, setCallLimit] = useState<number | ''>('')
  const numberPlanId = chosenPlan ?? usualPlan(plans)?.id ?? ''
  const quote = useRead(
    'quoteNumbers',
    { params: { accountId }, query: { numberPlanId, quantity: picked.length } },
    { enabled: numberPlanId !== '', keep: true },
  )
  const add = useChange('addAccountNumbers', {
    silent: true,
    done: ({ items }) =>
      items.length === 1 ? `${phoneText(items[0]?.number ?? '')} is added` : `${items.length} numbers are added`,
    onDone: () => void navigate({ to: here }),
  })
  const isShort = quote.data !== undefined && amountOf(quote.data.missing) > 0n
  return (
    <Section title="As what">
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {types.length > 0 && (
            <NativeSelect
              label="Line type"
              value={lineType}
              onChange={(event) => setLineType(event.currentTarget.value as LineType | '')}
              data={[
                ...(kinds.length > 1 ? [{ value: '', label: 'As usual for the number' }] : []),
                ...types.map((type) => ({ value: type, label: LINE_TYPE_WORDS[type] })),
              ]}
            />
          )}
          <NumberPlanSelect plans={plans} value={numberPlanId} onChange={choosePlan} />
          <NumberInput
            label="Call limit"
            description="Empty: the account’s channels"
            min={1}
            max={10_000}
            allowDecimal={false}
            allowNegative={false}
            value={callLimit}
            onChange={(value) => setCallLimit(value === '' ? '' : Number(value))}
          />
        </SimpleGrid>
        {numberPlanId !== '' && <FirstCharge query={quote} />}
        {add.isError && (
          <Alert color="red" role="alert" title="No number was added">
            {detailOf(add.error)}
          </Alert>
        )}
        <Group>
          <Button
            loading={add.isPending}
            disabled={numberPlanId === '' || isShort}
            onClick={() =>
              add.mutate({
                params: { accountId },
                body: {
                  numbers: picked.map(({ number }) => ({
                    number,
                    numberPlanId,
                    ...(lineType !== '' && { lineType }),
                    ...(callLimit !== '' && { callLimit }),
                  })),
                },
              })
            }
          >
            {`Add ${plural(picked.length, 'number')}`}
          </Button>
          <Button component={AppLink} to={here} variant="default">
            Cancel
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}
