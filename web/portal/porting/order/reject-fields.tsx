import { Autocomplete, NativeSelect, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { findRejectCode, REJECT_PROCESS_WORDS, rejectionWords, rejectProcess } from '#domain/porting/reject-codes.ts'
import { REJECT_REASONS, REJECT_REASON_NAMES, type RejectReason } from '#domain/porting/reject-reasons.ts'
import { useRead } from '../../../shared/api/hooks.ts'
import type { Port } from './port-states.ts'

interface RejectFieldsProps {
  readonly port: Port
  /** As the carrier gave it; '' none. */
  readonly code: string
  /** '': what the code means. */
  readonly reason: RejectReason | ''
  readonly onChange: (patch: { readonly rejectCode?: string; readonly rejectReason?: RejectReason | '' }) => void
}

/** The carrier's code, typed or picked; the reason, which it fills; and what the customer will read. */
export function RejectFields({ port, code, reason, onChange }: RejectFieldsProps): ReactNode {
  const process = rejectProcess(port.kind, port.state)
  const { data } = useRead('listRejectCodes', { query: { process, limit: 200 } })
  const rows = (data?.items ?? []).map((row) => ({ ...row, carrierId: row.carrier?.id ?? null }))
  const inUse = rows.filter((row) => !row.isRetired && (row.carrierId === null || row.carrierId === port.upstreamId))
  const asked = { process, carrierId: port.upstreamId, code }
  const found = code.trim() === '' ? undefined : findRejectCode(rows, asked)
  const meant = reason === '' ? (found?.isRetired === false ? found.reason : undefined) : reason
  const words = meant === undefined ? undefined : rejectionWords(meant, found)
  return (
    <Stack gap="sm">
      <Autocomplete
        label="The carrier’s code"
        description={`${REJECT_PROCESS_WORDS[process]}. Leave it empty where it gave none.`}
        data={[...new Map(inUse.map((row) => [row.code, row])).values()].map(({ code: value }) => value)}
        renderOption={({ option }) => (
          <Text size="sm">
            {option.value} · {findRejectCode(inUse, { ...asked, code: option.value })?.label}
          </Text>
        )}
        maxLength={20}
        openOnFocus={false}
        value={code}
        onChange={(rejectCode) => onChange({ rejectCode, rejectReason: '' })}
        data-autofocus
      />
      {code.trim() !== '' && data !== undefined && found?.isRetired !== false && (
        <Text size="sm" c="var(--warning)" role="status">
          {found === undefined ? 'Nobody here knows that code yet' : 'That code is retired'}: choose the reason.
        </Text>
      )}
      <NativeSelect
        label="Why it was rejected"
        data={[
          { value: '', label: 'Choose the reason', disabled: true },
          ...REJECT_REASON_NAMES.map((name) => ({ value: name, label: REJECT_REASONS[name].label })),
        ]}
        value={meant ?? ''}
        onChange={(event) => onChange({ rejectReason: event.currentTarget.value as RejectReason })}
      />
      {words !== undefined && (
        <Text size="sm" c="dimmed" aria-live="polite">
          The customer reads: {words.customerText} {words.fix}
        </Text>
      )}
      {words?.isWholeOrder === false && port.numberCount > 1 && (
        <Text size="sm">It hits some of the numbers only: split the others off first, and they go on.</Text>
      )}
      {words?.isRetryable === false && <Text size="sm">Submitting it again cannot go through as it is.</Text>}
    </Stack>
  )
}
