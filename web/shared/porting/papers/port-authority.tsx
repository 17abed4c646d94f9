import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import { addressOf } from '../../api/client.ts'
import { useChange, useRead } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { ConfirmDialog } from '../../feedback/confirm-dialog.tsx'
import { copyText } from '../../feedback/copy-text.ts'
import { Loaded } from '../../feedback/loaded.tsx'
import { dateText, dayText, instantText } from '../../format/dates.ts'
import { Facts } from '../../layout/facts.tsx'
import { useDialog } from '../../router/use-dialog.ts'
import { SignDialog } from './sign-dialog.tsx'

type Authority = Answer<'readPortAuthority'>
type Signature = NonNullable<Authority['signed']>

interface PortAuthorityProps {
  readonly portId: string
  readonly timeZone: string
  /** The day the request says, `yyyy-mm-dd`; null: none. */
  readonly authorisedOn: string | null
  readonly isOwn?: boolean
}

/** Somebody else may sign at any moment: it is seen without reloading. */
const EVERY_MS = 30_000

/** How far the authority of a port is, and everything that can be done about it. */
export function PortAuthority({ portId, ...rest }: PortAuthorityProps): ReactNode {
  const query = useRead('readPortAuthority', { params: { portId } }, { every: EVERY_MS })
  return (
    <Loaded query={query} what="the authority">
      {(authority) => <AuthorityView portId={portId} authority={authority} {...rest} />}
    </Loaded>
  )
}

interface ViewProps extends PortAuthorityProps {
  readonly authority: Authority
}

function AuthorityView(props: ViewProps): ReactNode {
  const { portId, authority, timeZone } = props
  const dialog = useDialog()
  // What does not count any more is evidence still.
  const before = [
    ...(authority.signed === null || authority.status === 'signed' ? [] : [authority.signed]),
    ...authority.earlier,
  ]
  return (
    <Stack gap="sm">
      <Standing {...props} />
      <Actions portId={portId} authority={authority} onOpen={dialog.open} />
      {before.length > 0 && <Earlier portId={portId} signatures={before} timeZone={timeZone} />}
      {dialog.name === 'ask-signature' && (
        <AskDialog portId={portId} authority={authority} timeZone={timeZone} onClose={dialog.close} />
      )}
      {dialog.name === 'withdraw-signature' && (
        <WithdrawDialog portId={portId} authority={authority} onClose={dialog.close} />
      )}
      {dialog.name === 'sign' && authority.canSign && authority.letter !== null && authority.sha256 !== null && (
        <SignDialog portId={portId} letter={authority.letter} sha256={authority.sha256} onClose={dialog.close} />
      )}
    </Stack>
  )
}

/** What there is of an authority, in a few words. */
function Standing({ portId, authority, timeZone, authorisedOn, isOwn = false }: ViewProps): ReactNode {
  const { status, asked, signed, lacking, person, email } = authority
  const who = person ?? 'the authorised person'
  return (
    <>
      {signed !== null && status === 'signed' && <Signed portId={portId} signature={signed} timeZone={timeZone} />}
      {signed !== null && status !== 'signed' && (
        <Alert color="yellow" variant="light" title="Signed for another request">
          {`${signed.name} signed on ${dayText(signed.signedOn)}, and ${signed.changed ?? 'the request'} changed since. `}
          {signed.signedOn === authorisedOn ? 'Have it signed anew before it is submitted.' : ''}
        </Alert>
      )}
      {asked !== null && status === 'asked' && (
        <Text>
          {`${asked.person} was asked to sign by e-mail to ${asked.to}, on ${instantText(asked.askedAt, timeZone)}${
            isOwn ? '' : ` by ${asked.askedBy}`
          }. The link is good until ${dateText(asked.expiresAt, timeZone)}.`}
        </Text>
      )}
      {asked !== null && status === 'over' && (
        <Text>{`The link mailed to ${asked.to} was not used until ${dateText(asked.expiresAt, timeZone)}; mail another.`}</Text>
      )}
      {status === 'none' && (
        <Text c={authorisedOn === null ? undefined : 'dimmed'}>
          {authorisedOn === null
            ? `Nobody has signed yet. ${isOwn ? '' : 'A signature is the strongest evidence where a carrier asks.'}`
            : `Dated ${dayText(authorisedOn)} in the request, without a signature here.`}
        </Text>
      )}
      {lacking.length > 0 && (
        <Stack gap={2}>
          <Text size="sm">Before it can be signed:</Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {lacking.map((words) => (
              <li key={words}>
                <Text size="sm">{words}</Text>
              </li>
            ))}
          </ul>
        </Stack>
      )}
      {lacking.length === 0 && email === null && status !== 'signed' && (
        <Text size="sm" c="dimmed">
          {`To ask for the signature by e-mail, give the address of ${who}.`}
        </Text>
      )}
    </>
  )
}

interface SignedProps {
  readonly portId: string
  readonly signature: Signature
  readonly timeZone: string
}

function Signed({ portId, signature, timeZone }: SignedProps): ReactNode {
  const { id, name, signedAt, ip, by, sha256 } = signature
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          { label: 'Signed by', value: name },
          { label: 'On', value: instantText(signedAt, timeZone) },
          { label: 'From', value: `${ip}, ${by === 'link' ? 'by the mailed link' : 'signed in'}` },
          {
            label: 'SHA-256',
            value: (
              <Group gap={8}>
                <span className="figures" title={sha256}>{`${sha256.slice(0, 12)}…`}</span>
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label="Copy the SHA-256 of what was signed"
                  onClick={() => void copyText(sha256, 'SHA-256 copied')}
                >
                  Copy
                </Button>
              </Group>
            ),
          },
        ]}
      />
      <Group>
        <Button
          component="a"
          href={addressOf('portSignatureLetter', { params: { portId, signatureId: id } })}
          download
          variant="default"
          size="compact-sm"
        >
          Download signed letter
        </Button>
      </Group>
    </Stack>
  )
}

interface ActionsProps {
  readonly portId: string
  readonly authority: Authority
  readonly onOpen: (dialog: string) => void
}

function Actions({ portId, authority, onOpen }: ActionsProps): ReactNode {
  const { status, person, canAsk, canSign, lacking } = authority
  if (status === 'signed') return null
  const isAsked = status === 'asked' || status === 'over'
  return (
    <Group gap="xs">
      {canSign && (
        <Button size="compact-sm" onClick={() => onOpen('sign')}>
          Sign now
        </Button>
      )}
      {canAsk && (
        <Button size="compact-sm" variant={canSign ? 'default' : 'light'} onClick={() => onOpen('ask-signature')}>
          {isAsked ? 'Mail another link' : `Ask ${person ?? ''} to sign`}
        </Button>
      )}
      {status === 'asked' && canAsk && (
        <Button size="compact-sm" variant="default" onClick={() => onOpen('withdraw-signature')}>
          Withdraw link
        </Button>
      )}
      {lacking.length === 0 && (
        <Button
          component="a"
          href={addressOf('portAuthorityLetter', { params: { portId } })}
          download
          size="compact-sm"
          variant="default"
        >
          Download letter
        </Button>
      )}
    </Group>
  )
}

interface DialogProps {
  readonly portId: string
  readonly authority: Authority
  readonly onClose: () => void
}

function AskDialog({ portId, authority, timeZone, onClose }: DialogProps & { readonly timeZone: string }): ReactNode {
  const { person, email, asked, status } = authority
  const ask = useChange('askPortAuthority', { silent: true, done: 'Link mailed', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Ask ${person ?? ''} to sign?`}
      consequences={[
        `A link goes to ${email ?? ''}. Whoever opens it reads the letter and signs it with a name.`,
        'It is good for 14 days, and works once.',
        ...(status === 'asked' && asked !== null
          ? [`The link of ${instantText(asked.askedAt, timeZone)} is good no longer.`]
          : []),
      ]}
      action="Mail the link"
      isDangerous={false}
      isBusy={ask.isPending}
      failure={ask.isError ? detailOf(ask.error) : undefined}
      onConfirm={() => ask.mutate({ params: { portId } })}
    />
  )
}

function WithdrawDialog({ portId, authority, onClose }: DialogProps): ReactNode {
  const withdraw = useChange('revokePortAuthority', { silent: true, done: 'Link withdrawn', onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Withdraw the link?"
      consequences={[`The link mailed to ${authority.asked?.to ?? ''} opens nothing any more.`]}
      action="Withdraw link"
      isBusy={withdraw.isPending}
      failure={withdraw.isError ? detailOf(withdraw.error) : undefined}
      onConfirm={() => withdraw.mutate({ params: { portId } })}
    />
  )
}

interface EarlierProps {
  readonly portId: string
  readonly signatures: readonly Signature[]
  readonly timeZone: string
}

function Earlier({ portId, signatures, timeZone }: EarlierProps): ReactNode {
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        Signed before:
      </Text>
      {signatures.map(({ id, name, signedAt }) => (
        <Anchor
          key={id}
          size="sm"
          href={addressOf('portSignatureLetter', { params: { portId, signatureId: id } })}
          download
        >
          {`${name}, ${instantText(signedAt, timeZone)}`}
        </Anchor>
      ))}
    </Stack>
  )
}
