'use client'

import { useEffect, useState } from 'react'
import type { GraphLayout, GraphShape } from './layout'

/** The layout of a graph, computed beside the page; undefined until it is there, or "failed". */
export function useLayout(shape: GraphShape): GraphLayout | 'failed' | undefined {
  const [done, setDone] = useState<{ shape: GraphShape; layout: GraphLayout | 'failed' }>()
  useEffect(() => {
    const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<GraphLayout>) => setDone({ shape, layout: data })
    worker.onerror = () => setDone({ shape, layout: 'failed' })
    worker.postMessage(shape)
    return () => worker.terminate()
  }, [shape])
  return done?.shape === shape ? done.layout : undefined
}
