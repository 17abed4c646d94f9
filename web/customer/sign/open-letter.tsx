import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { AccessFrame } from '../../shared/access/access-frame.tsx'
import { ApiProblem } from '../../shared/api/api-problem.ts'
import { call } from '../../shared/api/client.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { instantText } from '../../shared/format/dates.ts'
import { LetterText } from '../../shared/porting/papers/letter-text.tsx'
import { SignForm } from '../../shared/porting/papers/sign-form.tsx'
import { LetterDownload } from './letter-download.tsx'

type Link = Extract<Answer<'readSignLink'>, { readonly status: 'open' }>

interface OpenLetterProps {
  readonly token: string
  readonly link: Link
  readonly onSigned: () => void
  /** The request was changed while it was read. */
  readonly onReadAgain: () => void
}

/** What is signed, exactly; and the place for the name under it. */
export function OpenLetter({ token, link, onSigned, onReadAgain }: OpenLetterProps): ReactNode {
  const client = useQueryClient()
  const { letter, sha256, expiresAt, timeZone } = link
  const sign = async (name: string): Promise<void> => {
    try {
      await call('useSignLink', { body: { token, name, agreed: true, sha256 } })
    } catch (error) {
      if (error instanceof ApiProblem && ['changed_meanwhile', 'link_expired'].includes(error.code)) onReadAgain()
      throw error
    }
    onSigned()
    await client.invalidateQueries()
  }
  const what = letter.numbers.length === 1 ? 'number' : 'numbers'
  return (
    <AccessFrame
      isWide
      title={`Move your ${what} to ${letter.provider}`}
      words={`${letter.holderName} moves from ${letter.losingCarrier}. ${letter.person.name}, you are named as the one who may order it: read this, and sign it with your name.`}
    >
      <LetterText letter={letter} />
      <LetterDownload token={token} label="Read it as PDF" />
      <SignForm name={letter.person.name} onSign={sign} />
      <Text size="xs" c="dimmed">
        {`Kept with your signature: your name, the time, the address of your connection and your browser. The link is good until ${instantText(expiresAt, timeZone)}.`}
      </Text>
    </AccessFrame>
  )
}
