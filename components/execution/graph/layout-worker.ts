import { type GraphShape, layoutGraph } from './layout'

// What a worker's own scope is: the project's types know the window's alone.
interface WorkerScope {
  onmessage: ((event: MessageEvent<GraphShape>) => void) | null
  postMessage(message: unknown): void
}

declare const self: WorkerScope

self.onmessage = ({ data }) => self.postMessage(layoutGraph(data))
