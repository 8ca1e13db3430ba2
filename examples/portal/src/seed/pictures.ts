/** Illustrations for the demo tickets, drawn as SVG and made into JPEG. Every one carries the word DEMO in plain strokes. */
import sharp from 'sharp'

const width = 960
const height = 720

const sky = (top = '#bcd7ea', bottom = '#e8f1f5') => `
  <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
  <rect width="${width}" height="${height}" fill="url(#sky)"/>`

const night = sky('#101a2e', '#2a3850')

const block = (x: number, y: number, w: number, h: number, colour: string, pane = '#dfe9f0') => {
  const windows: string[] = []
  for (let row = y + 24; row < y + h - 40; row += 56) {
    for (let column = x + 20; column < x + w - 36; column += 58) {
      windows.push(`<rect x="${column}" y="${row}" width="32" height="34" rx="2" fill="${pane}"/>`)
    }
  }
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${colour}"/>${windows.join('')}`
}

const street = (pane?: string) =>
  `${block(40, 110, 250, 330, '#c7a58c', pane)}${block(330, 170, 280, 270, '#b9b2a6', pane)}${block(650, 90, 270, 350, '#a9b7bd', pane)}
   <rect y="430" width="${width}" height="70" fill="#cfc9bd"/>
   <rect y="500" width="${width}" height="220" fill="#63686d"/>
   ${[60, 260, 460, 660, 860].map((x) => `<rect x="${x}" y="600" width="90" height="10" fill="#e9e4d4"/>`).join('')}`

const courtyard = `${sky()}${block(60, 60, 360, 380, '#cdb59a')}${block(520, 100, 380, 340, '#b7c0b0')}
  <rect y="440" width="${width}" height="280" fill="#9fb58a"/><path d="M0 560 H960 V640 H0Z" fill="#d2c8b4"/>`

const cone = (x: number, y: number) =>
  `<path d="M${x} ${y}l26-80 26 80z" fill="#e2622b"/><path d="M${x + 10} ${y - 30}h32l5 14h-42z" fill="#fff"/><rect x="${x - 8}" y="${y}" width="68" height="10" fill="#b64a1d"/>`

const lamp = (x: number, on: boolean) =>
  `<rect x="${x}" y="150" width="10" height="300" fill="#3c4752"/><path d="M${x + 5} 152 h70 v14 h-70z" fill="#3c4752"/>
   <ellipse cx="${x + 68}" cy="172" rx="24" ry="9" fill="${on ? '#ffe9a8' : '#4a5561'}"/>
   ${on ? `<path d="M${x + 48} 180 L${x - 20} 500 H${x + 156} L${x + 90} 180Z" fill="#ffe9a8" opacity=".22"/>` : ''}`

const bicycle = (x: number, y: number, tilt = 0) =>
  `<g transform="translate(${x} ${y}) rotate(${tilt})" fill="none" stroke-width="7">
    <circle cx="0" cy="0" r="36" stroke="#2e3a40"/><circle cx="104" cy="0" r="36" stroke="#2e3a40"/>
    <path d="M0 0 L36 -54 L84 -54 L104 0 M36 -54 L52 0 L84 -54 M0 0 H52" stroke="#1f9d8f"/>
    <path d="M84 -54 L78 -78 h22 M30 -62 h18" stroke="#2e3a40"/></g>`

const stall = (x: number, colour: string) =>
  `<path d="M${x} 420 h170 l-20 -60 h-130z" fill="${colour}"/><rect x="${x + 10}" y="420" width="8" height="110" fill="#6b5137"/>
   <rect x="${x + 152}" y="420" width="8" height="110" fill="#6b5137"/><rect x="${x}" y="490" width="170" height="46" fill="#a87c4f"/>
   ${[20, 55, 90, 125].map((d, i) => `<circle cx="${x + d + 12}" cy="482" r="15" fill="${i % 2 ? '#d9822b' : '#b23b3b'}"/>`).join('')}`

const wires = (messy: boolean) => {
  const lines: string[] = []
  for (let i = 0; i < (messy ? 15 : 4); i++) {
    const sag = messy ? 60 + ((i * 53) % 190) : 34
    const y = messy ? 120 + ((i * 37) % 110) : 130 + i * 18
    lines.push(
      `<path d="M120 ${y} Q480 ${y + sag * 2} 840 ${y + (messy ? (i % 3) * 30 : 0)}" stroke="#22272b" stroke-width="${messy ? 3 + (i % 3) : 4}" fill="none"/>`,
    )
  }
  return `<rect x="108" y="90" width="20" height="440" fill="#8a8f90"/><rect x="834" y="90" width="20" height="440" fill="#8a8f90"/>${lines.join('')}`
}

const fitness = (broken: boolean) => `
  <g stroke-width="16" stroke-linecap="round" fill="none" stroke="#2774ae">
    <path d="M260 620 V330 M620 620 V330 M240 330 H640"/>
    <path d="M360 330 ${broken ? 'L330 470 L372 540' : 'V530'}" stroke="#e0a526"/><path d="M520 330 V530" stroke="#e0a526"/></g>
  <rect x="${broken ? 350 : 318}" y="530" width="84" height="18" rx="6" fill="#444" ${broken ? 'transform="rotate(32 380 560)"' : ''}/>
  <rect x="478" y="530" width="84" height="18" rx="6" fill="#444"/>
  ${broken ? '<path d="M300 600 l34 -12 M410 606 l30 8" stroke="#e0a526" stroke-width="12"/>' : ''}`

const scenes = {
  manholeOpen: `${sky()}${street()}<ellipse cx="500" cy="610" rx="130" ry="52" fill="#1c1e20"/><path d="M370 610a130 52 0 0 1 260 0" fill="none" stroke="#3a3d40" stroke-width="12"/>
    <ellipse cx="690" cy="566" rx="112" ry="38" fill="#7b8085"/><path d="M610 566h160M690 530v72" stroke="#5d6266" stroke-width="6"/>`,
  manholeFixed: `${sky()}${street()}<ellipse cx="500" cy="610" rx="130" ry="52" fill="#7b8085"/><ellipse cx="500" cy="610" rx="108" ry="42" fill="none" stroke="#5d6266" stroke-width="6"/>
    <path d="M410 610h180M500 572v76M440 584l120 52M560 584l-120 52" stroke="#5d6266" stroke-width="5"/>`,
  lampsOff: `${night}${street('#2f3c4d')}<rect width="${width}" height="${height}" fill="#0b1220" opacity=".55"/>${lamp(150, false)}${lamp(450, false)}${lamp(760, false)}`,
  lampsOn: `${night}${street('#f2cf84')}<rect width="${width}" height="${height}" fill="#0b1220" opacity=".32"/>${lamp(150, true)}${lamp(450, true)}${lamp(760, true)}`,
  wiresMessy: `${courtyard}${wires(true)}`,
  wiresTidy: `${courtyard}${wires(false)}`,
  fitnessBroken: `${courtyard}${fitness(true)}${cone(700, 640)}`,
  fitnessFixed: `${courtyard}${fitness(false)}`,
  bikesPiled: `${sky()}${street()}${[90, 170, 260, 330, 430, 500, 590, 680, 770].map((x, i) => bicycle(x, 500 + (i % 3) * 42, ((i * 17) % 46) - 22)).join('')}`,
  bikesTidy: `${sky()}${street()}<path d="M60 470h840v66H60z" fill="none" stroke="#fff" stroke-width="6"/>${[100, 260, 420, 580, 740].map((x) => bicycle(x, 500)).join('')}`,
  stalls: `${sky()}${street()}${stall(80, '#c0392b')}${stall(300, '#2a7f62')}${stall(520, '#c98b1d')}${stall(730, '#2b6ca3')}`,
  pavementClear: `${sky()}${street()}<path d="M0 462h960" stroke="#d8a92c" stroke-width="16" stroke-dasharray="34 6"/>`,
  lift: `<rect width="${width}" height="${height}" fill="#d9d3c7"/><rect x="250" y="90" width="460" height="560" fill="#8d9499"/>
    <rect x="270" y="110" width="205" height="540" fill="#bfc6ca"/><rect x="485" y="110" width="205" height="540" fill="#b2babf"/>
    <rect x="760" y="320" width="60" height="120" rx="8" fill="#555d63"/><circle cx="790" cy="355" r="14" fill="#e9c46a"/><circle cx="790" cy="402" r="14" fill="#9aa3a8"/>
    <rect x="380" y="30" width="200" height="44" rx="6" fill="#20262a"/><path d="M480 40l18 24h-36z" fill="#e2622b"/><rect y="650" width="960" height="70" fill="#a79f8f"/>`,
  pothole: `${sky()}${street()}<path d="M330 600q60-50 150-34t140 10q70 26 20 66t-160 34q-170 0-150-76z" fill="#3a3d3f"/><path d="M380 612q90-30 210 0" stroke="#242628" stroke-width="8" fill="none"/>${cone(240, 650)}${cone(690, 640)}`,
  roadFixed: `${sky()}${street()}<path d="M320 560h330v110H320z" fill="#3f4448"/><path d="M320 560h330v110H320z" fill="none" stroke="#565c61" stroke-width="6"/>`,
  rubbish: `${courtyard}<path d="M250 610q40-110 120-70 40-100 120-40 90-60 130 40 70-10 80 70z" fill="#4f5a4a"/><circle cx="360" cy="560" r="42" fill="#2f3a44"/><circle cx="470" cy="540" r="50" fill="#6f7d54"/><circle cx="590" cy="566" r="40" fill="#34435a"/>
    <rect x="720" y="450" width="110" height="150" rx="10" fill="#2c7a4b"/><rect x="708" y="436" width="134" height="22" rx="8" fill="#215c39"/>`,
  cleaned: `${courtyard}<rect x="640" y="450" width="110" height="150" rx="10" fill="#2c7a4b"/><rect x="628" y="436" width="134" height="22" rx="8" fill="#215c39"/><rect x="780" y="450" width="110" height="150" rx="10" fill="#3c6ea8"/><rect x="768" y="436" width="134" height="22" rx="8" fill="#2c5482"/>`,
  wall: `${sky()}${block(180, 60, 600, 540, '#c9a88e')}<path d="M330 200l120-30 60 90-40 80-120-20z" fill="#8d8579"/><path d="M400 600l60-40 70 34z" fill="#8d8579"/><rect y="600" width="960" height="120" fill="#b9b2a6"/>${cone(300, 660)}${cone(600, 660)}`,
  tree: `${courtyard}<path d="M470 640q10-170-30-260" stroke="#6b4a2f" stroke-width="38" fill="none"/><g fill="#5f8f4a"><circle cx="420" cy="330" r="110"/><circle cx="520" cy="280" r="100"/><circle cx="350" cy="250" r="84"/></g><path d="M120 240 Q480 330 860 220" stroke="#22272b" stroke-width="5" fill="none"/>`,
} satisfies Record<string, string>

export type Scene = keyof typeof scenes

/** The word DEMO as strokes, so that it needs no font. */
const demoMark = `<g transform="translate(724 24)"><rect width="212" height="62" rx="10" fill="#12324a" opacity=".82"/>
  <g fill="none" stroke="#fff" stroke-width="6" stroke-linejoin="round" stroke-linecap="round">
  <path d="M22 14v34h12q18 0 18-17t-18-17z"/><path d="M96 14H70v34h26M70 31h20"/><path d="M114 48V14l16 20 16-20v34"/><rect x="164" y="14" width="28" height="34" rx="12"/></g></g>`

/** One illustration as JPEG. */
export async function drawPicture(scene: Scene): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${scenes[scene]}${demoMark}</svg>`
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer())
}
