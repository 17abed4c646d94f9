import { Alert, Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isCallingPlan, parseCallingPlan } from '#domain/plans/parse-calling-plan.ts'
import type { CallingPlan } from '#domain/plans/calling-plan.ts'
import { priceText } from '../../../shared/format/money.ts'
import { Facts } from '../../../shared/layout/facts.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { AppLink } from '../../../shared/router/app-link.tsx'
import { AllowancesTable } from './allowances-table.tsx'
import { planTypeText } from './plan-badges.tsx'
import { amountText, bandText, factorText, incrementText } from '../../../shared/plans/plan-words.ts'
import type { PlanVersion } from './plan-form.ts'
import { RatesTable } from '../../../shared/plans/rates-table.tsx'

/** What a version of a plan charges, in words and tables. */
export function PlanTerms({ version }: { readonly version: PlanVersion }): ReactNode {
  const plan = parseCallingPlan(version.definition)
  if (!isCallingPlan(plan)) return <Alert color="red">This version cannot be read any more.</Alert>
  const deck =
    version.deckId === null ? undefined : (
      <Anchor component={AppLink} to={`/plans/decks/${version.deckId}`} inherit>
        {version.deckName}
      </Anchor>
    )
  return (
    <Stack gap="lg">
      <Facts facts={factsOf(plan, version, deck)} />
      {plan.allowances.length > 0 && (
        <Section
          title="Included each month"
          words="Drawn on in this order. What is not used ends with the month; a call that draws on one pays no flagfall."
        >
          <AllowancesTable allowances={plan.allowances} />
        </Section>
      )}
      <Section title="Rates" words={`Ex GST. ${ratesWords(plan)}`}>
        <RatesTable plan={plan} deck={deck} />
      </Section>
      {plan.bands.length > 0 && (
        <Section title="Cheaper and dearer hours" words={bandWords(plan)}>
          <Facts
            facts={plan.bands.map((band) => ({
              label: `${band.name.slice(0, 1).toUpperCase()}${band.name.slice(1)}: ${bandText(band)}`,
              value: factorText(band.factor),
            }))}
          />
        </Section>
      )}
    </Stack>
  )
}

function factsOf(plan: CallingPlan, version: PlanVersion, deck: ReactNode) {
  return [
    { label: 'Type', value: planTypeText(plan.type) },
    { label: 'A month, ex GST', value: priceText(version.monthlyPrice) },
    { label: 'Set-up, once, ex GST', value: priceText(version.setupFee) },
    { label: 'Bundled numbers included', value: String(version.includedNumbers) },
    {
      label: 'Channels included',
      value: (
        <>
          {version.includedChannels}
          <Text span size="sm" c="dimmed">{`, each further ${priceText(version.extraChannelPrice)} a month`}</Text>
        </>
      ),
    },
    ...(plan.minimumMonthlySpend === undefined
      ? []
      : [{ label: 'Least its calls cost a month', value: amountText(plan.minimumMonthlySpend) }]),
    ...(deck === undefined ? [] : [{ label: 'Rate deck', value: deck }]),
  ]
}

function ratesWords({ increment, timeZone, bands }: CallingPlan): string {
  const zone = bands.length > 0 ? ` Hours are those of ${timeZone.replaceAll('_', ' ')}.` : ''
  return `Billed in ${incrementText(increment)} where a rate says nothing else.${zone}`
}

function bandWords({ bandRule }: CallingPlan): string {
  return bandRule === 'start'
    ? 'For rates by the minute; a call counts for the hour it starts in.'
    : 'For rates by the minute; a call over the edge is priced part by part.'
}
