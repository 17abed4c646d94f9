import { Anchor, Button, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconClock, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { addressOf } from '../api/client.ts'
import { useChange } from '../api/hooks.ts'
import { weekdayText, dayOf } from '../format/dates.ts'
import { useTimeZone } from '../format/figures.tsx'
import { moneyText } from '../format/money.ts'
import { AppLink } from '../router/app-link.tsx'
import { debitExpectedOn, type Charge } from './charge-words.ts'

interface ChargeOutcomeProps {
  readonly charge: Charge
  /** False: the payment provider is being asked at this moment. */
  readonly isAsked: boolean
  /** What the balance is now, in words; once it is paid. */
  readonly balance?: string | undefined
  /** The page where one pays. */
  readonly payPage: string
  /** Where it goes on from here. */
  readonly backPage: string
}

/** What became of a payment, for whoever comes back from paying: at once, later, or for the second time. */
export function ChargeOutcome({ charge, isAsked, balance, payPage, backPage }: ChargeOutcomeProps): ReactNode {
  const zone = useTimeZone()
  const { tone, Icon, title, words } = outcomeOf(charge, isAsked, zone)
  const cancel = useChange('cancelGatewayCharge')
  const isOpen = isAsked && !charge.isSettled && charge.continueAt !== null
  const mayPay = charge.state === 'failed' || charge.state === 'cancelled'
  return (
    <Stack gap="md" align="flex-start" role="status" aria-live="polite">
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {Icon === undefined ? (
          <Loader size={28} aria-hidden />
        ) : (
          <Icon size={32} stroke={1.6} color={`var(--${tone})`} style={{ flexShrink: 0 }} aria-hidden />
        )}
        <Title order={2} className="headline">
          {title}
        </Title>
      </Group>
      {words.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
      {charge.state === 'succeeded' && balance !== undefined && <Text>{balance}</Text>}
      <Group gap="sm">
        {isOpen && (
          <Button component="a" href={charge.continueAt ?? ''}>
            {charge.state === 'needs-action' ? 'Approve at the bank' : `Go on paying ${moneyText(charge.amount)}`}
          </Button>
        )}
        {isOpen && (
          <Button
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ params: { accountId: charge.accountId, chargeId: charge.id } })}
          >
            Call it off
          </Button>
        )}
        {mayPay && (
          <Button component={AppLink} to={payPage} search={{ amount: charge.amount } as never}>
            Try again
          </Button>
        )}
        {charge.paymentId !== null && (
          <Button
            variant="default"
            component="a"
            target="_blank"
            href={addressOf('receiptPdf', { params: { accountId: charge.accountId, paymentId: charge.paymentId } })}
          >
            Receipt as PDF
          </Button>
        )}
        <Anchor component={AppLink} to={backPage}>
          Back to payments
        </Anchor>
      </Group>
    </Stack>
  )
}

interface Outcome {
  readonly tone: 'positive' | 'negative' | 'warning' | 'ink-quiet'
  readonly Icon?: TablerIcon
  readonly title: string
  readonly words: readonly string[]
}

function outcomeOf(charge: Charge, isAsked: boolean, zone: string): Outcome {
  const amount = moneyText(charge.amount)
  const by = charge.paidBy === '' ? '' : ` with ${charge.paidBy}`
  switch (charge.state) {
    case 'succeeded':
      return {
        tone: 'positive',
        Icon: IconCircleCheck,
        title: `${amount} paid`,
        words: [`Paid${by}. The receipt comes by e-mail, too.`],
      }
    case 'processing': {
      const sentOn = dayOf(new Date(charge.startedAt), zone)
      return {
        tone: 'warning',
        Icon: IconClock,
        title: `${amount} is with the bank`,
        words: [
          `The direct debit${by === '' ? '' : ` of${by.slice(5)}`} takes up to four business days: we expect the money by ${weekdayText(debitExpectedOn(sentOn))}.`,
          'Nothing more is to be done. The receipt comes by e-mail when it has arrived; if it does not arrive, we write to you.',
        ],
      }
    }
    case 'failed':
      return {
        tone: 'negative',
        Icon: IconCircleX,
        title: `${amount} was not paid`,
        words: [
          `${charge.paidBy === '' ? '' : `${charge.paidBy}: `}${charge.failureReason ?? 'The bank declined it.'}`,
          NOTHING,
        ],
      }
    case 'cancelled':
      return {
        tone: 'ink-quiet',
        Icon: IconCircleX,
        title: `${amount} was not paid`,
        words: [`The payment was called off, or its page was open for too long. ${NOTHING}`],
      }
    case 'planned':
    case 'sent':
    case 'needs-action':
      return underWay(charge, amount, isAsked)
  }
}

function underWay({ state, continueAt }: Charge, amount: string, isAsked: boolean): Outcome {
  if (!isAsked) return { tone: 'ink-quiet', title: 'Asking how it went', words: [] }
  if (continueAt === null) {
    return {
      tone: 'ink-quiet',
      title: `${amount} is under way`,
      words: [
        'The bank has not answered yet. Please do not pay again: what became of it shows here and under Payments.',
      ],
    }
  }
  return {
    tone: 'warning',
    Icon: IconClock,
    title: `${amount} is not paid yet`,
    words: [
      state === 'needs-action'
        ? 'The bank wants the holder of the card to approve it. Until then nothing is charged.'
        : `The payment page is still open. ${NOTHING}`,
    ],
  }
}

const NOTHING = 'Nothing was charged.'
