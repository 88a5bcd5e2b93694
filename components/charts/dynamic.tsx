'use client'

import dynamic from 'next/dynamic'

// The chart library is loaded on the pages that draw, after what can be read without it; the figure around a chart
// keeps its height free meanwhile.
export const LineChart = dynamic(() => import('./line-chart').then((module) => module.LineChart), {
  ssr: false,
})
export const ShareChart = dynamic(() => import('./share-chart').then((module) => module.ShareChart), {
  ssr: false,
})
