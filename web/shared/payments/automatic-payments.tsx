import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { describeTopUp } from '#domain/credit-control/top-up.ts'
import { useMay } from '../access/session.ts'
import type { Answer } from '../api/wire-types.ts'
import { amountOf } from '../format/money.ts'
import { StatusBadge } from '../layout/status-badge.tsx'
import { AppLink } from '../router/app-link.tsx'
import { AutomaticStanding } from './automatic-standing.tsx'
import { debitWords, weekWords } from './automatic-words.ts'
import { LastAutomaticCharges } from './last-automatic-charges.tsx'

type Settings = Answer<'readPaymentSettings'>

interface AutomaticPaymentsProps {
  readonly settings: Settings
  /** Where they are switched on and off. */
  readonly settingsPage: string
}

/** What an account is charged by itself: how that stands, what comes next, and what was charged last. */
export function AutomaticPayments({ settings, settingsPage }: AutomaticPaymentsProps): ReactNode {
  const { accountId, autoTopUp, autoDebit, automaticCharges, paymentMode, canCharge, cannotChargeReason } = settings
  const may = useMay()
  const isAny = autoTopUp.isOn || autoDebit.isOn
  return (
    <Stack gap="md">
      <AutomaticStanding accountId={accountId} standing={automaticCharges} />
      <Stack gap="sm">
        <Line name="Auto top-up" isOn={autoTopUp.isOn} isStopped={automaticCharges.state === 'stopped'}>
          {autoTopUp.isOn
            ? `${topUpWords(autoTopUp)} ${weekWords(automaticCharges, autoTopUp.weeklyMaximum)}`
            : 'Charges the stored card before the balance runs out, so that calls out go on.'}
        </Line>
        <Line name="Auto debit" isOn={autoDebit.isOn} isStopped={automaticCharges.state === 'stopped'}>
          {debitWords(paymentMode)}
        </Line>
      </Stack>
      {!canCharge && cannotChargeReason !== null && automaticCharges.state !== 'stopped' && (
        <Text size="sm" c="dimmed">
          {cannotChargeReason}
        </Text>
      )}
      {may('payment-settings.write') && (
        <Group>
          <Button variant="default" component={AppLink} to={settingsPage}>
            {isAny ? 'Change automatic payments' : 'Set up automatic payments'}
          </Button>
        </Group>
      )}
      <LastAutomaticCharges accountId={accountId} />
    </Stack>
  )
}

interface LineProps {
  readonly name: string
  readonly isOn: boolean
  readonly isStopped: boolean
  readonly children: string
}

function Line({ name, isOn, isStopped, children }: LineProps): ReactNode {
  return (
    <div>
      <Group gap="xs">
        <Text fw={500}>{name}</Text>
        <StatusBadge tone={!isOn ? 'neutral' : isStopped ? 'bad' : 'good'}>
          {!isOn ? 'Off' : isStopped ? 'Stopped' : 'On'}
        </StatusBadge>
      </Group>
      <Text size="sm" c="dimmed" className="figures">
        {children}
      </Text>
    </div>
  )
}

function topUpWords({ isOn, mode, threshold, amount, weeklyMaximum }: Settings['autoTopUp']): string {
  return describeTopUp({
    isOn,
    mode,
    thresholdMicros: amountOf(threshold),
    amountMicros: amountOf(amount),
    weeklyMaximumMicros: amountOf(weeklyMaximum),
  })
}
