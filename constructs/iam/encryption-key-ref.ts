/** A customer managed KMS key that exists somewhere. */
export interface IEncryptionKeyRef {
  /** ARN of the key, not of an alias; may be a token. */
  readonly keyArn: string;
}
