import { Link } from 'react-router';

interface TabLinksProps {
  label: string;
  links: readonly { to: string; label: string; here: boolean }[];
}

/** Parts of a page that have addresses of their own. */
export function TabLinks({ label, links }: TabLinksProps) {
  return (
    <nav className="tabs" aria-label={label}>
      {links.map((link) => (
        <Link key={link.to} to={link.to} className="tab" aria-current={link.here ? 'page' : undefined}>
          {link.label}
        </Link>
      ))}
    </nav>
  );
}
