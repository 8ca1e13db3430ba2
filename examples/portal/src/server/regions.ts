/** The nine banners, counties and districts of the demo city, by GB/T 2260. */
export const regions = [
  { code: '150102', zh: '新城区', en: 'Xincheng District' },
  { code: '150103', zh: '回民区', en: 'Huimin District' },
  { code: '150104', zh: '玉泉区', en: 'Yuquan District' },
  { code: '150105', zh: '赛罕区', en: 'Saihan District' },
  { code: '150121', zh: '土默特左旗', en: 'Tumed Left Banner' },
  { code: '150122', zh: '托克托县', en: 'Togtoh County' },
  { code: '150123', zh: '和林格尔县', en: 'Horinger County' },
  { code: '150124', zh: '清水河县', en: 'Qingshuihe County' },
  { code: '150125', zh: '武川县', en: 'Wuchuan County' },
] as const
