import { useEffect } from 'react'
import { chosenReseller } from '../../shared/api/chosen-reseller.ts'
import { ApiProblem, detailOf, readProblem } from '../../shared/api/api-problem.ts'
import { tellFailure } from '../../shared/feedback/toast.tsx'

/**
 * Links to files of the API say nothing of the reseller an operator works for; the header that does goes with requests of the
 * page only. So for operators the page fetches the file and hands it to the browser.
 */
export function useOperatorDownloads(): void {
  useEffect(() => {
    const onClick = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const reseller = chosenReseller()
      if (link === null || reseller === null || !isFileOfApi(link)) return
      event.preventDefault()
      void download(link.href, reseller, link.download)
    }
    addEventListener('click', onClick)
    return () => removeEventListener('click', onClick)
  }, [])
}

function isFileOfApi({ href }: HTMLAnchorElement): boolean {
  const { origin, pathname } = new URL(href, location.href)
  return origin === location.origin && pathname.startsWith('/api/v1/')
}

async function download(href: string, reseller: string, name: string): Promise<void> {
  try {
    const response = await fetch(href, { headers: { 'tollgate-reseller': reseller } }).catch(() => {
      throw ApiProblem.unreachable()
    })
    if (!response.ok) throw await readProblem(response)
    const given = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    const url = URL.createObjectURL(await response.blob())
    const link = document.createElement('a')
    link.href = url
    link.download = given ?? (name === '' ? 'file' : name)
    link.click()
    URL.revokeObjectURL(url)
  } catch (error) {
    tellFailure(detailOf(error))
  }
}
