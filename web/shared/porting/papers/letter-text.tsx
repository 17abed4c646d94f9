import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Answer } from '../../api/wire-types.ts'
import { plural } from '../../format/counts.ts'
import { phoneText } from '../../format/phone.ts'
import { Facts } from '../../layout/facts.tsx'
import classes from './papers.module.css'

type Letter = NonNullable<Answer<'readPortAuthority'>['letter']>

/** What a letter of authority says: what moves from whom, and point by point what is agreed to. */
export function LetterText({ letter }: { readonly letter: Letter }): ReactNode {
  return (
    <>
      <Facts facts={factsOf(letter)} />
      <Stack gap="xs">
        <Text fw={500}>What you agree to</Text>
        <ol className={classes['consents']}>
          {letter.consents.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      </Stack>
    </>
  )
}

function factsOf(letter: Letter) {
  const { numbers, losingCarrier, losingAccountNumber, holderName, businessNumber, serviceAddress, person } = letter
  const reach = [person.phone === null ? '' : phoneText(person.phone), person.email ?? ''].filter((part) => part !== '')
  return [
    {
      label: numbers.length === 1 ? 'Number' : plural(numbers.length, 'number'),
      value: <span className="figures">{numbers.map(phoneText).join(', ')}</span>,
    },
    { label: 'From', value: losingCarrier },
    ...(losingAccountNumber === null ? [] : [{ label: 'Account number there', value: losingAccountNumber }]),
    { label: 'Account holder', value: holderName },
    ...(businessNumber === null ? [] : [{ label: 'ABN or ACN', value: businessNumber }]),
    ...(serviceAddress === null
      ? []
      : [
          {
            label: 'Service address',
            value: [
              ...serviceAddress.lines,
              [serviceAddress.suburb, serviceAddress.state, serviceAddress.postcode].filter(Boolean).join(' '),
            ].map((line) => <div key={line}>{line}</div>),
          },
        ]),
    {
      label: 'Authorised person',
      value: (
        <>
          {[person.name, person.position ?? ''].filter((part) => part !== '').join(', ')}
          {reach.map((part) => (
            <div key={part}>{part}</div>
          ))}
        </>
      ),
    },
  ]
}
