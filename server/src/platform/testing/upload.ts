import type { Answer, TestApp } from './test-app.ts';

/** A multipart body with one file, as a browser sends it. */
export function multipartOf(
  content: Buffer | string,
  { filename = 'file.txt', field = 'file', type = 'application/octet-stream' }: UploadOptions = {},
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'shouwen-test-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${filename}"\r\ncontent-type: ${type}\r\n\r\n`;
  return {
    payload: Buffer.concat([
      Buffer.from(head),
      Buffer.from(content as string),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}
export interface UploadOptions {
  filename?: string;
  field?: string;
  type?: string;
}

/** Uploads a file through the API. */
export async function upload(
  test: TestApp,
  content: Buffer | string,
  options: UploadOptions & { as?: string } = {},
): Promise<Answer> {
  const { payload, headers } = multipartOf(content, options);
  return test.request('POST', '/files', {
    body: payload,
    headers,
    ...(options.as === undefined ? {} : { as: options.as }),
  });
}
