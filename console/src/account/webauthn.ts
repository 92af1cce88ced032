import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

type Json = Record<string, unknown>;

/** Lets the browser use a passkey. Null when the person thought better of it. */
export async function askForPasskey(options: Json): Promise<Json | null> {
  try {
    const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
    return { ...(await startAuthentication({ optionsJSON })) };
  } catch (error) {
    return unlessLeft(error);
  }
}

/** Lets the browser make a passkey. Null when the person thought better of it. */
export async function makePasskey(options: Json): Promise<Json | null> {
  try {
    const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
    return { ...(await startRegistration({ optionsJSON })) };
  } catch (error) {
    return unlessLeft(error);
  }
}

/** Browsers say nothing more than this when somebody closes their dialog, or waits too long. */
function unlessLeft(error: unknown): null {
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError'))
    return null;
  throw error;
}
