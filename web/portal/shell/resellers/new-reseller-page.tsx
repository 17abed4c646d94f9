import { Checkbox, ColorInput, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { resellersEndpoints } from '#contract/resellers.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { TimeZoneSelect } from '../../../shared/form/time-zone-select.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { Section } from '../../../shared/layout/section.tsx'

const EMPTY = {
  name: '',
  timeZone: 'Australia/Sydney',
  brand: { name: '', colour: '#0b5d7a', supportEmail: '', legalName: '', abn: '', gstRegistered: true },
  owner: { name: '', email: '' },
}

/** A new tenant of the installation: its terms, its brand, and who runs it. */
export function Page(): ReactNode {
  const navigate = useNavigate()
  const { form, ...frame } = useApiForm('openReseller', {
    initial: EMPTY,
    schema: resellersEndpoints.openReseller.body,
    toBody: ({ brand, ...values }) => ({
      ...values,
      brand: {
        ...brand,
        name: brand.name === '' ? values.name : brand.name,
        colour: brand.colour.toLowerCase(),
        legalName: brand.legalName === '' ? null : brand.legalName,
        abn: brand.abn === '' ? null : brand.abn.replaceAll(/\s/g, ''),
      },
    }),
    toAsk: (body) => ({ body }),
    done: ({ name }) => `${name} is open; its owner is invited`,
    onDone: ({ id }) => void navigate({ to: `/resellers/${id}` }),
  })
  return (
    <PageFrame title="Open a reseller" crumbs={[{ label: 'Resellers', to: '/resellers' }]} width="form">
      <FormFrame action="Open reseller" onCancel={() => void navigate({ to: '/resellers' })} {...frame}>
        <TextInput
          label="Name"
          description="As you call it. Customers see the name of the brand."
          key={form.key('name')}
          {...form.getInputProps('name')}
        />
        <TimeZoneSelect
          label="Time zone"
          description="Its days begin and end by this clock; each customer may have another."
          key={form.key('timeZone')}
          {...form.getInputProps('timeZone')}
        />
        <Section title="Brand">
          <TextInput
            label="Name of the brand"
            placeholder={form.values.name}
            description="Left empty: the same name."
            mb="md"
            key={form.key('brand.name')}
            {...form.getInputProps('brand.name')}
          />
          <ColorInput
            label="Colour"
            description="Of buttons, links and bars. It is darkened or lightened where it could not be read."
            mb="md"
            key={form.key('brand.colour')}
            {...form.getInputProps('brand.colour')}
          />
          <TextInput
            label="Support address"
            description="Where its customers write to, and where answers to its e-mail go."
            type="email"
            mb="md"
            key={form.key('brand.supportEmail')}
            {...form.getInputProps('brand.supportEmail')}
          />
          <TextInput
            label="Legal name"
            description="Who sells, on tax invoices. Left empty: the brand."
            mb="md"
            key={form.key('brand.legalName')}
            {...form.getInputProps('brand.legalName')}
          />
          <TextInput
            label="ABN"
            description="Needed before the first tax invoice."
            inputMode="numeric"
            mb="md"
            key={form.key('brand.abn')}
            {...form.getInputProps('brand.abn')}
          />
          <Checkbox
            label="Registered for GST"
            key={form.key('brand.gstRegistered')}
            {...form.getInputProps('brand.gstRegistered', { type: 'checkbox' })}
          />
        </Section>
        <Section title="Owner" words="Gets an invitation by mail, and may do everything inside the reseller.">
          <TextInput label="Name" mb="md" key={form.key('owner.name')} {...form.getInputProps('owner.name')} />
          <TextInput
            label="E-mail address"
            type="email"
            key={form.key('owner.email')}
            {...form.getInputProps('owner.email')}
          />
        </Section>
      </FormFrame>
    </PageFrame>
  )
}
