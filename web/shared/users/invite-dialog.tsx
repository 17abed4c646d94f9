import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { ApiProblem, detailOf } from '../api/api-problem.ts'
import { useChange } from '../api/hooks.ts'
import { tellDone } from '../feedback/toast.tsx'
import { plural } from '../format/counts.ts'
import { InvitationFields } from './invitation-fields.tsx'
import { faultsOfDraft, newInvitation, splitAddresses, type Invitation } from './invitation.ts'
import type { UsersOf } from './user-words.ts'

interface InviteDialogProps {
  readonly account: UsersOf
  readonly onClose: () => void
}

/** Invites several people at once. Those who could not be invited stay, each with the reason. */
export function InviteDialog({ account, onClose }: InviteDialogProps): ReactNode {
  const [rows, setRows] = useState<readonly Invitation[]>(() => [newInvitation()])
  const [isBusy, setBusy] = useState(false)
  const invite = useChange('inviteUser', { silent: true })

  const send = async (): Promise<void> => {
    const checked = rows.map((row) => ({ ...row, faults: faultsOfDraft(row) }))
    setRows(checked)
    if (checked.some(({ faults }) => Object.keys(faults).length > 0)) return
    setBusy(true)
    const left: Invitation[] = []
    for (const row of checked) {
      const { email, name, role, numbers } = row
      const body = { email, name, role, ...(role === 'customer-user' && { numbers: [...numbers] }) }
      try {
        await invite.mutateAsync({ params: { accountId: account.id }, body })
      } catch (error) {
        left.push({ ...row, faults: refusalOf(error) })
      }
    }
    setBusy(false)
    const sent = checked.length - left.length
    if (sent > 0) tellDone(`${plural(sent, 'invitation')} sent`)
    if (left.length === 0) onClose()
    else setRows(left)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!isBusy) void send()
  }
  const change = (changed: Invitation): void =>
    setRows(rows.flatMap((row) => (row.key === changed.key ? splitAddresses(changed) : [row])))

  return (
    <Modal opened onClose={onClose} title={`Invite users of ${account.name}`} size={680}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            Each gets an e-mail with a link and sets a password. Several addresses can be pasted at once.
          </Text>
          {rows.map((row, index) => (
            <InvitationFields
              key={row.key}
              accountId={account.id}
              invitation={row}
              isFirst={index === 0}
              onChange={change}
              {...(rows.length > 1 && { onRemove: () => setRows(rows.filter(({ key }) => key !== row.key)) })}
            />
          ))}
          <Button
            variant="subtle"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setRows([...rows, newInvitation()])}
          >
            One more
          </Button>
          <Group gap="sm">
            <Button type="submit" loading={isBusy}>
              {rows.length === 1 ? 'Send invitation' : `Send ${plural(rows.length, 'invitation')}`}
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** What the server said of one, at the field it is about. */
function refusalOf(error: unknown): Invitation['faults'] {
  const [first] = error instanceof ApiProblem ? error.faults : []
  const field = first?.field?.split('.')[0] ?? ''
  return first !== undefined && ['email', 'name', 'numbers'].includes(field)
    ? { [field]: first.message }
    : { email: detailOf(error) }
}
