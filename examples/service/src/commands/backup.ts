/** `backup`: takes the databases, then the photos, into a new folder. */
import { backUp } from '@chuishao/adapters/backup'
import type { ServiceCommand } from './command.ts'
import { photosOf, placesOf } from './database-places.ts'
import { needed, readOptions, typedPath } from './options.ts'

export const backup: ServiceCommand = {
  about: {
    zh: '备份数据库与照片到新文件夹',
    en: 'Backs the databases and the photos up into a new folder',
  },
  usage: '--to FOLDER',
  async run({ config, args }) {
    const options = readOptions(args, { to: { type: 'string' } })
    const to = typedPath(needed('to', options.to))
    const manifest = await backUp({
      databases: placesOf(config),
      ...photosOf(config),
      to,
      at: new Date().toISOString(),
      onProgress: ({ step, database = 0 }) => console.error(steps[step](database + 1)),
    })
    const tenants = manifest.databases.flatMap(({ anchor }) => anchor.heads)
    for (const { tenantId, position } of tenants)
      console.log(`${tenantId}: 至少到序号 ${position} / at the least up to feed position ${position}`)
    console.log(`已备份到 / Backed up to ${to} (${manifest.photos ?? 0} files of photos)`)
    return 0
  },
}

const steps = {
  anchor: (database: number) => `正在核对数据库 ${database} / reading database ${database}`,
  dump: (database: number) => `正在转储数据库 ${database} / dumping database ${database}`,
  photos: () => '正在复制照片 / copying photos',
}
