import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { webhooksEndpoints } from '#contract/webhooks.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { SecretShown } from './secret-shown.tsx'
import { WebhookFields, type WebhookValues } from './webhook-fields.tsx'

const EMPTY: WebhookValues = { url: '', description: '', eventTypes: [] }

/** Makes a webhook, and shows its secret the one time it can be seen. */
export function NewWebhookDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const navigate = useNavigate()
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string | null }>()
  const { form, ...frame } = useApiForm('createWebhook', {
    initial: EMPTY,
    schema: webhooksEndpoints.createWebhook.body,
    toBody: (values) => values,
    toAsk: (body) => ({ body }),
    fieldOf: (path) => path.replace(/^eventTypes.*/, 'eventTypes'),
    onDone: setMade,
  })
  const leave = (): void => {
    if (made === undefined) onClose()
    else void navigate({ to: `/settings/webhooks/${made.id}` })
  }
  return (
    <Modal opened onClose={leave} title={made === undefined ? 'New webhook' : 'Its signing secret'} size={560}>
      {made === undefined ? (
        <FormFrame action="Make webhook" {...frame} onCancel={onClose}>
          <WebhookFields form={form} />
        </FormFrame>
      ) : (
        <SecretShown secret={made.secret} onClose={leave} />
      )}
    </Modal>
  )
}
