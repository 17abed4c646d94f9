import { Button, Group, Modal, Switch } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { webhooksEndpoints } from '#contract/webhooks.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { useMay } from '../../../shared/access/session.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { Deliveries } from './deliveries.tsx'
import { SecretShown } from './secret-shown.tsx'
import { WebhookFields, type WebhookValues } from './webhook-fields.tsx'

type Webhook = Answer<'readWebhook'>

/** One webhook: what it is told, its secret, and everything that was sent. */
export function Page(): ReactNode {
  const webhookId = useParam('webhookId')
  const webhook = useRead('readWebhook', { params: { webhookId } })
  return (
    <PageFrame
      title={webhook.data?.url ?? 'Webhook'}
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'Webhooks', to: '/settings/webhooks' },
      ]}
      actions={webhook.data !== undefined && <Acts webhook={webhook.data} />}
    >
      <Loaded query={webhook} what="the webhook">
        {(data) => (
          <>
            <Section title="Deliveries" words="What was sent, and what came back.">
              <Deliveries webhookId={data.id} />
            </Section>
            <Section title="What it is told">
              <WebhookForm key={data.version} webhook={data} />
            </Section>
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}

function Acts({ webhook }: { readonly webhook: Webhook }): ReactNode {
  const may = useMay()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<'remove' | 'rotate'>()
  const [secret, setSecret] = useState<string | null>()
  const params = { webhookId: webhook.id }
  const ping = useChange('pingWebhook', { done: 'Test sent: see the deliveries below' })
  const change = useChange('changeWebhook')
  const rotate = useChange('rotateSecret', { onDone: (made) => setSecret(made.secret) })
  const remove = useChange('removeWebhook', {
    done: 'Webhook removed',
    onDone: () => void navigate({ to: '/settings/webhooks' }),
  })
  if (!may('webhooks.write')) return null
  const { url, description, eventTypes, status, version } = webhook
  return (
    <Group gap="sm">
      <Switch
        label="On"
        checked={status === 'active'}
        onChange={(event) =>
          change.mutate({
            params,
            body: { url, description, eventTypes, status: event.currentTarget.checked ? 'active' : 'disabled' },
            ifVersion: version,
          })
        }
      />
      <Button variant="default" loading={ping.isPending} onClick={() => ping.mutate({ params })}>
        Send a test
      </Button>
      <Button variant="default" onClick={() => setAsked('rotate')}>
        New secret
      </Button>
      <Button variant="subtle" color="red" onClick={() => setAsked('remove')}>
        Remove
      </Button>
      <ConfirmDialog
        opened={asked === 'remove'}
        onClose={() => setAsked(undefined)}
        title="Remove this webhook?"
        consequences={['Nothing is sent there any more.', 'Its log of deliveries goes with it.']}
        action="Remove webhook"
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ params })}
      />
      <ConfirmDialog
        opened={asked === 'rotate'}
        onClose={() => setAsked(undefined)}
        title="Give it a new secret?"
        consequences={['The one before signs too for a day, so that the receiver can change over.']}
        action="Make a new secret"
        isDangerous={false}
        isBusy={rotate.isPending}
        onConfirm={() => rotate.mutate({ params }, { onSuccess: () => setAsked(undefined) })}
      />
      <Modal opened={secret !== undefined} onClose={() => setSecret(undefined)} title="Its signing secret" size={560}>
        {secret !== undefined && <SecretShown secret={secret} onClose={() => setSecret(undefined)} />}
      </Modal>
    </Group>
  )
}

function WebhookForm({ webhook }: { readonly webhook: Webhook }): ReactNode {
  const { id, url, description, eventTypes, status, version } = webhook
  const initial: WebhookValues = { url, description, eventTypes: [...eventTypes] }
  const { form, ...frame } = useApiForm('changeWebhook', {
    initial,
    schema: webhooksEndpoints.changeWebhook.body,
    toBody: (values: WebhookValues) => ({ ...values, status }),
    toAsk: (body) => ({ params: { webhookId: id }, body, ifVersion: version }),
    fieldOf: (path) => path.replace(/^eventTypes.*/, 'eventTypes'),
    done: 'Webhook saved',
  })
  return (
    <div style={{ maxWidth: 640 }}>
      <FormFrame action="Save webhook" {...frame}>
        <WebhookFields form={form} />
      </FormFrame>
    </div>
  )
}
