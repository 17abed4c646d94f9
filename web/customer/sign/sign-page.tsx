import { Button, Skeleton, Stack, Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { ApiProblem, detailOf } from '../../shared/api/api-problem.ts'
import { useRead } from '../../shared/api/hooks.ts'
import type { Answer } from '../../shared/api/wire-types.ts'
import { isBranded } from '../../shared/brand/brand.ts'
import { useBrand, usePutBrand } from '../../shared/brand/brand-context.tsx'
import { AccessFrame } from '../../shared/access/access-frame.tsx'
import { LetterDownload } from './letter-download.tsx'
import { OpenLetter } from './open-letter.tsx'

type SignLink = Answer<'readSignLink'>

/**
 * Where the link leads that asks for the signature under an authority. The token stands behind the # and never reaches a log.
 */
export function Page(): ReactNode {
  const token = useRouterState({ select: ({ location }) => location.hash })
  // Another link in the same window is another page.
  return token === '' ? <Gone /> : <OneLink key={token} token={token} />
}

function OneLink({ token }: { readonly token: string }): ReactNode {
  const [isSigned, setSigned] = useState(false)
  const link = useRead('readSignLink', { body: { token } })
  useBrandOf(link.data)
  if (link.data !== undefined)
    return (
      <Shown
        token={token}
        link={link.data}
        isJustSigned={isSigned}
        onSigned={() => setSigned(true)}
        onReadAgain={() => void link.refetch()}
      />
    )
  if (link.error instanceof ApiProblem && link.error.status === 422) return <Gone />
  if (link.isError) {
    return (
      <AccessFrame title="The link could not be read" words={detailOf(link.error)}>
        <Button onClick={() => void link.refetch()}>Try again</Button>
      </AccessFrame>
    )
  }
  return (
    <AccessFrame title="One moment">
      <Stack aria-busy="true" role="status" aria-label="Reading the letter">
        <Skeleton h={14} w="80%" />
        <Skeleton h={80} />
        <Skeleton h={36} />
      </Stack>
    </AccessFrame>
  )
}

/** On an address that several resellers share, the link says whose it is. */
function useBrandOf(link: SignLink | undefined): void {
  const brand = useBrand()
  const put = usePutBrand()
  const own = link === undefined || link.status === 'gone' ? undefined : link.brand
  useEffect(() => {
    if (own !== undefined && !isBranded() && JSON.stringify(own) !== JSON.stringify(brand)) put(own)
  }, [own, brand, put])
}

interface ShownProps {
  readonly token: string
  readonly link: SignLink
  readonly isJustSigned: boolean
  readonly onSigned: () => void
  readonly onReadAgain: () => void
}

function Shown({ token, link, isJustSigned, onSigned, onReadAgain }: ShownProps): ReactNode {
  if (link.status === 'gone') return <Gone />
  if (link.status === 'expired') {
    return (
      <AccessFrame
        title="This link is over"
        words={`It was good for 14 days. Ask ${link.brand.name}, or whoever asked you to sign, for a new one; nothing is lost.`}
      />
    )
  }
  if (link.status === 'signed') {
    return (
      <AccessFrame
        title={isJustSigned ? 'Thank you: it is signed' : 'It is signed already'}
        words={`${link.name} signed on ${link.at}. There is nothing more to do.`}
      >
        <Stack gap="sm">
          {isJustSigned && (
            <Text size="sm">Please do not cancel the old service: it ends by itself once the numbers have moved.</Text>
          )}
          {link.isKept && <LetterDownload token={token} label="Download the signed letter" />}
        </Stack>
      </AccessFrame>
    )
  }
  return <OpenLetter token={token} link={link} onSigned={onSigned} onReadAgain={onReadAgain} />
}

function Gone(): ReactNode {
  return (
    <AccessFrame
      title="There is nothing to sign here"
      words="The link was withdrawn, or a newer one was mailed, or it is not whole: open it as it stands in the latest mail, to its very end. Else ask whoever asked you to sign."
    />
  )
}
