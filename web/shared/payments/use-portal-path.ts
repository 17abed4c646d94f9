import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** A page of this portal as the browser has it: `/my/pay` of `/pay` where the portal stands below `/my`. */
export function usePortalPath(): (page: string) => string {
  const { basepath } = useRouter()
  return useCallback((page: string) => (basepath === '/' ? page : `${basepath}${page}`), [basepath])
}
