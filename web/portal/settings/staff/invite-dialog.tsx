import { Modal, Radio, Stack, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { STAFF_ROLES } from '#domain/access/giving-roles.ts'
import { usersEndpoints } from '#contract/users.ts'
import { ROLE_WORDS } from '../../../shared/access/role-words.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { STAFF_ROLE_DUTIES, type Member } from './staff-roles.ts'

interface InviteDialogProps {
  /** Left out: somebody new. */
  readonly member?: Member
  readonly onClose: () => void
}

/** Invites somebody, or gives somebody another role. */
export function InviteDialog({ member, onClose }: InviteDialogProps): ReactNode {
  return (
    <Modal
      opened
      onClose={onClose}
      title={member === undefined ? 'Invite somebody' : `Role of ${member.name}`}
      size={520}
    >
      {member === undefined ? <Invite onClose={onClose} /> : <ChangeRole member={member} onClose={onClose} />}
    </Modal>
  )
}

function Invite({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { form, ...frame } = useApiForm('inviteStaff', {
    initial: { email: '', name: '', role: 'support' },
    schema: usersEndpoints.inviteStaff.body,
    toBody: (values) => values,
    toAsk: (body) => ({ body }),
    done: ({ email }) => `Invitation sent to ${email}`,
    onDone: onClose,
  })
  return (
    <FormFrame action="Send invitation" {...frame} onCancel={onClose}>
      <TextInput label="E-mail" type="email" data-autofocus {...form.getInputProps('email')} key={form.key('email')} />
      <TextInput label="Name" {...form.getInputProps('name')} key={form.key('name')} />
      <Roles {...form.getInputProps('role')} />
    </FormFrame>
  )
}

function ChangeRole({ member, onClose }: { readonly member: Member; readonly onClose: () => void }): ReactNode {
  const { form, ...frame } = useApiForm('changeStaff', {
    initial: { role: member.role },
    schema: usersEndpoints.changeStaff.body,
    toBody: (values) => values,
    toAsk: (body) => ({ params: { userId: member.id }, body, ifVersion: member.version }),
    done: 'Role changed',
    onDone: onClose,
  })
  return (
    <FormFrame action="Change role" {...frame} onCancel={onClose}>
      <Roles {...form.getInputProps('role')} />
    </FormFrame>
  )
}

function Roles(props: object): ReactNode {
  return (
    <Radio.Group label="Role" {...props}>
      <Stack gap="xs" mt={6}>
        {STAFF_ROLES.map((role) => (
          <Radio key={role} value={role} label={ROLE_WORDS[role]} description={STAFF_ROLE_DUTIES[role]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
