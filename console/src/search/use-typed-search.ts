import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';

/** What stands in the search box: on the page of results what they answer, elsewhere what is being typed. */
export function useTypedSearch(): [string, (typed: string) => void] {
  const { pathname, search } = useLocation();
  const searched = pathname.startsWith('/search') ? (new URLSearchParams(search).get('q') ?? '') : '';
  const [typed, setTyped] = useState(searched);
  useEffect(() => setTyped(searched), [searched]);
  return [typed, setTyped];
}
