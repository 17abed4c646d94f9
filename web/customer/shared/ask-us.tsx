import { Anchor, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useBrand } from '../../shared/brand/brand-context.tsx'
import { useOverview } from './use-overview.ts'

interface AskUsProps {
  /** What it is about, with a capital: `Another number`. */
  readonly about: string
  /** What is to be asked: `Want another number, or more calls at once?` */
  readonly children: string
}

/** For what only the people of the brand can do: how to reach them, with the account named already. */
export function AskUs({ about, children }: AskUsProps): ReactNode {
  const { supportEmail, supportPhone } = useBrand()
  const { data } = useOverview()
  const subject = data === undefined ? about : `${about} for account ${data.accountNumber}`
  return (
    <Text>
      {`${children} `}
      {supportPhone !== null && (
        <>
          {'Call us on '}
          <Anchor inherit underline="always" href={`tel:${supportPhone.replaceAll(/[^\d+]/g, '')}`}>
            {supportPhone}
          </Anchor>
          {supportEmail === '' ? '.' : ' or '}
        </>
      )}
      {supportEmail !== '' && (
        <>
          {supportPhone === null ? 'Write to ' : 'write to '}
          <Anchor inherit underline="always" href={`mailto:${supportEmail}?subject=${encodeURIComponent(subject)}`}>
            {supportEmail}
          </Anchor>
          .
        </>
      )}
    </Text>
  )
}
