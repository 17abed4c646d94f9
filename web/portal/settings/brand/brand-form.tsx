import { Alert, Checkbox, ColorInput, Grid, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { brandEndpoints } from '#contract/brand.ts'
import { useMay } from '../../../shared/access/session.ts'
import type { Answer } from '../../../shared/api/wire-types.ts'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { Section } from '../../../shared/layout/section.tsx'
import { BrandPictures } from './brand-pictures.tsx'
import { BrandPreview } from './brand-preview.tsx'
import { bodyOf, valuesOf, type BrandValues } from './brand-values.ts'
import { ColourCheck } from './colour-check.tsx'

/** The whole record of the brand, and beside it how it looks as it is typed. */
export function BrandForm({ brand }: { readonly brand: Answer<'readBrand'> }): ReactNode {
  const may = useMay()
  const isMine = may('brand.write')
  const { form, ...frame } = useApiForm('writeBrand', {
    initial: valuesOf(brand),
    schema: brandEndpoints.writeBrand.body,
    toBody: (values: BrandValues) => bodyOf(values),
    toAsk: (body) => ({ body, ifVersion: brand.version }),
    done: 'Brand saved',
  })
  const input = (path: string) => ({ key: form.key(path), ...form.getInputProps(path), readOnly: !isMine })
  const { colour, accentColour } = form.values
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="lg">
          {brand.warnings.length > 0 && (
            <Alert color="yellow" title="Worth putting right">
              {brand.warnings.map((warning) => (
                <div key={warning}>{warning}</div>
              ))}
            </Alert>
          )}
          <FormFrame action="Save brand" {...frame}>
            <Section title="Look">
              <Stack>
                <TextInput label="Brand name" description="Customers see it everywhere" {...input('name')} />
                <ColorInput
                  label="Colour"
                  description="Links, buttons and bars"
                  format="hex"
                  withEyeDropper={false}
                  {...input('colour')}
                />
                <ColourCheck name="colour" colour={colour} />
                <ColorInput
                  label="Accent colour"
                  description="A second series in charts"
                  format="hex"
                  withEyeDropper={false}
                  {...input('accentColour')}
                />
                <ColourCheck name="accent colour" colour={accentColour} />
              </Stack>
            </Section>
            <Section title="Help for customers">
              <Stack>
                <TextInput label="Support e-mail" type="email" {...input('supportEmail')} />
                <TextInput label="Support phone" placeholder="1300 975 701" {...input('supportPhone')} />
                <TextInput label="Help page" placeholder="https://" {...input('supportUrl')} />
                <TextInput label="Terms" placeholder="https://" {...input('termsUrl')} />
              </Stack>
            </Section>
            <Section title="On invoices">
              <Stack>
                <TextInput
                  label="Legal name"
                  description="Who sells; the brand name, if left out"
                  {...input('legalName')}
                />
                <TextInput label="ABN" placeholder="51 824 753 556" {...input('abn')} />
                <Textarea label="Address" autosize minRows={2} {...input('address')} />
                <Checkbox
                  label="Registered for GST"
                  key={form.key('gstRegistered')}
                  {...form.getInputProps('gstRegistered', { type: 'checkbox' })}
                  disabled={!isMine}
                />
                <Radio.Group label="GST is rounded" {...form.getInputProps('gstRounding')}>
                  <Stack gap={4} mt={4}>
                    <Radio value="document" label="once a document" disabled={!isMine} />
                    <Radio value="line" label="once a line" disabled={!isMine} />
                  </Stack>
                </Radio.Group>
                <Textarea label="Foot of the invoice" autosize minRows={2} {...input('invoiceFooter')} />
                <Textarea label="Line about complaints" autosize minRows={2} {...input('complaintsLine')} />
              </Stack>
            </Section>
            <Section title="Bank account" words="Customers pay by transfer with their account number as the reference.">
              <Stack>
                <TextInput label="Bank" {...input('bank.bankName')} />
                <TextInput label="Account name" {...input('bank.accountName')} />
                <TextInput label="BSB" placeholder="062-000" {...input('bank.bsb')} />
                <TextInput label="Account number" {...input('bank.accountNumber')} />
              </Stack>
            </Section>
            <Section title="E-mails and addresses">
              <Stack>
                <TextInput label="Sender name" {...input('senderName')} />
                <TextInput label="Sender e-mail" type="email" {...input('senderEmail')} />
                <TextInput
                  label="Host name of the customer portal"
                  placeholder="my.wattle.example"
                  description="Point it at this server; customers then see nothing but your brand"
                  {...input('customerHostname')}
                />
                <TextInput
                  label="Host name for staff"
                  placeholder="office.wattle.example"
                  {...input('staffHostname')}
                />
              </Stack>
            </Section>
          </FormFrame>
          <BrandPictures brand={brand} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <BrandPreview name={form.values.name} colour={colour} accentColour={accentColour} logoUrl={brand.logoUrl} />
      </Grid.Col>
    </Grid>
  )
}
