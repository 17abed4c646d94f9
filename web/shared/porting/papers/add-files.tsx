import { Alert, Button, Group, NativeSelect, Progress, Stack, Text, TextInput } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import type { Answer } from '../../api/wire-types.ts'
import { tellDone } from '../../feedback/toast.tsx'
import { FileDrop } from '../../form/file-drop.tsx'
import { bytesText, plural } from '../../format/counts.ts'
import { dayOf } from '../../format/dates.ts'
import { useMinute, useTimeZone } from '../../format/figures.tsx'
import { FILE_KIND_WORDS, FILES_TAKEN, type PortFileKind } from './file-words.ts'
import classes from './papers.module.css'
import { uploadFile } from './upload-file.ts'

/** Carriers take bills of the last 90 days as proof. */
const BILL_COUNTS_MS = 90 * 86_400_000

interface AddFilesProps {
  readonly portId: string
  readonly kinds: readonly PortFileKind[]
  readonly limits: Answer<'listPortFiles'>['limits']
  readonly isOwn: boolean
}

interface Underway {
  readonly name: string
  /** From 0 to 1. */
  readonly done: number
}

/** A place for more papers: dropped, chosen, or on a phone photographed. They are sent one after the other. */
export function AddFiles({ portId, kinds, limits, isOwn }: AddFilesProps): ReactNode {
  const client = useQueryClient()
  const [first = 'other'] = kinds
  const [kind, setKind] = useState<PortFileKind>(first)
  const [billedOn, setBilledOn] = useState('')
  const [underway, setUnderway] = useState<Underway>()
  const [refusals, setRefusals] = useState<readonly string[]>([])

  const send = async (files: readonly File[]): Promise<void> => {
    setRefusals([])
    const refused: string[] = []
    for (const file of files) {
      setUnderway({ name: file.name, done: 0 })
      const query = { kind, ...(kind === 'bill' && billedOn !== '' && { billedOn }) }
      const onProgress = (done: number): void => setUnderway({ name: file.name, done })
      try {
        // Larger ones are not even sent; what the server says of one is clear without its megabytes.
        if (file.size > limits.bytes) throw new TooLarge(file, limits.bytes)
        await uploadFile({ portId, file, query, onProgress })
      } catch (error) {
        refused.push(error instanceof TooLarge ? error.message : detailOf(error))
      }
    }
    setUnderway(undefined)
    setRefusals(refused)
    const count = files.length - refused.length
    if (count > 0) tellDone(count === 1 ? 'File added' : `${plural(count, 'file')} added`)
    await client.invalidateQueries()
  }
  const take = (files: readonly File[]): void => void send(files)

  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end">
        {kinds.length > 1 && (
          <NativeSelect
            label="What it is"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as PortFileKind)}
            data={kinds.map((each) => ({ value: each, label: FILE_KIND_WORDS[each] }))}
          />
        )}
        {kind === 'bill' && <BilledOn value={billedOn} onChange={setBilledOn} />}
      </Group>
      {kind === 'bill' && <OldBill billedOn={billedOn} />}
      <FileDrop
        label={kind === 'bill' ? (isOwn ? 'Your latest bill' : 'The latest bill') : 'Files'}
        words={`PDF, JPEG or PNG, up to ${bytesText(limits.bytes)} each; several pages at once are fine.`}
        accept={FILES_TAKEN}
        file={undefined}
        onFile={(file) => take([file])}
        onFiles={take}
        isBusy={underway !== undefined}
      />
      <Photo isBusy={underway !== undefined} onFiles={take} />
      {underway !== undefined && (
        <Stack gap={4} role="status">
          <Text size="sm">{`Sending ${underway.name}`}</Text>
          <Progress value={underway.done * 100} size="sm" aria-label={`Sending ${underway.name}`} />
        </Stack>
      )}
      {refusals.length > 0 && (
        <Alert color="red" role="alert" title="Not added">
          {refusals.map((words) => (
            <Text key={words} size="sm">
              {words}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  )
}

class TooLarge extends Error {
  constructor({ name, size }: File, limit: number) {
    super(
      `${name} has ${bytesText(size)}; ${bytesText(limit)} are allowed. Save it smaller, or take the photo in a lower quality.`,
    )
  }
}

interface BilledOnProps {
  readonly value: string
  readonly onChange: (day: string) => void
}

function BilledOn({ value, onChange }: BilledOnProps): ReactNode {
  const today = dayOf(useMinute(), useTimeZone())
  return (
    <TextInput
      type="date"
      label="Date on the bill"
      value={value}
      max={today}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function OldBill({ billedOn }: { readonly billedOn: string }): ReactNode {
  const now = useMinute()
  if (billedOn === '' || now.getTime() - Date.parse(billedOn) <= BILL_COUNTS_MS) return null
  return (
    <Text size="sm" c="var(--warning)" role="status">
      This bill is older than 90 days, and most providers refuse it as proof: look for a newer one.
    </Text>
  )
}

interface PhotoProps {
  readonly isBusy: boolean
  readonly onFiles: (files: readonly File[]) => void
}

/** Where fingers point there is a camera. */
function Photo({ isBusy, onFiles }: PhotoProps): ReactNode {
  const id = useId()
  return (
    <div className={classes['photo']}>
      <Button
        component="label"
        htmlFor={id}
        variant="default"
        leftSection={<IconCamera size={18} stroke={1.5} aria-hidden />}
        loading={isBusy}
      >
        Take a photo
      </Button>
      <input
        id={id}
        type="file"
        accept="image/*"
        capture="environment"
        className={classes['hidden']}
        disabled={isBusy}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
