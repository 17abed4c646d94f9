import { List, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRead } from '../../../shared/api/hooks.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { plural } from '../../../shared/format/counts.ts'
import { moneyText } from '../../../shared/format/money.ts'
import { phoneText } from '../../../shared/format/phone.ts'
import { Section } from '../../../shared/layout/section.tsx'
import type { Answer } from '../../../shared/api/wire-types.ts'
import classes from './leaving.module.css'

/** What the account loses with the numbers, and what stays. */
export function WhatEnds({ portOutId }: { readonly portOutId: string }): ReactNode {
  const query = useRead('readPortOutConsequences', { params: { portOutId } })
  return (
    <Section title="What leaves with the numbers" words="A month, ex GST, as it is now.">
      <Loaded query={query} what="what leaves with the numbers">
        {(ends) => (
          <>
            <ul className={classes['ends']}>
              {ends.charges.map(({ description, monthly }) => (
                <li key={description}>
                  <span>{description}</span>
                  <span className="figures">{moneyText(monthly)}</span>
                </li>
              ))}
              <li>
                <Text span inherit fw={600}>
                  Ends
                </Text>
                <Text span inherit fw={600} className="figures">
                  {moneyText(ends.monthly)}
                </Text>
              </li>
            </ul>
            <List size="sm" spacing={4} mt="sm">
              {wordsOf(ends).map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function wordsOf({
  bundle,
  channels,
  uses,
  balance,
  numbersLeft,
  fee,
}: Answer<'readPortOutConsequences'>): readonly string[] {
  return [
    ...uses.map(({ number, words }) => `${phoneText(number)} ${words}.`),
    ...(bundle === null
      ? []
      : [
          `Of ${bundle.included} numbers the calling plan includes, ${bundle.usedAfter} are then in use; now ${bundle.used}.`,
        ]),
    ...(channels.extra > 0
      ? [`${plural(channels.extra, 'extra channel')} stay and cost ${moneyText(channels.monthly)} a month ex GST.`]
      : []),
    ...(balance.startsWith('-')
      ? [`${moneyText(balance.slice(1))} is owed and stays due; a statement follows. It is no reason to refuse.`]
      : []),
    ...(Number(fee) > 0 ? [`A fee of ${moneyText(fee)} ex GST is charged with the release.`] : []),
    numbersLeft <= 0
      ? 'The account has no number left afterwards; its plan goes on until it is cancelled.'
      : `${plural(numbersLeft, 'number')} ${numbersLeft === 1 ? 'stays' : 'stay'} on the account.`,
  ]
}
