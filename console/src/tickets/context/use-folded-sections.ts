import { usePersonal } from '../../shared/personal.ts';

/** Whether a part of the context pane is folded, and its switch; the same on every ticket and every machine. */
export function useFoldedSections(name: string): [boolean, (folded: boolean) => void] {
  const [kept, keep] = usePersonal('context.folded', '');
  const names = kept.split(',').filter((each) => each !== '');
  return [
    names.includes(name),
    (folded) => keep([...names.filter((each) => each !== name), ...(folded ? [name] : [])].join(',')),
  ];
}
