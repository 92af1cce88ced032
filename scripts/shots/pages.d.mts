/** The pages of the console by name, those behind the sign-in and those before it, in `e2e/support/pages.json`. */
export const pages: Record<'signedIn' | 'parts' | 'signedOut', Record<string, string>>;
/** The addresses of `console/src/app/routes.tsx` to which no page leads. */
export function routesWithoutPage(): string[];
/** An address with what the product holds filled in; null when it holds nothing of the kind. */
export function fillIn(
  address: string,
  held: Readonly<Record<string, string | number | undefined>>,
): string | null;
