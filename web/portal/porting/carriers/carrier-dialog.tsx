import { Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { carriersEndpoints } from '#contract/carriers.ts'
import { useMay } from '../../../shared/access/session.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Item } from '../../../shared/api/wire-types.ts'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { RemoveCarrier } from './remove-carrier.tsx'

type Carrier = Item<'listCarriers'>

interface CarrierDialogProps {
  /** `new`: one more. */
  readonly carrierId: string
  readonly onClose: () => void
}

/** Adds a carrier, or changes one. */
export function CarrierDialog({ carrierId, onClose }: CarrierDialogProps): ReactNode {
  const may = useMay()
  const carriers = useRead('listCarriers', {})
  const isNew = carrierId === 'new'
  const known = carriers.data?.items.find(({ id }) => id === carrierId)
  const title = isNew ? 'Add a carrier' : (known?.name ?? 'Carrier')
  return (
    <Modal opened onClose={onClose} title={title} size={560}>
      {isNew ? (
        <CarrierForm carrier={undefined} onClose={onClose} />
      ) : (
        <Loaded query={carriers} what="the carrier">
          {() =>
            known === undefined ? (
              <Text size="sm">There is no such carrier any more.</Text>
            ) : may('carriers.write') ? (
              <CarrierForm key={known.version} carrier={known} onClose={onClose} />
            ) : (
              <Text size="sm">Only an administrator changes carriers.</Text>
            )
          }
        </Loaded>
      )}
    </Modal>
  )
}

interface CarrierFormProps {
  readonly carrier: Carrier | undefined
  readonly onClose: () => void
}

interface CarrierValues extends Record<string, unknown> {
  readonly name: string
  readonly isUpstream: boolean
  readonly isDefault: boolean
  readonly way: 'by-hand' | 'files'
  readonly email: string
}

function CarrierForm({ carrier, onClose }: CarrierFormProps): ReactNode {
  const initial: CarrierValues = {
    name: carrier?.name ?? '',
    isUpstream: carrier?.isUpstream ?? false,
    isDefault: carrier?.isDefault ?? false,
    way: carrier?.way === 'files' ? 'files' : 'by-hand',
    email: carrier?.email ?? '',
  }
  const toBody = (values: CarrierValues) => ({
    ...values,
    name: values.name.trim(),
    email: values.isUpstream && values.way === 'files' && values.email.trim() !== '' ? values.email.trim() : null,
  })
  const common = { initial, toBody, schema: carriersEndpoints.addCarrier.body, onDone: onClose }
  const adding = useApiForm<'addCarrier', CarrierValues>('addCarrier', {
    ...common,
    toAsk: (body) => ({ body }),
    done: 'Carrier added',
  })
  const changing = useApiForm<'changeCarrier', CarrierValues>('changeCarrier', {
    ...common,
    toAsk: (body) => ({ params: { carrierId: carrier?.id ?? '' }, body, ifVersion: carrier?.version ?? 0 }),
    done: 'Carrier saved',
  })
  const { form, ...frame } = carrier === undefined ? adding : changing
  const { isUpstream, way } = form.values
  return (
    <Stack>
      <FormFrame action={carrier === undefined ? 'Add carrier' : 'Save carrier'} {...frame} onCancel={onClose}>
        <TextInput
          label="Name"
          description="As customers know it: it is offered where they say whom their numbers leave."
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
          key={form.key('name')}
        />
        <Checkbox
          label="We lodge ports with it"
          description="An upstream carrier; numbers may leave it, too."
          {...form.getInputProps('isUpstream', { type: 'checkbox' })}
          key={form.key('isUpstream')}
        />
        {isUpstream && (
          <>
            <Checkbox
              label="The default"
              description="Ports go to it where nobody chooses another."
              {...form.getInputProps('isDefault', { type: 'checkbox' })}
              key={form.key('isDefault')}
            />
            {carrier?.way === 'simulator' ? (
              <Text size="sm" c="dimmed">
                It is simulated: it takes and answers orders by itself.
              </Text>
            ) : (
              <Radio.Group label="How orders travel to it" {...form.getInputProps('way')} key={form.key('way')}>
                <Stack gap="xs" mt={6}>
                  <Radio value="by-hand" label="By hand" description="You enter them where the carrier wants them." />
                  <Radio
                    value="files"
                    label="Request forms by e-mail"
                    description="When a port is lodged, its form goes out as PDF and CSV."
                  />
                </Stack>
              </Radio.Group>
            )}
            {way === 'files' && (
              <TextInput
                label="E-mail of its porting desk"
                type="email"
                required
                autoComplete="off"
                {...form.getInputProps('email')}
                key={form.key('email')}
              />
            )}
          </>
        )}
      </FormFrame>
      {carrier !== undefined && carrier.orderCount === 0 && (
        <Group>
          <RemoveCarrier carrier={carrier} onDone={onClose} />
        </Group>
      )}
    </Stack>
  )
}
