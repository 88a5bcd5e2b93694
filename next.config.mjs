// Every page of a chain lives once, under app/c/[chain]. The default chain is shown at the root by rewriting to the
// reserved name "default", so that /block/5 and /c/1/block/5 are the same page of code.
const pages = [
  'blocks',
  'block',
  'txs',
  'tx',
  'address',
  'token',
  'search',
  'parallelism',
  'what-if',
  'modules',
  'module',
  'programs',
  'finality',
  'status',
  'program',
  'payment',
  'findings',
  'wallet',
]

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // "npm test" checks the types of the whole project; a start need not wait for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg'],
  rewrites: async () => ({
    beforeFiles: [
      // What proxy.ts has marked as missing leads to no page: app/not-found.tsx answers, with the status 404.
      {
        source: '/:path*',
        has: [{ type: 'header', key: 'x-parascope-missing' }],
        destination: '/missing',
      },
      // Browsers ask for it where they have not yet seen which icon the page names.
      { source: '/favicon.ico', destination: '/icon.svg' },
      { source: '/', destination: '/c/default' },
      // Alone, without the addresses below it, which are the API itself.
      { source: '/api', destination: '/c/default/api' },
      ...pages.map((page) => ({ source: `/${page}/:path*`, destination: `/c/default/${page}/:path*` })),
    ],
    afterFiles: [],
    fallback: [],
  }),
}

export default config
