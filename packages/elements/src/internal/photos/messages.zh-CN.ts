/** Texts of the photo field. Source language. */
export const zhCN = {
  camera: '拍照',
  library: '选照片',
  hint: (max: number) => `最多 ${max} 张，发送前自动压缩并去除拍摄地点`,
  drop: '可拖入或粘贴',
  preparing: '正在处理',
  view: (n: number) => `查看第 ${n} 张照片`,
  remove: (n: number) => `删除第 ${n} 张照片`,
  uploading: (n: number) => `第 ${n} 张照片上传进度`,
  title: (n: number) => `第 ${n} 张照片`,
  notAnImage: (name: string) => `“${name}”不是照片，没有添加`,
  unreadable: (name: string) => `“${name}”无法读取，可能已损坏或是本浏览器不支持的格式，请换一张`,
  tooMany: (max: number) => `最多 ${max} 张照片，多出的没有添加`,
  uploadFailed: '照片上传失败，已填内容都还在，请重试',
  added: (count: number) => `已有 ${count} 张照片`,
}
