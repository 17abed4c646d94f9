import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { rejectCodesEndpoints } from '#contract/reject-codes.ts'
import { REJECT_PROCESS_WORDS, type RejectProcess } from '#domain/porting/reject-codes.ts'
import { useMay } from '../../../../shared/access/session.ts'
import { detailOf } from '../../../../shared/api/api-problem.ts'
import { useChange } from '../../../../shared/api/hooks.ts'
import type { Item } from '../../../../shared/api/wire-types.ts'
import { plural } from '../../../../shared/format/counts.ts'
import { FormFrame } from '../../../../shared/form/form-frame.tsx'
import { useApiForm } from '../../../../shared/form/use-api-form.ts'
import { CarrierSelect } from '../carrier-select.tsx'
import { PROCESS_OPTIONS } from './process-names.ts'
import { CodeFields, EMPTY_TERMS, termsToBody, type CodeTerms } from './code-fields.tsx'

const NEW_CODE: CodeTerms & { readonly process: RejectProcess; readonly code: string; readonly carrierId: string } = {
  process: 'simple',
  code: '',
  carrierId: '',
  ...EMPTY_TERMS,
}

/** Adds a code of carriers to the table. */
export function NewRejectCode({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { form, ...frame } = useApiForm('addRejectCode', {
    initial: NEW_CODE,
    schema: rejectCodesEndpoints.addRejectCode.body,
    toBody: ({ process, code, carrierId, ...terms }) => ({
      process,
      code,
      carrierId: carrierId === '' ? null : carrierId,
      ...termsToBody(terms),
      isRetired: false,
    }),
    toAsk: (body) => ({ body }),
    done: 'Code added',
    onDone: onClose,
  })
  return (
    <Modal opened onClose={onClose} title="New reject code" size={560}>
      <FormFrame action="Add code" {...frame} onCancel={onClose}>
        <TextInput
          label="Code"
          description="As the carrier writes it."
          data-autofocus
          key={form.key('code')}
          {...form.getInputProps('code')}
        />
        <NativeSelect
          label="In answer to"
          data={PROCESS_OPTIONS}
          key={form.key('process')}
          {...form.getInputProps('process')}
        />
        <CarrierSelect
          label="Upstream carrier that gives it"
          none="Any"
          areUpstream
          value={form.values.carrierId === '' ? null : form.values.carrierId}
          error={form.errors['carrierId']}
          onChange={(carrierId) => form.setFieldValue('carrierId', carrierId ?? '')}
        />
        <CodeFields form={form} />
      </FormFrame>
    </Modal>
  )
}

interface RejectCodeDialogProps {
  readonly code: Item<'listRejectCodes'>
  readonly onClose: () => void
}

/** What a code means: to look at, or to change, retire and delete. */
export function RejectCodeDialog({ code, onClose }: RejectCodeDialogProps): ReactNode {
  const may = useMay()
  const { process, carrier, uses } = code
  return (
    <Modal opened onClose={onClose} title={`Code ${code.code}`} size={560}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {REJECT_PROCESS_WORDS[process]}, given by {carrier?.name ?? 'any carrier'}.{' '}
          {uses === 0
            ? 'Nothing was rejected with it yet.'
            : `${plural(uses, 'attempt')} ${uses === 1 ? 'was' : 'were'} rejected with it.`}
        </Text>
        {may('ports.settings') ? <ChangeForm code={code} onClose={onClose} /> : <Text>{code.label}</Text>}
      </Stack>
    </Modal>
  )
}

function ChangeForm({ code, onClose }: RejectCodeDialogProps): ReactNode {
  const { id: rejectCodeId, reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired, version } = code
  const params = { rejectCodeId }
  const initial: CodeTerms = {
    reason,
    label,
    customerText: customerText ?? '',
    fix: fix ?? '',
    isRetryable,
    isWholeOrder,
  }
  const { form, ...frame } = useApiForm('changeRejectCode', {
    initial,
    schema: rejectCodesEndpoints.changeRejectCode.body,
    toBody: (terms) => ({ ...termsToBody(terms), isRetired }),
    toAsk: (body) => ({ params, body, ifVersion: version }),
    done: 'Code saved',
    onDone: onClose,
  })
  const retire = useChange('changeRejectCode', {
    silent: true,
    done: isRetired ? 'Code is in use again' : 'Code retired',
    onDone: onClose,
  })
  const remove = useChange('removeRejectCode', { silent: true, done: 'Code deleted', onDone: onClose })
  const refused = retire.error ?? remove.error
  return (
    <>
      <FormFrame
        action="Save code"
        {...frame}
        failure={frame.failure ?? (refused === null ? undefined : detailOf(refused))}
      >
        <CodeFields form={form} />
      </FormFrame>
      <Group gap="sm">
        <Button
          variant="default"
          size="compact-sm"
          loading={retire.isPending}
          onClick={() =>
            retire.mutate({
              params,
              body: { reason, label, customerText, fix, isRetryable, isWholeOrder, isRetired: !isRetired },
              ifVersion: version,
            })
          }
        >
          {isRetired ? 'Bring it back' : 'Retire'}
        </Button>
        {code.uses === 0 && (
          <Button
            variant="default"
            size="compact-sm"
            loading={remove.isPending}
            onClick={() => remove.mutate({ params })}
          >
            Delete
          </Button>
        )}
      </Group>
    </>
  )
}
