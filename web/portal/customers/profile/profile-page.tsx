import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useMay } from '../../../shared/access/session.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { useQueryState } from '../../../shared/router/use-address.ts'
import { useAccount } from '../account-context.tsx'
import { ProfileForm } from './profile-form.tsx'
import { PROFILE_PARTS, type ProfilePart } from './profile-parts.tsx'

/** What is known about a customer, part by part; each is changed on the spot. */
export function Page(): ReactNode {
  const [{ edit }, change] = useQueryState()
  return (
    <PageFrame title="Profile and contacts">
      <Stack gap="xl">
        {PROFILE_PARTS.map((part) => (
          <Part
            key={part.key}
            part={part}
            isEdited={edit === part.key}
            isOtherEdited={edit !== undefined && edit !== part.key}
            onEdit={() => change({ edit: part.key })}
            onDone={() => change({ edit: undefined })}
          />
        ))}
      </Stack>
    </PageFrame>
  )
}

interface PartProps {
  readonly part: ProfilePart
  readonly isEdited: boolean
  /** Only one is changed at a time: what was typed in it would be lost. */
  readonly isOtherEdited: boolean
  readonly onEdit: () => void
  readonly onDone: () => void
}

function Part({ part, isEdited, isOtherEdited, onEdit, onDone }: PartProps): ReactNode {
  const { account } = useAccount()
  const may = useMay()
  const canEdit = may('accounts.write') && account.status !== 'cancelled'
  return (
    <Section
      title={part.title}
      actions={
        canEdit &&
        !isEdited &&
        !isOtherEdited && (
          <Button variant="default" size="compact-sm" aria-label={`Edit: ${part.title}`} onClick={onEdit}>
            Edit
          </Button>
        )
      }
    >
      {isEdited && canEdit ? <ProfileForm part={part} onDone={onDone} /> : part.show(account)}
    </Section>
  )
}
