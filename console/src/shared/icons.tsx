import type { SVGProps } from 'react';

/** Line icons of the console, 16 px on a 24 grid. Each is decoration: what it means stands in words beside it. */
const paths = {
  inbox: 'M3 13l3-8h12l3 8v6H3zM3 13h5l1.5 3h5L16 13h5',
  duties: 'M4 6l1.5 1.5L8.5 4.5M4 12l1.5 1.5 3-3M4 18l1.5 1.5 3-3M12 6h8M12 12h8M12 18h8',
  customers:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.6-3.6 3-5.5 6.5-5.500s5.9 1.9 6.5 5.500M16 4.300a3.5 3.5 0 0 1 0 6.400M17.5 14.900c2.2.7 3.6 2.4 4 5.1',
  people: 'M12 4v4M6 16v-4h12v4M12 8v4M9.5 4h5v4h-5zM3.5 16h5v4h-5zM15.5 16h5v4h-5z',
  outbox: 'M12 15V4M8 8l4-4 4 4M3 14v5h18v-5',
  webhooks:
    'M9 7.500a3.5 3.5 0 1 1 5 3.200l3 5.300M12.5 8l-4 7.200M7 13.600A3.5 3.5 0 1 0 9.5 18H16M16 18a2 2 0 1 0 4 0 2 2 0 0 0-4 0z',
  settings:
    'M4 7h9M17 7h3M13 7a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM4 17h3M11 17h9M7 17a2 2 0 1 0 4 0 2 2 0 0 0-4 0z',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L20 20',
  reply: 'M9 6l-5 5 5 5M4 11h9c4 0 6.5 2 7 7',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M9 9h6M9 13h3',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  clip: 'M19 11.500l-7.5 7.500a4.5 4.5 0 0 1-6.4-6.400l8-8a3 3 0 0 1 4.3 4.300l-8 8a1.5 1.5 0 0 1-2.1-2.100l7.2-7.3',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.500l4.5 4.500L19 7',
  left: 'M14.5 5l-7 7 7 7',
  right: 'M9.5 5l7 7-7 7',
  down: 'M6 9.500l6 6 6-6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.500V12l3 2',
  pause: 'M9 5v14M15 5v14',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z',
  warn: 'M12 4l9 16H3zM12 10v4.500M12 17.300v.2',
  merge: 'M6 4v4c0 3 6 3.5 6 7v5M18 4v4c0 3-6 3.5-6 7M9.5 17.500L12 20l2.5-2.5',
  transfer: 'M4 8h14M14.5 4.500L18 8l-3.5 3.500M20 16H6M9.5 12.500L6 16l3.5 3.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1',
  split: 'M12 20v-6M12 14c0-4-6-3-6-9M12 14c0-4 6-3 6-9M3.5 7.500L6 5l2.5 2.500M15.5 7.500L18 5l2.5 2.5',
  eye: 'M2.5 12C4.5 7.8 8 5.5 12 5.500s7.5 2.3 9.5 6.500c-2 4.2-5.5 6.5-9.5 6.500S4.5 16.2 2.5 12zM12 14.800a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.600z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c.8-4 3.6-6 7.5-6s6.7 2 7.5 6',
  team: 'M12 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM6.5 19c.6-3 2.6-4.5 5.5-4.500s4.9 1.5 5.5 4.500M5 12a2 2 0 1 0 0-4M19 12a2 2 0 1 1 0-4',
  bolt: 'M13 3L5 13.500h6L10.5 21 19 10h-6.500z',
  quote: 'M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12.500h5',
  send: 'M20.5 3.500L3.5 10.500l6.5 3 3 6.500zM10 13.500l4.5-4.5',
  undo: 'M8 5L4 9l4 4M4 9h9.500a5.5 5.5 0 0 1 0 11H9',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  printer: 'M7 8V3.500h10V8M7 17H4V8.500h16V17h-3M7 13.500h10v7H7z',
  download: 'M12 4v11M8 11l4 4 4-4M4 19h16',
  panel: 'M3 5h18v14H3zM15 5v14',
  sidebar: 'M3 5h18v14H3zM9 5v14',
  key: 'M8 15.500a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11.500h9M18 11.500v4M15 11.500v2.5',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.500V5M12 19v2.500M2.5 12H5M19 12h2.500M5.3 5.300L7 7M17 17l1.7 1.700M18.7 5.300L17 7M7 17l-1.7 1.7',
  out: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  phone:
    'M5 4h4l1.5 5L8 10.500c1 2.5 3 4.5 5.5 5.500l1.5-2.5 5 1.500v4c0 1-1 1.5-2 1.500C10.5 20 4 13.5 3.5 6c0-1 .5-2 1.5-2z',
  mail: 'M3 6h18v12H3zM3.5 6.500L12 13l8.5-6.5',
  building: 'M5 20V4h9v16M14 9h5v11M3 20h18M8 8h3M8 12h3M8 16h3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.500c0-1.5 1.1-2.5 2.6-2.5 1.4 0 2.5.9 2.5 2.3 0 2-2.6 2-2.6 4M12 16.800v.1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.7v.1',
  keyboard: 'M2.5 6h19v12h-19zM6 10h.01M9.5 10h.01M13 10h.01M16.5 10h.01M7 14h10',
  refresh:
    'M20 11a8 8 0 0 0-14.5-3.500L4 9M4 4.500V9h4.500M4 13a8 8 0 0 0 14.5 3.500L20 15M20 19.500V15h-4.5',
  tag: 'M3.5 4.500h8l9 9-7 7-9-9zM8 8.800v.1',
  task: 'M4 4h16v16H4zM8 12l3 3 5-6',
  history: 'M4 5v4h4M4.5 9A8.5 8.5 0 1 1 3.5 13M12 8v4.500l3 1.5',
  upload: 'M12 16V5M8 9l4-4 4 4M4 19h16',
  book: 'M4 5c3-1 6-.5 8 1 2-1.5 5-2 8-1v14c-3-1-6-.5-8 1-2-1.5-5-2-8-1zM12 6v14',
  filter: 'M3 5h18l-7 8.500V20l-4-2v-4.500z',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  edit: 'M4 20l1-4.500L16 4.500l3.5 3.500L8.5 19zM13.5 7l3.5 3.5',
  bold: 'M7 4.500h6a3.500 3.500 0 0 1 0 7H7zM7 11.500h7a4 4 0 0 1 0 8H7z',
  italic: 'M10 4.500h7M7 19.500h7M14 4.500l-4 15',
  bullets: 'M4.5 6h.01M4.5 12h.01M4.5 18h.01M9 6h11M9 12h11M9 18h11',
  numbers: 'M4 4.500h1v4M3.500 14.500h2l-2 3.500h2.200M10 6h10M10 12h10M10 18h10',
  quotation: 'M4 5v14M8.500 7h11M8.500 12h11M8.500 17h7',
  code: 'M8.500 7.500L4 12l4.500 4.500M15.500 7.500L20 12l-4.500 4.500',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2.500H4zM10 21h4',
  chart: 'M4 20h16M6.500 20v-7M12 20V5M17.500 20v-10',
  print: 'M7 9V4h10v5M7 18H4V9h16v9h-3M7 14h10v6H7z',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  stairs: 'M3 20h5v-5h5v-5h5V5h3',
  megaphone: 'M4 10v4h3l8 5V5l-8 5zM18.5 9a4 4 0 0 1 0 6',
} as const;

export type IconName = keyof typeof paths;

/** One icon; `size` in px. */
export function Icon({
  name,
  size = 16,
  ...rest
}: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className="icon"
      {...rest}
    >
      <path d={paths[name]} />
    </svg>
  );
}
