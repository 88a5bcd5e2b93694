export function roomProblem(free: number, installed: boolean, folder?: string): string | undefined
export function checkDisk(): void
export function installPackages(note: (text: string) => void): Promise<void>
export function linkPostgresLibraries(): Promise<void>
