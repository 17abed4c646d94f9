import { ActionIcon, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconDownload, IconEye, IconEyeOff, IconFileText, IconPhoto, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { detailOf } from '../../api/api-problem.ts'
import { addressOf } from '../../api/client.ts'
import { useChange, useRead } from '../../api/hooks.ts'
import type { Answer } from '../../api/wire-types.ts'
import { ConfirmDialog } from '../../feedback/confirm-dialog.tsx'
import { Loaded } from '../../feedback/loaded.tsx'
import { AddFiles } from './add-files.tsx'
import { fileText, uploadText, type PortFile, type PortFileKind } from './file-words.ts'
import classes from './papers.module.css'

interface PortFilesProps {
  readonly portId: string
  /** The zone its times are said in. */
  readonly timeZone: string
  /** The attempt that is under way: what is of another one says so. */
  readonly attempt: number
  /** Whether it is shown to the customer whose numbers these are. */
  readonly isOwn?: boolean
  /** Of a step that asks for one kind of paper: the others are left out, and the place to drop is open until there is one. */
  readonly only?: PortFileKind
}

/** The papers of a port: what was handed in by whom and when, and a place to add more. */
export function PortFiles({ portId, ...rest }: PortFilesProps): ReactNode {
  const query = useRead('listPortFiles', { params: { portId } })
  return (
    <Loaded query={query} what="the files">
      {(files) => <FileList portId={portId} files={files} {...rest} />}
    </Loaded>
  )
}

function FileList({
  portId,
  timeZone,
  attempt,
  isOwn = false,
  only,
  files: { items, kinds, limits },
}: PortFilesProps & { readonly files: Answer<'listPortFiles'> }): ReactNode {
  const shown = only === undefined ? items : items.filter(({ kind }) => kind === only)
  const [isAdding, setAdding] = useState(only !== undefined && shown.length === 0)
  const [leaving, leave] = useState<PortFile>()
  const offered = only === undefined ? kinds : kinds.filter((kind) => kind === only)
  return (
    <Stack gap="sm">
      {shown.length === 0 && !isAdding && (
        <Text size="sm" c="dimmed">
          {isOwn
            ? 'Nothing handed in yet. Your latest bill helps most.'
            : 'No files yet. The latest bill proves what is typed.'}
        </Text>
      )}
      {shown.length > 0 && (
        <ul className={classes['files']}>
          {shown.map((file) => (
            <FileRow
              key={file.id}
              portId={portId}
              file={file}
              timeZone={timeZone}
              isOwn={isOwn}
              isEarlier={file.attempt < attempt}
              onRemove={() => leave(file)}
            />
          ))}
        </ul>
      )}
      {offered.length > 0 &&
        (isAdding ? (
          <AddFiles portId={portId} kinds={offered} limits={limits} isOwn={isOwn} />
        ) : (
          <Group>
            <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
              Add files
            </Button>
          </Group>
        ))}
      {leaving !== undefined && <RemoveFile portId={portId} file={leaving} onClose={() => leave(undefined)} />}
    </Stack>
  )
}

interface FileRowProps {
  readonly portId: string
  readonly file: PortFile
  readonly timeZone: string
  readonly isOwn: boolean
  readonly isEarlier: boolean
  readonly onRemove: () => void
}

function FileRow({ portId, file, timeZone, isOwn, isEarlier, onRemove }: FileRowProps): ReactNode {
  const show = useChange('changePortFile', {
    done: file.forCustomer ? `${file.name} is among staff now` : `The customer sees ${file.name} now`,
  })
  const params = { portId, fileId: file.id }
  const address = addressOf('readPortFile', { params })
  const Icon = file.mediaType === 'application/pdf' ? IconFileText : IconPhoto
  return (
    <li>
      <Icon size={20} stroke={1.5} aria-hidden className={classes['icon']} />
      <div className={classes['words']}>
        <Group gap={8}>
          <Anchor href={address} download={file.name} style={{ overflowWrap: 'anywhere' }}>
            {file.name}
          </Anchor>
          {!file.forCustomer && (
            <Badge size="sm" variant="default">
              Staff only
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {fileText(file)}
          {isEarlier && `, attempt ${file.attempt}`}
        </Text>
        <Text size="sm" c="dimmed">
          {uploadText(file, timeZone, isOwn)}
        </Text>
      </div>
      <Group gap={4} wrap="nowrap">
        {file.canHide && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            loading={show.isPending}
            aria-label={file.forCustomer ? `Keep ${file.name} among staff` : `Show ${file.name} to the customer`}
            onClick={() => show.mutate({ params, body: { forCustomer: !file.forCustomer } })}
          >
            {file.forCustomer ? <IconEye size={18} stroke={1.5} /> : <IconEyeOff size={18} stroke={1.5} />}
          </ActionIcon>
        )}
        <ActionIcon
          component="a"
          href={address}
          download={file.name}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Download ${file.name}`}
        >
          <IconDownload size={18} stroke={1.5} />
        </ActionIcon>
        {file.canRemove && (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Remove ${file.name}`} onClick={onRemove}>
            <IconTrash size={18} stroke={1.5} />
          </ActionIcon>
        )}
      </Group>
    </li>
  )
}

interface RemoveFileProps {
  readonly portId: string
  readonly file: PortFile
  readonly onClose: () => void
}

function RemoveFile({ portId, file, onClose }: RemoveFileProps): ReactNode {
  const remove = useChange('removePortFile', { silent: true, done: `${file.name} removed`, onDone: onClose })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Remove ${file.name}?`}
      consequences={['It is gone for good; the timeline says that it was here.']}
      action="Remove file"
      isBusy={remove.isPending}
      failure={remove.isError ? detailOf(remove.error) : undefined}
      onConfirm={() => remove.mutate({ params: { portId, fileId: file.id } })}
    />
  )
}
