import { Button, Code, Grid, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { mailsEndpoints } from '#contract/mails.ts'
import { useChange, useRead } from '../../../shared/api/hooks.ts'
import type { Answer, Params } from '../../../shared/api/wire-types.ts'
import { ConfirmDialog } from '../../../shared/feedback/confirm-dialog.tsx'
import { Loaded } from '../../../shared/feedback/loaded.tsx'
import { FormFrame } from '../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../shared/form/use-api-form.ts'
import { PageFrame } from '../../../shared/layout/page.tsx'
import { useParam } from '../../../shared/router/use-address.ts'
import { mailKindWords } from './mail-kind-words.ts'
import { MailPreview } from './mail-preview.tsx'

type Kind = Params<'readMailTemplate'>['kind']

/** The words of one kind of e-mail, and beside them how it will look. */
export function Page(): ReactNode {
  const kind = useParam('kind') as Kind
  const template = useRead('readMailTemplate', { params: { kind } })
  return (
    <PageFrame
      title={mailKindWords(kind)}
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'E-mail words', to: '/settings/mail-templates' },
      ]}
      actions={template.data?.isOwn === true && <Reset kind={kind} />}
    >
      <Loaded query={template} what="the words">
        {(data) => <TemplateForm key={data.version} template={data} />}
      </Loaded>
    </PageFrame>
  )
}

const TYPING_MS = 300

function TemplateForm({ template }: { readonly template: Answer<'readMailTemplate'> }): ReactNode {
  const { kind, subject, body, variables, version } = template
  const { form, ...frame } = useApiForm('writeMailTemplate', {
    initial: { subject, body },
    schema: mailsEndpoints.writeMailTemplate.body,
    toBody: (values) => values,
    toAsk: (words) => ({ params: { kind }, body: words, ifVersion: version }),
    done: 'Words saved',
  })
  const [typed] = useDebouncedValue(form.values, TYPING_MS)
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <FormFrame action="Save words" {...frame}>
          <TextInput label="Subject" key={form.key('subject')} {...form.getInputProps('subject')} />
          <Textarea
            label="Text"
            description="An empty line begins a paragraph. {{link}} alone in a line becomes a button."
            autosize
            minRows={12}
            key={form.key('body')}
            {...form.getInputProps('body')}
          />
          <Stack gap={4}>
            <Text size="sm" fw={500}>
              What may stand in it
            </Text>
            <Group gap={6}>
              {variables.map((variable) => (
                <Code key={variable}>{`{{${variable}}}`}</Code>
              ))}
            </Group>
          </Stack>
        </FormFrame>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <MailPreview kind={kind} subject={typed.subject} body={typed.body} />
      </Grid.Col>
    </Grid>
  )
}

function Reset({ kind }: { readonly kind: Kind }): ReactNode {
  const [isAsked, setAsked] = useState(false)
  const reset = useChange('resetMailTemplate', { done: 'The words as delivered are back' })
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        Words as delivered
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title="Go back to the words as delivered?"
        consequences={['Your own words of this e-mail are gone.']}
        action="Bring them back"
        isBusy={reset.isPending}
        onConfirm={() => reset.mutate({ params: { kind } }, { onSuccess: () => setAsked(false) })}
      />
    </>
  )
}
